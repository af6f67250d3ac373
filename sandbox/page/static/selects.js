// Select menus of every kind, as one searchable field: chosen words or chips, and a list that narrows as one types.

import { h } from "./dom.js";
import { icon } from "./icons.js";
import { comboAttributes, isOpen, listKey, openList } from "./listbox.js";
import { textOf, wordsOf } from "./mrkdwn.js";
import { act } from "./net.js";
import { close } from "./popup.js";
import { choose, controlId } from "./press.js";
import { channel, changed, nameOf, state } from "./state.js";
import { t } from "./strings.js";
import { valueOf } from "./values.js";

const WAIT_MS = 150; // between the last key and the question to the app

const typed = new Map(); // what is typed in a select's field: id -> {query, rows, loading, turn}

const folded = (words) => words.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
const isMulti = (element) => element.type.startsWith("multi_");
const isExternal = (element) => element.type.endsWith("external_select");

/** The things one may choose: [{key, label, detail, group, value}]. */
function choicesOf(element, id) {
  if (element.type.endsWith("users_select")) {
    const users = Object.values(state.snap.users).filter((user) => !user.deleted);
    return users.map((user) => ({ key: user.id, label: nameOf(user.id), value: user.id }));
  }
  if (/(channels|conversations)_select$/.test(element.type)) {
    return state.snap.channels.map((one) => ({ key: one.id, label: channelName(one.id), value: one.id }));
  }
  return grouped(isExternal(element) ? typed.get(id)?.rows ?? [] : element.option_groups ?? element.options ?? []);
}

const grouped = (rows) =>
  rows.flatMap((row) =>
    row.options ? row.options.map((one) => optionRow(one, wordsOf(row.label))) : [optionRow(row, null)],
  );

const optionRow = (option, group) => ({
  key: option.value,
  label: wordsOf(option.text),
  detail: wordsOf(option.description),
  group,
  value: option,
});

function channelName(id) {
  const found = channel(id);
  return found?.kind === "im" ? nameOf(found.with) : found?.name ?? id;
}

const keyOf = (value) => value?.value ?? value;

function labelOf(element, value) {
  if (typeof value !== "string") return wordsOf(value.text);
  return element.type.endsWith("users_select") ? nameOf(value) : channelName(value);
}

const chosenOf = (ctx, block, element) => [valueOf(ctx, block, element) ?? []].flat();

/** The select as a field. `attributes` name and describe it. */
export function select(ctx, block, element, attributes) {
  const id = controlId(ctx, block, element);
  const chosen = chosenOf(ctx, block, element);
  const multi = isMulti(element);
  const words = chosen.length && !multi ? labelOf(element, chosen[0]) : "";
  const query = typed.get(id)?.query ?? "";
  return h(
    "div",
    { class: `select${multi ? " select-multi" : ""}${isOpen(id) ? " open" : ""}`, key: id },
    multi ? chosen.map((value) => chip(ctx, block, element, value)) : null,
    h("input", {
      ...attributes,
      ...comboAttributes(id),
      id,
      type: "text",
      class: "select-field",
      placeholder: isOpen(id) && words ? words : wordsOf(element.placeholder) || t("choose"),
      set: { value: isOpen(id) ? query : words },
      on: {
        click: (event) => open(event.target, ctx, block, element),
        input: (event) => search(event.target, ctx, block, element),
        keydown: (event) => key(event, ctx, block, element),
        blur: () => typed.delete(id),
      },
    }),
    !multi && chosen.length && block.optional ? clearer(ctx, block, element, words) : icon("down", 16),
  );
}

function chip(ctx, block, element, value) {
  const label = labelOf(element, value);
  return h(
    "span",
    { class: "chip", key: keyOf(value) },
    label,
    h(
      "button",
      { type: "button", class: "chip-remove", "aria-label": t("remove", { name: label }), on: { click: () => flip(ctx, block, element, value) } },
      icon("close", 12),
    ),
  );
}

function clearer(ctx, block, element, words) {
  const clear = () => choose(ctx, block, element, null);
  return h("button", { type: "button", class: "select-clear", "aria-label": t("remove", { name: words }), on: { click: clear } }, icon("close", 14));
}

/** Add a value to a multi-select, or take it out; the maximum holds. */
function flip(ctx, block, element, value) {
  const chosen = chosenOf(ctx, block, element);
  const rest = chosen.filter((one) => keyOf(one) !== keyOf(value));
  const full = chosen.length >= (element.max_selected_items ?? Infinity);
  if (rest.length === chosen.length && full) return undefined;
  return choose(ctx, block, element, rest.length === chosen.length ? [...chosen, value] : rest);
}

function take(ctx, block, element, value) {
  const id = controlId(ctx, block, element);
  if (isMulti(element)) {
    const query = typed.get(id);
    if (query) query.query = "";
    flip(ctx, block, element, value);
    return;
  }
  typed.delete(id);
  close();
  choose(ctx, block, element, value);
}

function open(field, ctx, block, element) {
  const id = controlId(ctx, block, element);
  if (!typed.has(id)) {
    typed.set(id, { query: "", rows: null, loading: false, turn: 0 });
    if (isExternal(element) && (element.min_query_length ?? 3) === 0) load(ctx, block, element, id);
  }
  const rows = () => narrowed(ctx, block, element, id);
  openList(field, id, field.getAttribute("aria-label") ?? field.labels?.[0]?.textContent ?? t("choose"), rows, {
    note: () => note(element, id),
    anchor: field.closest(".select"),
    keepWith: field.closest(".select"),
  });
}

function narrowed(ctx, block, element, id) {
  const chosen = new Set(chosenOf(ctx, block, element).map(keyOf));
  const query = folded(typed.get(id)?.query ?? "");
  return choicesOf(element, id)
    .filter((row) => isExternal(element) || folded(row.label).includes(query))
    .map((row) => ({
      ...row,
      mark: chosen.has(row.key),
      after: chosen.has(row.key) ? icon("check", 16) : null,
      take: () => take(ctx, block, element, row.value),
    }));
}

function note(element, id) {
  const now = typed.get(id);
  if (!isExternal(element)) return t("noResult");
  const least = element.min_query_length ?? 3;
  if ((now?.query ?? "").length < least) return t("minQuery", { n: least });
  return now?.rows && !now.loading ? t("noResult") : t("loading");
}

function search(field, ctx, block, element) {
  const id = controlId(ctx, block, element);
  const query = field.value;
  open(field, ctx, block, element);
  const now = typed.get(id);
  now.query = query;
  state.popup.active = 0;
  if (isExternal(element)) load(ctx, block, element, id);
  changed();
}

/** Ask the app for options once the person stops typing; an answer overtaken by more typing is dropped. */
function load(ctx, block, element, id) {
  const now = typed.get(id);
  const turn = ++now.turn;
  now.loading = true;
  if (now.query.length < (element.min_query_length ?? 3)) {
    now.rows = null;
    return;
  }
  setTimeout(async () => {
    if (now.turn !== turn) return;
    const place = { where: ctx.where, block_id: block.block_id, action_id: element.action_id };
    const rows = await act("options", { ...place, query: now.query });
    if (now.turn !== turn) return;
    Object.assign(now, { rows: rows ?? [], loading: false });
    changed();
  }, WAIT_MS);
}

function key(event, ctx, block, element) {
  const id = controlId(ctx, block, element);
  if (isOpen(id) && listKey(event)) return;
  if (event.key === "ArrowDown" || (event.key === "Enter" && !isOpen(id))) {
    event.preventDefault();
    open(event.target, ctx, block, element);
  } else if (event.key === "Backspace" && !event.target.value && isMulti(element)) {
    const last = chosenOf(ctx, block, element).at(-1);
    if (last) flip(ctx, block, element, last);
  } else if (event.key === "Tab" && isOpen(id)) close();
}

/** The words of a select's placeholder or the first of them, where no label names the field. */
export const selectLabel = (element) => wordsOf(element.placeholder) || textOf(element.placeholder).join("") || t("choose");

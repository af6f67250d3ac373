// Block elements: buttons, fields, pickers, choices, overflow menus. Selects are in selects.js.
// Source: Slack documentation, "Block elements".

import { fromField, toField } from "./dates.js";
import { h } from "./dom.js";
import { fileInput } from "./files.js";
import { icon } from "./icons.js";
import { link, textOf, wordsOf } from "./mrkdwn.js";
import { openMenu } from "./popup.js";
import { choose, controlId, press } from "./press.js";
import { state } from "./state.js";
import { t } from "./strings.js";
import { select } from "./selects.js";
import { keep, valueOf } from "./values.js";

/** An element of a block. `named` holds the attributes that name and describe it ({aria-…}). */
export function element(ctx, block, one, named = {}) {
  const make = ELEMENTS[one.type];
  if (make) return make(ctx, block, one, named);
  return h("span", { class: "unsupported" }, t("unsupported", { type: one.type }));
}

/** Attributes that name an element outside an input block, where no label stands beside it. */
export function ownName(one) {
  const words = one.accessibility_label ?? wordsOf(one.placeholder);
  return words ? { "aria-label": words } : { "aria-label": FALLBACK_NAMES[one.type]?.() ?? null };
}

const FALLBACK_NAMES = { overflow: () => t("actions") };

function button(ctx, block, one) {
  const id = controlId(ctx, block, one);
  const busy = state.pending.has(id);
  const act = () => {
    if (one.url && /^https?:/i.test(one.url)) window.open(one.url, "_blank", "noopener");
    press(ctx, block, one, {});
  };
  return h(
    "button",
    {
      type: "button",
      key: id,
      id,
      class: `btn ${one.style ? `btn-${one.style}` : ""}`,
      "aria-label": one.accessibility_label,
      "aria-busy": busy ? "true" : null,
      "data-action": one.action_id,
      on: { click: act },
    },
    h("span", { class: "btn-words" }, textOf(one.text)),
  );
}

/** Two buttons that are one element: each sends its own words and value. */
function feedback(ctx, block, one) {
  const pair = [one.positive_button, one.negative_button].map((half) =>
    h(
      "button",
      {
        type: "button",
        key: half.value,
        class: "btn",
        "aria-label": half.accessibility_label,
        on: { click: () => press(ctx, block, one, { text: half.text, value: half.value }) },
      },
      h("span", { class: "btn-words" }, textOf(half.text)),
    ),
  );
  return h("span", { class: "b-actions" }, pair);
}

function overflow(ctx, block, one, named) {
  const id = controlId(ctx, block, one);
  const items = one.options.map((option) => ({
    label: wordsOf(option.text),
    detail: wordsOf(option.description),
    run: () => {
      if (option.url) window.open(option.url, "_blank", "noopener");
      press(ctx, block, one, { selected_option: option });
    },
  }));
  return h(
    "button",
    {
      type: "button",
      key: id,
      id,
      class: "btn btn-icon",
      "aria-haspopup": "menu",
      "aria-expanded": String(state.popup?.id === id),
      "aria-busy": state.pending.has(id) ? "true" : null,
      "data-action": one.action_id,
      ...named,
      "aria-label": one.accessibility_label ?? t("actions"),
      on: { click: (event) => openMenu(event.currentTarget, id, t("actions"), items) },
    },
    icon("more"),
  );
}

const KINDS = {
  plain_text_input: {},
  number_input: { inputmode: "decimal" },
  email_text_input: { inputmode: "email", autocomplete: "off" },
  url_text_input: { inputmode: "url" },
};

function field(ctx, block, one, named) {
  const id = controlId(ctx, block, one);
  const tag = one.multiline ? "textarea" : "input";
  return h(
    "div",
    { class: "field", key: id },
    h(tag, {
      ...named,
      ...KINDS[one.type],
      id,
      type: one.multiline ? null : "text",
      rows: one.multiline ? "3" : null,
      class: "text-field",
      placeholder: wordsOf(one.placeholder) || null,
      maxlength: one.max_length ?? (one.type === "plain_text_input" ? 3000 : null),
      "data-focus": one.focus_on_load ? "true" : null,
      set: { value: valueOf(ctx, block, one) ?? "" },
      on: { input: (event) => typedIn(event, ctx, block, one), keydown: (event) => entered(event, ctx, block, one) },
    }),
    one.max_length ? counter(one, valueOf(ctx, block, one) ?? "", id) : null,
  );
}

const LEFT_SHOWN = 0.2; // the counter appears in the last fifth

function counter(one, value, id) {
  const left = one.max_length - value.length;
  const words = left <= one.max_length * LEFT_SHOWN ? t("characters", { n: left }) : "";
  return h("span", { class: "counter", id: `${id}-count`, role: "status" }, words);
}

function typedIn(event, ctx, block, one) {
  keep(ctx, block, one, event.target.value || null);
  const label = event.target.parentNode.querySelector(".counter");
  if (label) label.replaceChildren(...counter(one, event.target.value, "").childNodes);
  if (block.dispatch_action && triggers(one).includes("on_character_entered")) {
    press(ctx, block, one, { value: event.target.value });
  }
}

const triggers = (one) => one.dispatch_action_config?.trigger_actions_on ?? ["on_enter_pressed"];

/** Enter tells the app where the block asks for it; else it submits the modal, as in any form. */
function entered(event, ctx, block, one) {
  if (event.key !== "Enter" || event.isComposing || (one.multiline && !event.ctrlKey && !event.metaKey)) return;
  event.preventDefault();
  if (block.dispatch_action && triggers(one).includes("on_enter_pressed")) {
    press(ctx, block, one, { value: event.target.value });
  } else ctx.submit?.();
}

function picker(type, read, write) {
  return (ctx, block, one, named) =>
    h("input", {
      ...named,
      key: controlId(ctx, block, one),
      id: controlId(ctx, block, one),
      type,
      class: "text-field picker",
      set: { value: read(valueOf(ctx, block, one)) },
      on: { change: (event) => choose(ctx, block, one, write(event.target.value)) },
    });
}

const zone = () => state.snap.me.tz ?? "UTC";
const asIs = (value) => value ?? "";
const orNull = (text) => text || null;

function choiceList(type, isOn, taken) {
  return (ctx, block, one, named) =>
    h(
      "div",
      {
        ...named,
        class: "choices",
        key: controlId(ctx, block, one),
        id: controlId(ctx, block, one),
        role: type === "radio" ? "radiogroup" : "group",
      },
      one.options.map((option, index) => choice(type, isOn, taken, { ctx, block, one, option, index })),
    );
}

function choice(type, isOn, taken, { ctx, block, one, option, index }) {
  const id = `${controlId(ctx, block, one)}-${index}`;
  const now = valueOf(ctx, block, one);
  return h(
    "label",
    { class: "choice", for: id },
    h("input", {
      type,
      id,
      name: controlId(ctx, block, one),
      set: { checked: isOn(now, option) },
      on: { change: (event) => choose(ctx, block, one, taken(valueOf(ctx, block, one), option, event.target.checked)) },
    }),
    h(
      "span",
      { class: "choice-words" },
      h("span", null, textOf(option.text)),
      option.description ? h("span", { class: "choice-detail" }, textOf(option.description)) : null,
    ),
  );
}

const same = (one, other) => one?.value === other?.value;

function ticked(chosen, option, on) {
  const rest = (chosen ?? []).filter((one) => !same(one, option));
  return on ? [...rest, option] : rest;
}

function image(ctx, block, one) {
  return picture(one, "accessory-image");
}

/** An app's picture; only https addresses and data are shown, else its words. */
export function picture(one, cls) {
  const address = one.image_url ?? "";
  if (!/^(https:|data:image\/)/i.test(address) && !address.startsWith(location.origin)) {
    return h("span", { class: "image-words" }, link(address, one.alt_text || t("choose")));
  }
  return h("img", { class: cls, src: address, alt: one.alt_text ?? "", loading: "lazy" });
}

const ELEMENTS = {
  button,
  workflow_button: button,
  icon_button: button,
  feedback_buttons: feedback,
  overflow,
  plain_text_input: field,
  number_input: field,
  email_text_input: field,
  url_text_input: field,
  file_input: fileInput,
  datepicker: picker("date", asIs, orNull),
  timepicker: picker("time", asIs, orNull),
  datetimepicker: picker(
    "datetime-local",
    (value) => (value ? toField(value, zone()) : ""),
    (text) => (text ? fromField(text, zone()) : null),
  ),
  radio_buttons: choiceList("radio", same, (_, option) => option),
  checkboxes: choiceList("checkbox", (chosen, option) => (chosen ?? []).some((one) => same(one, option)), ticked),
  static_select: select,
  external_select: select,
  users_select: select,
  conversations_select: select,
  channels_select: select,
  multi_static_select: select,
  multi_external_select: select,
  multi_users_select: select,
  multi_conversations_select: select,
  multi_channels_select: select,
  image,
};

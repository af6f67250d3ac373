// Where one writes: messages and slash commands, completed from the app's manifest as one types.

import { h } from "./dom.js";
import { icon } from "./icons.js";
import { comboAttributes, isOpen, listKey, openList } from "./listbox.js";
import { encoded } from "./files.js";
import { act } from "./net.js";
import { close, openMenu } from "./popup.js";
import { change, changed, state, whilePending } from "./state.js";
import { t } from "./strings.js";

const LIST = "commands";

export function composer(place, title) {
  if (place.archived) return h("p", { class: "archived" }, icon("archive", 18), t("archived"));
  const text = state.texts.get(place.id) ?? "";
  const busy = state.pending.has(`say-${place.id}`);
  return h(
    "div",
    { class: "composer", key: `composer-${place.id}` },
    h("textarea", {
      ...comboAttributes(LIST),
      role: null, // a textarea stays a text box; the list is still tied to it
      "aria-expanded": null,
      id: "composer",
      rows: "1",
      "aria-label": t("compose", { place: title }),
      placeholder: t("compose", { place: title }),
      set: { value: text },
      on: {
        input: (event) => typed(event.target, place),
        keydown: (event) => key(event, place),
        click: (event) => complete(event.target, place),
      },
    }),
    h("div", { class: "composer-bar" }, shortcuts(), attach(place), hint(text), send(place, text, busy)),
  );
}

function shortcuts() {
  const found = state.snap.app.shortcuts.filter((one) => one.type === "global");
  if (!found.length) return h("span");
  const items = found.map((one) => ({
    label: one.name,
    detail: one.description,
    icon: "bolt",
    run: () => act("shortcut", { callback_id: one.callback_id }),
  }));
  return h(
    "button",
    {
      type: "button",
      class: "btn-plain",
      "aria-label": t("shortcuts"),
      title: t("shortcuts"),
      "aria-haspopup": "menu",
      "aria-expanded": String(state.popup?.id === "shortcuts"),
      on: { click: (event) => openMenu(event.currentTarget, "shortcuts", t("shortcuts"), items) },
    },
    icon("bolt"),
  );
}

/** A file handed over here: read in the page, and sent to the workspace on this machine alone. */
function attach(place) {
  const field = h("input", {
    type: "file",
    hidden: true,
    id: "attach-file",
    "aria-label": t("attach"),
    on: { change: (event) => handOver(event.target, place) },
  });
  return h(
    "span",
    {},
    field,
    h(
      "button",
      {
        type: "button",
        class: "btn-plain",
        "aria-label": t("attach"),
        title: t("attach"),
        on: { click: () => document.getElementById("attach-file")?.click() },
      },
      icon("attach"),
    ),
  );
}

async function handOver(field, place) {
  const file = field.files[0];
  field.value = "";
  if (!file) return;
  await act("drop_encoded", { channel: place.id, name: file.name, content: await encoded(file) });
}

/** How the command being typed is used, as its manifest says. */
function hint(text) {
  const command = state.snap.app.commands.find((one) => text === one.command || text.startsWith(`${one.command} `));
  return h("span", { class: "usage", "aria-live": "polite" }, command?.usage_hint ? `${command.command} ${command.usage_hint}` : "");
}

function send(place, text, busy) {
  return h(
    "button",
    {
      type: "button",
      class: "send",
      "aria-label": t("send"),
      "aria-busy": busy ? "true" : null,
      disabled: !text.trim(),
      on: { click: () => say(place) },
    },
    icon("send", 18),
  );
}

function matching(place) {
  const text = state.texts.get(place.id) ?? "";
  if (!/^\/\S*$/.test(text)) return [];
  return state.snap.app.commands
    .filter((one) => one.command.startsWith(text.toLowerCase()))
    .map((one) => ({
      label: [one.command, one.usage_hint ? h("span", { class: "list-usage" }, one.usage_hint) : null],
      detail: one.description,
      after: h("span", { class: "list-app" }, state.snap.app.name),
      take: () => take(place, one.command),
    }));
}

function take(place, command) {
  state.texts.set(place.id, `${command} `);
  close();
  document.getElementById("composer")?.focus();
}

function typed(field, place) {
  state.texts.set(place.id, field.value);
  complete(field, place);
}

function complete(field, place) {
  if (matching(place).length) openList(field.closest(".composer"), LIST, t("command"), () => matching(place));
  else if (isOpen(LIST)) close();
  changed();
}

/** Enter sends, Shift and Enter begin a line; while commands are offered, Enter and Tab take one. */
function key(event, place) {
  const text = state.texts.get(place.id) ?? "";
  const whole = state.snap.app.commands.some((one) => one.command === text);
  if (isOpen(LIST) && listKey(event, whole ? ["Tab"] : ["Enter", "Tab"])) return;
  if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
  event.preventDefault();
  say(place);
}

async function say(place) {
  const text = (state.texts.get(place.id) ?? "").trim();
  if (!text || state.pending.has(`say-${place.id}`)) return;
  state.texts.delete(place.id);
  change({ popup: null });
  const sent = await whilePending(`say-${place.id}`, async () => (await act("say", { channel: place.id, text })) !== undefined);
  if (!sent && !state.texts.get(place.id)) {
    state.texts.set(place.id, text);
    changed();
  }
}

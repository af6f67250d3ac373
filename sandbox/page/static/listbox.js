// A list below a text field, driven from the field: arrows move, Enter or a click takes, Escape closes.

import { h } from "./dom.js";
import { close } from "./popup.js";
import { change, changed, state } from "./state.js";
import { t } from "./strings.js";

/** Open (or refresh) the list `id` below `anchor`. `rows()` gives [{label, detail, group, mark, take}]. */
export function openList(anchor, id, label, rows, more = {}) {
  const active = state.popup?.id === id ? state.popup.active : 0;
  change({ popup: { id, anchor, rows, active, label, wide: true, ...more, draw: () => draw(id, label) } });
}

export const isOpen = (id) => state.popup?.id === id;

/** The attributes which tie the field to its list, for screen readers. */
export function comboAttributes(id) {
  const open = isOpen(id);
  return {
    role: "combobox",
    "aria-autocomplete": "list",
    "aria-expanded": String(open),
    "aria-controls": open ? `${id}-list` : null,
    "aria-activedescendant": open && state.popup.rows().length ? `${id}-o${state.popup.active}` : null,
    autocomplete: "off",
  };
}

function draw(id, label) {
  const rows = state.popup.rows();
  const { note } = state.popup;
  state.popup.active = Math.max(0, Math.min(state.popup.active, rows.length - 1));
  let group = null;
  return h(
    "div",
    { class: "list", role: "listbox", id: `${id}-list`, "aria-label": label },
    rows.map((row, index) => {
      const title = row.group && row.group !== group ? h("div", { class: "list-group", role: "presentation" }, row.group) : null;
      group = row.group;
      return [title, option(id, row, index)];
    }),
    rows.length ? null : h("div", { class: "list-note", role: "status" }, note?.() ?? t("noResult")),
  );
}

function option(id, row, index) {
  const active = index === state.popup.active;
  return h(
    "div",
    {
      role: "option",
      id: `${id}-o${index}`,
      class: `list-row${active ? " active" : ""}`,
      "aria-selected": String(row.mark ?? active),
      on: { pointerdown: (event) => event.preventDefault(), click: (event) => row.take(event) },
    },
    row.before ?? null,
    h("span", { class: "list-words" }, row.label, row.detail ? h("span", { class: "list-detail" }, row.detail) : null),
    row.after ?? null,
  );
}

/** Handle a key of the field whose list is open; true when the list took it. */
export function listKey(event, takers = ["Enter"]) {
  const { popup } = state;
  if (!popup?.rows || event.isComposing) return false;
  const rows = popup.rows();
  const steps = { ArrowDown: 1, ArrowUp: -1 };
  if (event.key in steps && rows.length) popup.active = (popup.active + steps[event.key] + rows.length) % rows.length;
  else if (takers.includes(event.key) && rows.length) rows[popup.active].take(event);
  else if (event.key === "Escape") close();
  else return false;
  event.preventDefault();
  event.stopPropagation();
  changed();
  queueMicrotask(() => document.querySelector(".list-row.active")?.scrollIntoView({ block: "nearest" }));
  return true;
}

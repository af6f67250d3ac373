// Menus and lists that float above the page, one at a time, beside the control that opened them.

import { afterRender, h } from "./dom.js";
import { icon } from "./icons.js";
import { change, changed, state } from "./state.js";

const MARGIN = 8; // pixels kept free at the window's edge
const LEAST_WIDTH = 300; // pixels of a list, however narrow its field

/** Open `popup` ({id, draw}) beside `anchor`, or close it when it is the open one. */
export function toggle(anchor, popup) {
  if (state.popup?.id === popup.id) close(true);
  else change({ popup: { ...popup, anchor } });
}

export function close(refocus = false) {
  const { anchor } = state.popup ?? {};
  change({ popup: null });
  if (refocus && anchor?.isConnected) anchor.focus();
}

/** Open a menu of `items` ({label, detail, icon, run}). The first takes the focus; arrows, Home and End move. */
export function openMenu(anchor, id, label, items) {
  toggle(anchor, { id, draw: () => menu(id, label, items) });
}

function menu(id, label, items) {
  return h(
    "div",
    { class: "menu", role: "menu", id: `${id}-menu`, "aria-label": label, on: { keydown: walk }, then: focusFirst },
    items.map((item) =>
      h(
        "button",
        {
          type: "button",
          role: "menuitem",
          class: "menu-item",
          tabindex: "-1",
          on: { click: () => (close(true), item.run()) },
        },
        item.icon ? icon(item.icon, 18) : null,
        h("span", { class: "menu-words" }, item.label, item.detail ? h("span", { class: "menu-detail" }, item.detail) : null),
      ),
    ),
  );
}

function focusFirst(node) {
  node.querySelector("[role=menuitem]")?.focus();
}

function walk(event) {
  const items = [...event.currentTarget.querySelectorAll("[role=menuitem]")];
  const here = items.indexOf(document.activeElement);
  const steps = { ArrowDown: here + 1, ArrowUp: here - 1, Home: 0, End: items.length - 1 };
  if (event.key === "Tab") close(true);
  if (!(event.key in steps)) return;
  event.preventDefault();
  items.at(steps[event.key] % items.length).focus();
}

/** The open popup, drawn and put in its place. */
export function drawPopup() {
  const { popup } = state;
  if (!popup) return null;
  const anchor = popup.anchor?.isConnected ? popup.anchor : null;
  if (!anchor) return null;
  const node = h("div", { class: "popup", key: popup.id }, popup.draw());
  afterRender(() => place(document.querySelector(".popup"), anchor, popup));
  return node;
}

function place(node, anchor, popup) {
  if (!node) return;
  const box = anchor.getBoundingClientRect();
  const whole = window.innerWidth - 2 * MARGIN;
  if (popup.wide) node.style.width = `${Math.min(Math.max(box.width, LEAST_WIDTH), whole)}px`;
  const { offsetWidth: width, offsetHeight: height } = node;
  const room = window.innerHeight - box.bottom - MARGIN;
  const above = room < height && box.top > room;
  const left = popup.right ? box.right - width : box.left;
  node.style.left = `${Math.max(MARGIN, Math.min(left, window.innerWidth - width - MARGIN))}px`;
  node.style.top = above ? "" : `${Math.min(box.bottom + 4, window.innerHeight - height - MARGIN)}px`;
  if (above) node.style.bottom = `${window.innerHeight - box.top + 4}px`;
}

/** Close on a click or focus elsewhere, and follow the anchor when the page moves. */
export function watchPopups() {
  const outside = (event) => {
    const { popup } = state;
    if (!popup || popup.anchor.contains(event.target) || event.target.closest?.(".popup")) return;
    if (popup.keepWith?.contains(event.target)) return;
    close();
  };
  document.addEventListener("pointerdown", outside, true);
  document.addEventListener("focusin", outside, true);
  window.addEventListener("resize", () => state.popup && changed());
  document.addEventListener("scroll", () => state.popup && changed(), true);
}

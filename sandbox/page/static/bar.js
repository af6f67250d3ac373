// The bar at the top: who one is, and the workspace's clock, which one may move forward.

import { clockOf, shortClockOf } from "./dates.js";
import { h } from "./dom.js";
import { icon } from "./icons.js";
import { advance } from "./net.js";
import { switcher } from "./people.js";
import { openMenu } from "./popup.js";
import { change, state, whilePending } from "./state.js";
import { t } from "./strings.js";

const HOUR = 3600;
const STEPS = [
  ["oneHour", HOUR],
  ["oneDay", 24 * HOUR],
  ["oneWeek", 7 * 24 * HOUR],
];

export function bar() {
  return h(
    "header",
    { class: "bar" },
    h(
      "button",
      {
        type: "button",
        class: "btn-plain only-phone",
        "aria-label": t("menu"),
        "aria-expanded": String(state.drawer),
        "aria-controls": "sidebar",
        on: { click: () => change({ drawer: !state.drawer }) },
      },
      icon("menu"),
    ),
    switcher(),
    clock(),
  );
}

const move = (seconds) => whilePending("clock", () => advance(seconds));

function clock() {
  const words = clockOf(state.snap.now, state.snap.me.tz ?? "UTC");
  const busy = state.pending.has("clock") ? "true" : null;
  return h(
    "div",
    { class: "clock", role: "group", "aria-label": t("clock"), "aria-busy": busy },
    h("span", { class: "clock-time" }, icon("clock", 18), h("time", { datetime: state.snap.now }, words)),
    STEPS.map(([name, seconds]) =>
      h(
        "button",
        {
          type: "button",
          class: "clock-step",
          "aria-label": t("forward", { step: t(name) }),
          on: { click: () => move(seconds) },
        },
        t(name),
      ),
    ),
    h(
      "button",
      {
        type: "button",
        class: "clock-menu",
        "aria-label": `${t("clock")} : ${words}`,
        "aria-haspopup": "menu",
        "aria-expanded": String(state.popup?.id === "clock"),
        on: { click: (event) => openClockMenu(event.currentTarget) },
      },
      icon("clock", 18),
      h("span", null, shortClockOf(state.snap.now, state.snap.me.tz ?? "UTC")),
    ),
  );
}

/** On a phone the three steps are a menu. */
function openClockMenu(anchor) {
  const items = STEPS.map(([name, seconds]) => ({ label: t(name), run: () => move(seconds) }));
  openMenu(anchor, "clock", t("clock"), items);
}

// The guided first minute: things to try, each as the right person in the right place.

import { h } from "./dom.js";
import { icon } from "./icons.js";
import { mrkdwn } from "./mrkdwn.js";
import { avatar } from "./people.js";
import { change, nameOf, state } from "./state.js";
import { t } from "./strings.js";

const KEY = "guide-dismissed";
let hidden = localStorage.getItem(KEY) === "yes";

function keepHidden(value) {
  hidden = value;
  if (value) localStorage.setItem(KEY, "yes");
  else localStorage.removeItem(KEY);
  change({});
}

/** The panel, or nothing when the demo gives no guide or the person has dismissed it. */
export function guide(go) {
  const steps = state.snap.guide ?? [];
  if (!steps.length || hidden) return null;
  const title = steps.length === 1 ? t("guideOne") : t("guide", { n: steps.length });
  return h(
    "aside",
    { class: "guide", "aria-label": title, key: "guide" },
    h(
      "header",
      null,
      h("h2", null, title),
      h("button", { type: "button", class: "btn-plain", "aria-label": t("dismiss"), on: { click: () => keepHidden(true) } }, icon("close", 16)),
    ),
    h("ol", null, steps.map((step, index) => item(step, index, go))),
  );
}

function item(step, index, go) {
  const there = (!step.as || step.as === state.snap.me.id) && (!step.where || step.where === state.place);
  return h(
    "li",
    null,
    h("span", { class: "guide-number", "aria-hidden": "true" }, String(index + 1)),
    h("div", { class: "guide-words" }, h("b", null, step.title), h("p", null, mrkdwn(step.text ?? ""))),
    there
      ? null
      : h(
          "button",
          { type: "button", class: "btn btn-small", "aria-label": `${t("go")} : ${step.title}`, on: { click: () => follow(step, go) } },
          step.as && step.as !== state.snap.me.id ? avatar(step.as, nameOf(step.as), false, "tiny") : null,
          t("go"),
        ),
  );
}

function follow(step, go) {
  if (step.as && step.as !== state.snap.me.id) location.hash = `${step.as}/${step.where ?? ""}`;
  else if (step.where) go(step.where);
}

/** The small button that brings the panel back. */
export function guideButton() {
  if (!hidden || !state.snap.guide?.length) return null;
  return h("button", { type: "button", class: "btn btn-small", on: { click: () => keepHidden(false) } }, icon("spark", 16), t("guideShow"));
}

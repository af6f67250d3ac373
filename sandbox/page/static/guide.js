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

let open = false; // on a phone the row has the step's title alone, and what to do in it once that is tapped
let picked = null; // the step that the person looks at; else the first that is not done

/** The panel, or nothing when the demo gives no guide or the person has dismissed it. */
export function guide(go) {
  const steps = state.snap.guide ?? [];
  if (!steps.length || hidden) return null;
  const next = steps.findIndex((step) => !step.done);
  if (picked !== null && picked.done !== Boolean(steps[picked.at]?.done)) picked = null; // it was done: on to the next
  const at = picked?.at ?? next;
  accompany(steps[next], go);
  const title = steps[0].heading ?? t("guide");
  return h(
    "aside",
    { class: open ? "guide open" : "guide", "aria-label": title, key: "guide" },
    h(
      "header",
      null,
      h("h2", null, title),
      h("ol", null, steps.map((step, index) => item(step, index, index === at))),
      h("button", { type: "button", class: "btn-plain", "aria-label": t("dismiss"), on: { click: () => keepHidden(true) } }, icon("close", 16)),
    ),
    h("div", { class: "guide-now", "aria-live": "polite" }, at < 0 ? h("p", null, t("guideAll")) : now(steps[at], go)),
  );
}

let accompanied = ""; // the last moment of a guide that goes by itself, to which the page went

/** A step that says `follow` is played by itself: the page goes to whoever acts, once each time that it turns. */
function accompany(step, go) {
  if (!step?.follow || !step.as) return;
  const moment = [step.as, step.where, step.text].join("|");
  if (moment === accompanied) return;
  accompanied = moment;
  queueMicrotask(() => follow(step, go));
}

function item(step, index, current) {
  const number = h(
    "span",
    { class: step.done ? "guide-number done" : "guide-number", "aria-hidden": "true" },
    step.done ? icon("check", 13) : String(index + 1),
  );
  return h(
    "li",
    null,
    h(
      "button",
      {
        type: "button",
        class: "guide-step",
        "aria-current": current ? "step" : null,
        "aria-label": step.done ? `${step.title}, ${t("guideDone")}` : step.title,
        on: { click: () => pick(index, step) },
      },
      number,
      h("b", null, step.title),
    ),
  );
}

function pick(at, step) {
  picked = { at, done: Boolean(step.done) };
  change({});
}

/** What the step asks for, and what leads there: first to the person and place, then to the words. */
function now(step, go) {
  const elsewhere = (step.as && step.as !== state.snap.me.id) || (step.where && step.where !== state.place);
  return [heading(step), h("p", null, mrkdwn(step.text ?? "")), elsewhere ? there(step, go) : step.say ? words(step.say) : null];
}

/** On a phone: the title, which opens and closes what it is about. */
function heading(step) {
  const turn = () => {
    open = !open;
    change({});
  };
  return h("button", { type: "button", class: "guide-title", "aria-expanded": String(open), on: { click: turn } }, h("span", null, step.title), icon("down", 14));
}

function there(step, go) {
  const other = step.as && step.as !== state.snap.me.id;
  return h(
    "button",
    { type: "button", class: "btn btn-small", "aria-label": `${t("go")} : ${step.title}`, on: { click: () => follow(step, go) } },
    other ? avatar(step.as, nameOf(step.as), false, "tiny") : null,
    t("go"),
  );
}

function words(text) {
  const write = () => {
    state.texts.set(state.place, text);
    change({});
    document.getElementById("composer")?.focus();
  };
  const shown = [t("guideType", { text: "" }), h("span", { class: "guide-words" }, text)];
  return h("button", { type: "button", class: "btn btn-small", "aria-label": t("guideType", { text }), on: { click: write } }, shown);
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

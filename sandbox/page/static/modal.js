// Modals, as a stack of which the top is shown; and the question of a confirmation, above everything.

import { blocks } from "./blocks.js";
import { afterRender, h } from "./dom.js";
import { icon } from "./icons.js";
import { textOf, unescape, wordsOf } from "./mrkdwn.js";
import { act } from "./net.js";
import { state, topView, whilePending } from "./state.js";
import { t } from "./strings.js";
import { valuesOf } from "./values.js";

let shown = null; // the id of the view on screen, to move the focus when another comes
let opener = null; // what had the focus before the first view
let submissions = 0; // so that the same fault, found again, is shown again

function contextOf(view) {
  const errors = view.errors ?? {};
  const ctx = {
    surface: `view:${view.id}`,
    where: { view: view.id },
    blocks: view.blocks,
    values: view.state?.values,
    errors,
    faultStamp: `${view.id}|${submissions}|${Object.keys(errors)}`,
  };
  return { ...ctx, submit: view.submit ? () => submit(view, ctx) : null };
}

function submit(view, ctx) {
  submissions += 1;
  return whilePending(`submit-${view.id}`, () =>
    act("submit", { view_id: view.id, state: valuesOf(ctx, view.blocks) }),
  );
}

/** Close the top view; `clear` closes the whole stack, as the cross does. */
export function closeView(clear = false) {
  const view = topView();
  if (view) whilePending(`close-${view.id}`, () => act("close", { view_id: view.id, clear }));
}

/** The top view, or nothing. */
export function modal() {
  const view = topView();
  if ((view?.id ?? null) !== shown) moveFocus(view);
  if (!view) return null;
  const ctx = contextOf(view);
  const busy = state.pending.has(`submit-${view.id}`);
  return h(
    "div",
    { class: "veil", key: view.id },
    h(
      "form",
      {
        class: "modal",
        role: "dialog",
        "aria-modal": "true",
        "aria-labelledby": "modal-title",
        "aria-busy": busy ? "true" : null,
        novalidate: true,
        tabindex: "-1",
        on: {
          keydown: trap,
          submit: (event) => {
            event.preventDefault();
            ctx.submit?.();
          },
        },
      },
      head(view),
      h("div", { class: "modal-body", tabindex: "-1" }, trouble(view), blocks(ctx)),
      foot(view, busy),
    ),
  );
}

function head(view) {
  const deep = state.snap.views.length > 1;
  return h(
    "header",
    { class: "modal-head" },
    deep ? plain("back", t("back"), () => closeView()) : null,
    h("span", { class: "avatar avatar-app small", "aria-hidden": "true" }, icon("spark", 14)),
    h("h2", { id: "modal-title" }, textOf(view.title)),
    plain("close", t("close"), () => closeView(deep)),
  );
}

/** What went wrong with the whole view, in Slack's words. */
function trouble(view) {
  return view.trouble ? h("p", { class: "fault", role: "alert" }, icon("warn", 16), h("span", null, view.trouble)) : null;
}

function plain(name, label, run) {
  return h("button", { type: "button", class: "btn-plain", "aria-label": label, key: name, on: { click: run } }, icon(name));
}

function foot(view, busy) {
  const inputs = view.blocks.some((block) => block.type === "input");
  if (!view.submit && !view.close && !inputs) return null;
  return h(
    "footer",
    { class: "modal-foot" },
    h("button", { type: "button", class: "btn", on: { click: () => closeView() } }, view.close ? wordsOf(view.close) : t("cancel")),
    view.submit || inputs
      ? h(
          "button",
          { type: "submit", class: "btn btn-primary", "aria-busy": busy ? "true" : null },
          h("span", { class: "btn-words" }, view.submit ? wordsOf(view.submit) : t("submit")),
        )
      : null,
  );
}

const FOCUSABLE = "a[href], button:not([disabled]), input:not([disabled]), textarea:not([disabled]), [tabindex='0']";

/** Tab goes round inside the dialog. */
function trap(event) {
  if (event.key !== "Tab") return;
  const stops = [...event.currentTarget.querySelectorAll(FOCUSABLE)].filter((one) => one.offsetParent);
  const [first, last] = [stops[0], stops.at(-1)];
  const leaving = event.shiftKey ? first : last;
  if (document.activeElement !== leaving && document.activeElement !== event.currentTarget) return;
  event.preventDefault();
  (event.shiftKey ? last : first)?.focus();
}

function moveFocus(view) {
  if (!shown && view) opener = document.activeElement;
  shown = view?.id ?? null;
  afterRender(() => {
    if (!view) {
      (opener?.isConnected ? opener : document.getElementById("composer"))?.focus({ preventScroll: true });
      return;
    }
    const dialog = document.querySelector("#modal .modal");
    const wanted = dialog?.querySelector("[data-focus]") ?? dialog?.querySelector(".b-input input, .b-input textarea");
    (wanted ?? dialog)?.focus({ preventScroll: !wanted });
  });
}

/** The question of a `confirm` object. */
export function confirmation() {
  const { confirm } = state;
  if (!confirm) return null;
  const { question, settle } = confirm;
  const danger = question.style === "danger" ? "btn-danger" : "btn-primary";
  return h(
    "div",
    { class: "veil veil-confirm", key: "confirm" },
    h(
      "div",
      {
        class: "modal modal-confirm",
        role: "alertdialog",
        "aria-modal": "true",
        "aria-labelledby": "confirm-title",
        "aria-describedby": "confirm-text",
        on: { keydown: trap },
        then: (node) => node.querySelector("[data-yes]")?.focus(),
      },
      h("header", { class: "modal-head" }, h("h2", { id: "confirm-title" }, unescape(question.title.text))),
      h("div", { class: "modal-body", id: "confirm-text" }, h("div", { class: "b-text" }, textOf(question.text))),
      h(
        "footer",
        { class: "modal-foot" },
        h("button", { type: "button", class: "btn", on: { click: () => settle(false) } }, wordsOf(question.deny)),
        h(
          "button",
          { type: "button", class: `btn ${danger}`, "data-yes": "true", on: { click: () => settle(true) } },
          wordsOf(question.confirm),
        ),
      ),
    ),
  );
}

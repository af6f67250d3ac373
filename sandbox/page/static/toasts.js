// What Slack itself says to the person (notices), and faults of this window; read out by screen readers.

import { h } from "./dom.js";
import { icon } from "./icons.js";
import { mrkdwn } from "./mrkdwn.js";
import { act } from "./net.js";
import { change, state } from "./state.js";
import { t } from "./strings.js";

const STAYS_MS = 12000;
const timed = new Set();

export function toasts() {
  const notices = state.snap.notices.map((one) => ({ ...one, dismiss: () => act("dismiss", { notice_id: one.id }) }));
  const faults = state.toasts.map((one) => ({
    ...one,
    dismiss: () => change({ toasts: state.toasts.filter((other) => other.id !== one.id) }),
  }));
  const offline = state.online ? [] : [{ id: "offline", text: t("offline") }];
  return [...notices, ...faults, ...offline].map(toast);
}

function toast(one) {
  if (one.dismiss && !timed.has(one.id)) {
    timed.add(one.id);
    setTimeout(one.dismiss, STAYS_MS);
  }
  return h(
    "div",
    { class: "toast", key: one.id },
    icon("warn", 18),
    h("span", { class: "toast-words" }, mrkdwn(one.text)),
    one.dismiss
      ? h("button", { type: "button", class: "btn-plain", "aria-label": t("dismiss"), on: { click: one.dismiss } }, icon("close", 16))
      : null,
  );
}

// The left column: the workspace, its channels, direct messages, and the app. On a phone, a drawer.

import { h } from "./dom.js";
import { icon } from "./icons.js";
import { avatar } from "./people.js";
import { appChannel, change, nameOf, state } from "./state.js";
import { t } from "./strings.js";

/** The column; `go(place)` shows a channel, or "home". */
export function sidebar(go) {
  const { channels, app } = state.snap;
  const rooms = channels.filter((one) => one.kind === "channel");
  const dms = channels.filter((one) => one.kind === "im" && !one.app);
  return h(
    "nav",
    { class: `sidebar${state.drawer ? " open" : ""}`, id: "sidebar", "aria-label": workspaceName() },
    h(
      "div",
      { class: "side-head" },
      h("h1", null, workspaceName()),
      h(
        "button",
        { type: "button", class: "btn-plain only-phone", "aria-label": t("close"), on: { click: () => change({ drawer: false }) } },
        icon("close"),
      ),
    ),
    group(t("channels"), rooms.map((one) => row(one, one.name, icon(one.archived ? "archive" : "hash", 18), go))),
    dms.length ? group(t("dms"), dms.map((one) => row(one, nameOf(one.with), avatar(one.with, nameOf(one.with), false, "small"), go))) : null,
    group(t("applications"), [row(appPlace(), app.name, avatar("", app.name, true, "small"), go)]),
    h("p", { class: "side-foot" }, t("local")),
  );
}

export const workspaceName = () => state.snap.team?.name ?? state.snap.workspace ?? t("workspace");

/** Where the app's entry leads: its messages when there are unread ones, else its home. */
function appPlace() {
  const dm = appChannel();
  const here = state.place === "home" || (dm && state.place === dm.id);
  const id = dm && (dm.unread || !state.snap.app.home) ? dm.id : "home";
  return { id, unread: dm?.unread ?? 0, kind: "im", here };
}

function group(title, rows) {
  return h("section", { class: "side-group" }, h("h2", null, title), h("ul", null, rows));
}

function row(place, name, mark, go) {
  const here = place.here ?? state.place === place.id;
  const unread = here ? 0 : place.unread;
  return h(
    "li",
    { key: place.id },
    h(
      "button",
      {
        type: "button",
        class: `side-row${here ? " here" : ""}${unread ? " unread" : ""}`,
        "aria-current": here ? "page" : null,
        on: { click: () => go(place.id) },
      },
      mark,
      h("span", { class: "side-name" }, name),
      unread ? h("span", { class: "count", "aria-label": t("unread", { n: unread }) }, String(unread)) : null,
    ),
  );
}

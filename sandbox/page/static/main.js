// The large part: a channel's messages with the composer, or the app's home.

import { blocks } from "./blocks.js";
import { composer } from "./composer.js";
import { afterRender, h } from "./dom.js";
import { guide, guideButton } from "./guide.js";
import { icon } from "./icons.js";
import { badge, messages } from "./messages.js";
import { avatar } from "./people.js";
import { appChannel, channel, nameOf, state } from "./state.js";
import { t } from "./strings.js";

const NEAR_PX = 80; // this near to the end one follows the conversation

export function main(go) {
  const home = state.place === "home";
  const place = home ? null : channel(state.place);
  const title = home || place?.app ? state.snap.app.name : titleOf(place);
  keepAtEnd();
  return h(
    "main",
    { class: "main", id: "main", key: `main-${state.place}`, tabindex: "-1" },
    h("div", { class: "main-head" }, heading(place, title), h("span", { class: "grow" }), guideButton()),
    home || place?.app ? tabs(go, home) : null,
    guide(go),
    home ? homeTab() : place ? [messages(place, title), composer(place, title)] : null,
  );
}

function titleOf(place) {
  if (!place) return "";
  return place.kind === "im" ? nameOf(place.with) : `#${place.name}`;
}

function heading(place, title) {
  if (!place || place.app) return h("h2", null, avatar("", title, true, "small"), title, badge());
  if (place.kind === "im") return h("h2", null, avatar(place.with, title, false, "small"), title);
  return h("h2", null, icon(place.archived ? "archive" : "hash", 20), place.name);
}

function tabs(go, home) {
  const { app } = state.snap;
  const dm = appChannel();
  const tab = (id, words, on) =>
    h("button", { type: "button", role: "tab", class: "tab", "aria-selected": String(on), on: { click: () => go(id) } }, words);
  return h(
    "div",
    { class: "tabs", role: "tablist", "aria-label": app.name },
    app.home ? tab("home", t("home"), home) : null,
    dm ? tab(dm.id, t("messages"), !home) : null,
  );
}

function homeTab() {
  const view = state.snap.home;
  if (!view) return h("div", { class: "home" }, h("p", { class: "start" }, icon("home", 28), t("emptyHome")));
  const ctx = { surface: "home", where: { home: true }, blocks: view.blocks, values: view.state?.values };
  return h("div", { class: "home", role: "tabpanel", "aria-label": t("home"), tabindex: "0" }, blocks(ctx));
}

let lastPlace = null;

/** Follow the conversation's end, unless the person has scrolled up to read. */
function keepAtEnd() {
  const log = document.querySelector(".messages");
  const moved = lastPlace !== state.place;
  const near = !log || log.scrollHeight - log.scrollTop - log.clientHeight < NEAR_PX;
  lastPlace = state.place;
  if (!moved && !near) return;
  afterRender(() => {
    const now = document.querySelector(".messages");
    if (now) now.scrollTop = now.scrollHeight;
  });
}

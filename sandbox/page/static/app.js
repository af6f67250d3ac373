// The page: whose window it is, where that person stands, and drawing it all again at each change.

import { bar } from "./bar.js";
import { render } from "./dom.js";
import { main } from "./main.js";
import { closeView, confirmation, modal } from "./modal.js";
import { act, connect, leave, users } from "./net.js";
import { close, drawPopup, watchPopups } from "./popup.js";
import { sidebar, workspaceName } from "./sidebar.js";
import { appChannel, change, channel, changed, onChange, state, topView } from "./state.js";
import { LANGUAGE, t } from "./strings.js";
import { toasts } from "./toasts.js";
import { prune } from "./values.js";

const root = (id) => document.getElementById(id);
let me = null;
let wantedPlace = null;
const reading = new Set(); // channels being marked as read

function draw() {
  if (!state.snap) return;
  const asking = Boolean(state.confirm);
  const covered = { app: asking || Boolean(topView()), modal: asking };
  for (const [id, below] of Object.entries(covered)) if (!below) root(id).inert = false;
  render(root("app"), bar(), sidebar(go), shade(), main(go));
  render(root("modal"), modal());
  render(root("layer"), confirmation(), drawPopup());
  for (const [id, below] of Object.entries(covered)) root(id).inert = below;
  render(root("toasts"), toasts());
  const unread = state.snap.channels.reduce((sum, one) => sum + one.unread, 0);
  document.title = `${unread ? `(${unread}) ` : ""}${workspaceName()}`;
}

function shade() {
  const node = document.createElement("div");
  node.$on = { click: () => change({ drawer: false }) };
  node.className = state.drawer ? "shade open" : "shade";
  return node;
}

/** Show a channel, or the app's home, and tell the workspace that the person is there. */
function go(place) {
  change({ place, drawer: false, popup: null });
  if (place === "home") act("open_home");
  else act("open_channel", { channel: place });
  history.replaceState(null, "", `#${me}/${place}`);
}

function onSnapshot(snap) {
  const first = state.snap?.me.id !== snap.me.id;
  state.snap = snap;
  prune(snap.views);
  if (first) {
    document.documentElement.lang = LANGUAGE;
    go(placeFor(wantedPlace));
  } else markRead();
  if (Object.keys(snap.users).length !== state.people.length) users().then((people) => change({ people }));
  changed();
}

/** The place asked for in the address, else the first channel, else the app. */
function placeFor(wanted) {
  if (wanted === "home" && state.snap.app.home) return "home";
  if (wanted === "dm" && appChannel()) return appChannel().id;
  if (wanted && channel(wanted)) return wanted;
  const named = wanted && state.snap.channels.find((one) => one.kind === "channel" && plain(one.name) === plain(wanted));
  if (named) return named.id;
  const room = state.snap.channels.find((one) => one.kind === "channel") ?? appChannel();
  return room?.id ?? "home";
}

/** What arrives in the place on screen is read at once. */
function markRead() {
  const here = channel(state.place);
  if (!here?.unread || document.hidden || reading.has(here.id)) return;
  reading.add(here.id);
  act("open_channel", { channel: here.id }).finally(() => reading.delete(here.id));
}

/** A name as an address has it: no case, no accents, a dash for a space. */
function plain(name) {
  return (name ?? "").normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase().replace(/\s+/g, "-");
}

/** Who has this id, else the first whose name begins so. */
function personFor(wanted) {
  const begins = plain(wanted);
  const called = (one) => !one.deleted && [one.real_name, one.name].some((name) => plain(name).startsWith(begins));
  return state.people.find((one) => one.id === wanted) ?? (begins ? state.people.find(called) : undefined);
}

/** The person and place of the address, by id or by name: `#U…`, `#U…/C…`, `#claire/club-prime` or `?as=U…`. */
function fromAddress() {
  const [user, place] = decodeURIComponent(location.hash.slice(1)).split("/");
  return [user || new URLSearchParams(location.search).get("as"), place || null];
}

async function become() {
  const [user, place] = fromAddress();
  wantedPlace = place ?? state.place;
  if (!state.people.length) state.people = await users();
  const somebody = state.people.find((one) => one.first) ?? state.people.find((one) => !one.is_bot && !one.deleted);
  const next = personFor(user) ?? somebody;
  if (!next || next.id === me) {
    if (next && place && place !== state.place) go(placeFor(place));
    return;
  }
  me = next.id;
  Object.assign(state, { popup: null, confirm: null, drawer: false, toasts: [] });
  state.drafts.clear();
  state.texts.clear();
  connect(me, onSnapshot);
}

function escape(event) {
  if (event.key !== "Escape" || event.defaultPrevented) return;
  if (state.popup) close(true);
  else if (state.confirm) state.confirm.settle(false);
  else if (topView()) closeView();
  else if (state.drawer) change({ drawer: false });
  else return;
  event.preventDefault();
}

onChange(draw);
watchPopups();
root("skip").textContent = t("skip");
root("toasts").setAttribute("aria-label", t("notices"));
document.addEventListener("keydown", escape);
document.addEventListener("visibilitychange", () => state.snap && markRead());
window.addEventListener("hashchange", become);
window.addEventListener("pagehide", leave);
window.addEventListener("pageshow", (event) => event.persisted && location.reload());
become();

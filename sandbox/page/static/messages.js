// Messages as the client shows them: grouped by author and day, with marks, files and a menu.

import { blocks } from "./blocks.js";
import { dayLabel, fullOf, timeOf } from "./dates.js";
import { h } from "./dom.js";
import { icon } from "./icons.js";
import { mrkdwn, unescape } from "./mrkdwn.js";
import { act } from "./net.js";
import { avatar } from "./people.js";
import { openMenu } from "./popup.js";
import { change, nameOf, person, state } from "./state.js";
import { t } from "./strings.js";
import { acts, assistantButton, inChannel, reactions, thread } from "./threads.js";

const SHOWN = 60; // the newest messages drawn at first
const KILOBYTE = 1024;
const TOGETHER_S = 300; // an author's messages within five minutes stand under one name

/** The messages of a channel, oldest first. */
export function messages(place, title) {
  const shown = SHOWN + (state.older.get(place.id) ?? 0);
  const standing = place.messages.filter(inChannel);
  const visible = standing.slice(-shown);
  const zone = state.snap.me.tz;
  const now = new Date(state.snap.now);
  let last = null;
  const nodes = visible.flatMap((message) => {
    const label = dayLabel(message.ts, now, zone);
    const day = label === last?.label ? null : divider(label);
    const joined = !day && !message.ephemeral && last && together(last.message, message);
    last = { label, message };
    return [day, one(place, message, joined)];
  });
  const start =
    standing.length > shown
      ? h("button", { type: "button", class: "btn older", key: "older", on: { click: () => more(place.id) } }, t("older"))
      : h("p", { class: "start", key: "start" }, t("emptyChannel", { place: title }));
  return h("div", { class: "messages", role: "log", "aria-label": title, tabindex: "0", key: `log-${place.id}` }, start, nodes, assistantButton(place));
}

function more(id) {
  state.older.set(id, (state.older.get(id) ?? 0) + SHOWN);
  change({});
}

const authorOf = (message) => message.bot_id ?? message.user;
const together = (before, message) =>
  !before.ephemeral && authorOf(before) === authorOf(message) && message.ts - before.ts < TOGETHER_S;

function divider(label) {
  return h("div", { class: "day", key: `day-${label}` }, h("span", null, label));
}

function one(place, message, joined) {
  const bot = Boolean(message.bot_id) || person(message.user)?.is_bot;
  const name = bot ? message.username ?? state.snap.app.name : nameOf(message.user);
  const zone = state.snap.me.tz;
  const time = h("time", { class: "time", title: fullOf(message.ts, zone) }, timeOf(message.ts, zone));
  return h(
    "article",
    {
      class: `message${joined ? " joined" : ""}${message.ephemeral ? " ephemeral" : ""}`,
      key: `m-${message.ts}`,
      "aria-label": `${name}, ${timeOf(message.ts, zone)}`,
      "data-ts": message.ts,
    },
    h("div", { class: "gutter" }, joined ? time : avatar(message.user ?? authorOf(message), name, bot)),
    h(
      "div",
      { class: "body" },
      message.ephemeral ? h("div", { class: "only-you" }, icon("eye", 14), t("onlyYou")) : null,
      joined ? null : h("div", { class: "byline" }, h("b", { class: "author" }, name), bot ? badge() : null, time),
      content(place, message),
      (message.attachments ?? []).map((hung) => card(place, message, hung)),
      (message.files ?? []).map((file) => attachment(file)),
      reactions(place, message),
      thread(place, message, (reply) => one(place, reply, false)),
    ),
    message.ephemeral ? null : tools(place, message),
  );
}

export const badge = () => h("span", { class: "badge" }, t("app"));

function content(place, message) {
  const edited = message.edited ? h("span", { class: "edited" }, ` ${t("edited")}`) : null;
  const typed = !message.bot_id && message.text; // a person's rich text says the same as the text
  if (typed || !message.blocks?.length) {
    return message.text ? h("div", { class: "b-text" }, message.mrkdwn === false ? unescape(message.text) : mrkdwn(message.text), edited) : null;
  }
  const ctx = {
    surface: `message:${place.id}:${message.ts}`,
    where: { channel: place.id, ts: message.ts },
    blocks: message.blocks,
    values: message.state?.values,
  };
  return [blocks(ctx), edited];
}

/** A card that hangs below a message: words, fields, blocks. */
function card(place, message, one) {
  const words = ["pretext", "author_name", "title", "text", "footer"].filter((name) => one[name]);
  const ctx = { surface: `message:${place.id}:${message.ts}`, where: { channel: place.id, ts: message.ts }, blocks: one.blocks ?? [] };
  return h(
    "div",
    { class: "card", key: `card-${one.id}` },
    words.map((name) => h("div", { class: `card-${name}` }, mrkdwn(one[name]))),
    (one.fields ?? []).map((field) => h("div", null, h("b", null, field.title ?? ""), " ", mrkdwn(field.value ?? ""))),
    one.blocks?.length ? blocks(ctx) : null,
  );
}

function attachment(file) {
  const name = unescape(file.title || file.name);
  const address = `/_/file?user=${encodeURIComponent(state.snap.me.id)}&id=${encodeURIComponent(file.id)}`;
  if ((file.mimetype ?? "").startsWith("image/")) {
    return h("img", { class: "picture", src: address, alt: file.alt_txt || name, loading: "lazy" });
  }
  return h(
    "a",
    { class: "file", href: address, download: file.name, "aria-label": t("download", { name }) },
    h("span", { class: "file-icon" }, icon(/calendar|ics/.test(`${file.mimetype} ${file.name}`) ? "calendar" : "file", 22)),
    h("span", { class: "file-words" }, h("b", null, name), h("span", { class: "file-size" }, size(file))),
    icon("download", 18),
  );
}

function size(file) {
  const kind = (file.name ?? "").split(".").at(-1).toUpperCase();
  if (!Number.isFinite(file.size)) return kind;
  const big = file.size >= KILOBYTE;
  return `${kind} · ${big ? t("kilobytes", { n: Math.ceil(file.size / KILOBYTE) }) : t("bytes", { n: file.size })}`;
}

/** The "…" menu: a reply, a reaction, and the app's message shortcuts. */
function tools(place, message) {
  if (place.archived) return null;
  const shortcuts = state.snap.app.shortcuts.filter((shortcut) => shortcut.type === "message");
  const id = `tools-${place.id}-${message.ts}`;
  const ofApp = shortcuts.map((shortcut) => ({
    label: shortcut.name,
    detail: state.snap.app.name,
    icon: "bolt",
    run: () => act("shortcut", { callback_id: shortcut.callback_id, message: { channel: place.id, ts: message.ts } }),
  }));
  const items = [...ofApp, ...acts(place, message)];
  return h(
    "div",
    { class: `tools${state.popup?.id === id ? " open" : ""}` },
    h(
      "button",
      {
        type: "button",
        class: "btn-plain",
        "aria-haspopup": "menu",
        "aria-expanded": String(state.popup?.id === id),
        "aria-label": t("messageActions"),
        on: { click: (event) => openMenu(event.currentTarget, id, t("messageActions"), items) },
      },
      icon("more"),
    ),
  );
}

// What hangs below a message: reactions, its thread, and what the app says of itself where it is an assistant.

import { afterRender, h } from "./dom.js";
import { icon } from "./icons.js";
import { act } from "./net.js";
import { change, nameOf, state, whilePending } from "./state.js";
import { t } from "./strings.js";

const GLYPHS = {
  "+1": "👍",
  thumbsup: "👍",
  eyes: "👀",
  heart: "❤️",
  tada: "🎉",
  white_check_mark: "✅",
  pushpin: "📌",
  wave: "👋",
};
const OFFERED = ["thumbsup", "eyes", "tada", "white_check_mark"];

const glyph = (name) => GLYPHS[name] ?? `:${name}:`;
const keyOf = (place, ts) => `thread|${place.id}|${ts}`;
const fieldOf = (ts) => `reply-${ts.replace(".", "-")}`;

/** Whether a message stands in the channel itself; a reply does only where it was sent there as well. */
export function inChannel(message) {
  const reply = message.thread_ts && message.thread_ts !== message.ts;
  return !reply || message.subtype === "thread_broadcast";
}

/** What the menu of a message offers beside the app's shortcuts. */
export function acts(place, message) {
  const root = message.thread_ts ?? message.ts;
  const reply = { label: t("reply"), icon: "reply", run: () => show(place, root, true) };
  const reactions = OFFERED.map((name) => ({
    label: `${glyph(name)} ${t("react", { name })}`,
    run: () => react(place, message, name),
  }));
  return [reply, ...reactions];
}

const react = (place, message, name) => act("react", { channel: place.id, ts: message.ts, name });

/** Reactions, each with how many reacted; pressing one joins in, or takes one's own back. */
export function reactions(place, message) {
  if (!message.reactions?.length) return null;
  const me = state.snap.me.id;
  return h(
    "div",
    { class: "reactions", key: "reactions" },
    message.reactions.map((one) =>
      h(
        "button",
        {
          type: "button",
          class: "reaction",
          key: one.name,
          "aria-pressed": String(one.users.includes(me)),
          "aria-label": t("reacted", { name: one.name, n: one.count }),
          title: one.users.map(nameOf).join(", "),
          on: { click: () => react(place, message, one.name) },
        },
        `${glyph(one.name)} ${one.count}`,
      ),
    ),
  );
}

function show(place, ts, focus = false) {
  state.threads.add(keyOf(place, ts));
  change({});
  if (focus) afterRender(() => document.getElementById(fieldOf(ts))?.focus());
}

function hide(place, ts) {
  state.threads.delete(keyOf(place, ts));
  change({});
}

/** The thread of a message: closed, how many replied; open, the replies (`draw` draws one) and a field. */
export function thread(place, message, draw) {
  if (!inChannel(message) || (message.thread_ts && message.thread_ts !== message.ts)) return null;
  const assistant = place.assistants?.[message.ts];
  const open = state.threads.has(keyOf(place, message.ts)) || Boolean(assistant);
  if (!message.reply_count && !open) return null;
  return h("div", { class: "thread", key: "thread" }, assistant ? null : toggle(place, message, open), open ? inside(place, message, draw) : null);
}

function toggle(place, message, open) {
  const n = message.reply_count ?? 0;
  return h(
    "button",
    {
      type: "button",
      class: "btn-plain thread-toggle",
      "aria-expanded": String(open),
      on: { click: () => (open ? hide(place, message.ts) : show(place, message.ts)) },
    },
    icon("reply", 16),
    n === 1 ? t("oneReply") : t("replies", { n }),
  );
}

function inside(place, message, draw) {
  const replies = place.messages.filter((one) => one.thread_ts === message.ts && one.ts !== message.ts);
  const assistant = place.assistants?.[message.ts];
  return h(
    "section",
    { class: "thread-inside", "aria-label": assistant?.title || t("thread") },
    replies.map(draw),
    assistant ? ofAssistant(place, message.ts, assistant) : null,
    place.archived ? null : field(place, message.ts, !assistant),
  );
}

/** What the app is busy with, and the prompts that it suggests. */
function ofAssistant(place, ts, assistant) {
  const prompts = (assistant.prompts ?? []).map((prompt) =>
    h(
      "button",
      { type: "button", class: "btn", key: prompt.title, on: { click: () => send(place, ts, prompt.message, false) } },
      prompt.title,
    ),
  );
  return [
    assistant.status ? h("p", { class: "thread-status", role: "status" }, `${state.snap.app.name} ${assistant.status}`) : null,
    prompts.length ? h("div", { class: "b-actions" }, prompts) : null,
  ];
}

function field(place, ts, broadcasts) {
  const key = keyOf(place, ts);
  const also = `${fieldOf(ts)}-also`;
  const label = t("replyHere");
  return h(
    "div",
    { class: "thread-field" },
    h("textarea", {
      id: fieldOf(ts),
      rows: "1",
      "aria-label": label,
      placeholder: label,
      set: { value: state.texts.get(key) ?? "" },
      on: {
        input: (event) => (state.texts.set(key, event.target.value), change({})),
        keydown: (event) => enter(event, place, ts, also),
      },
    }),
    broadcasts ? h("label", { class: "thread-also" }, h("input", { type: "checkbox", id: also }), t("broadcast")) : null,
  );
}

function enter(event, place, ts, also) {
  if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
  event.preventDefault();
  const box = document.getElementById(also);
  send(place, ts, (state.texts.get(keyOf(place, ts)) ?? "").trim(), Boolean(box?.checked));
  if (box) box.checked = false;
}

async function send(place, ts, text, broadcast) {
  const key = keyOf(place, ts);
  if (!text || state.pending.has(key)) return;
  state.texts.delete(key);
  change({});
  await whilePending(key, () => act("say", { channel: place.id, text, thread_ts: ts, broadcast }));
}

/** Begin a conversation with an app that is an assistant. */
export function assistantButton(place) {
  if (!place.app || !state.snap.app.assistant) return null;
  return h(
    "button",
    { type: "button", class: "btn assistant-new", on: { click: () => act("open_assistant", {}) } },
    icon("spark", 16),
    t("newConversation"),
  );
}

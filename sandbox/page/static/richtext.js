// The rich_text block: sections, lists, quotes and preformatted text. Its text is literal, never mrkdwn.
// Source: Slack documentation, "Rich text block".

import { dateWords } from "./dates.js";
import { h } from "./dom.js";
import { channelMention, link, userMention } from "./mrkdwn.js";
import { state } from "./state.js";

export function richText(block) {
  return h("div", { class: "rich" }, block.elements.map(part));
}

function part(one) {
  if (one.type === "rich_text_list") return list(one);
  if (one.type === "rich_text_quote") return h("blockquote", null, one.elements.map(inline));
  if (one.type === "rich_text_preformatted") return h("pre", { class: "code-block" }, one.elements.map(inline));
  return h("div", { class: "rich-section" }, (one.elements ?? []).map(inline));
}

function list(one) {
  const indent = `rich-list indent-${Math.min(one.indent ?? 0, 6)}`;
  const start = one.style === "ordered" && one.offset ? one.offset + 1 : null;
  return h(
    one.style === "ordered" ? "ol" : "ul",
    { class: indent, start },
    one.elements.map((item) => h("li", null, (item.elements ?? []).map(inline))),
  );
}

const STYLES = { bold: "strong", italic: "em", strike: "s", underline: "u", code: "code" };

function inline(one) {
  let node = (INLINE[one.type] ?? (() => one.text ?? ""))(one);
  for (const [name, tag] of Object.entries(STYLES)) if (one.style?.[name]) node = h(tag, null, node);
  return node;
}

const INLINE = {
  text: (one) => one.text,
  link: (one) => link(one.url, one.text || one.url),
  user: (one) => userMention(one.user_id),
  channel: (one) => channelMention(one.channel_id),
  usergroup: (one) => h("span", { class: "mention" }, `@${one.usergroup_id}`),
  broadcast: (one) => h("span", { class: "mention" }, `@${one.range}`),
  emoji: (one) => emoji(one),
  color: (one) => one.value,
  date: (one) => dateWords(one.timestamp, one.format, state.snap.me.tz, new Date(state.snap.now)),
};

/** An emoji by its code points, which Slack sends along; else its name as typed. */
function emoji(one) {
  if (!one.unicode) return `:${one.name}:`;
  return String.fromCodePoint(...one.unicode.split("-").map((code) => parseInt(code, 16)));
}

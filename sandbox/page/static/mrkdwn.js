// Slack's mrkdwn as elements. Text of the app only ever becomes text nodes; links open http(s) and mailto alone.
// Source: Slack documentation, "Formatting text for app surfaces".

import { dateWords } from "./dates.js";
import { h } from "./dom.js";
import { channel, nameOf, state } from "./state.js";

/** The three escapes that Slack knows; anything else stays as typed. */
export function unescape(text) {
  return text.replace(/&(amp|lt|gt);/g, (_, name) => ({ amp: "&", lt: "<", gt: ">" })[name]);
}

/** A text object ({type, text}) as nodes. */
export function textOf(object) {
  if (!object) return [];
  if (object.type === "mrkdwn") return mrkdwn(object.text, object.verbatim);
  return [unescape(object.text)];
}

/** The words of a text object alone, for labels. */
export function wordsOf(object) {
  if (!object) return "";
  return object.type === "mrkdwn" ? h("span", null, mrkdwn(object.text)).textContent : unescape(object.text);
}

export function mrkdwn(text, verbatim = false) {
  const parts = text.split(/```([\s\S]+?)```/);
  return parts.flatMap((part, index) =>
    index % 2 ? [h("pre", { class: "code-block" }, inline(part.replace(/^\n/, ""), PLAIN, true))] : quotes(part, verbatim),
  );
}

function quotes(text, verbatim) {
  const nodes = [];
  let plain = [];
  let quoted = [];
  const flush = () => {
    if (quoted.length) nodes.push(h("blockquote", null, inline(quoted.join("\n"), STYLES, verbatim)));
    if (plain.length) nodes.push(...inline(plain.join("\n"), STYLES, verbatim));
    [plain, quoted] = [[], []];
  };
  for (const line of text.split("\n")) {
    const quote = /^(?:>|&gt;) ?(.*)$/.exec(line);
    if (quote ? plain.length : quoted.length) flush();
    (quote ? quoted : plain).push(quote ? quote[1] : line);
  }
  flush();
  return nodes;
}

const EDGE = "[^\\p{L}\\p{N}]";
const style = (mark, tag) => ({
  find: new RegExp(`(?<=^|${EDGE})${mark}(?!\\s)([^\\n]*?[^\\s])${mark}(?=$|${EDGE})`, "u"),
  make: (found, styles, verbatim) => h(tag, null, inline(found[1], styles, verbatim)),
});
const ANGLE = { find: /<([^<>\n]+)>/, make: (found) => angle(found[1]) };
const ADDRESS = {
  find: /https?:\/\/[^\s<>|]*[^\s<>|.,;:!?)»"'’]/,
  make: (found) => link(unescape(found[0]), unescape(found[0])),
};
const CODE = {
  find: /`([^`\n]+)`/,
  make: (found, _, verbatim) => h("code", null, inline(found[1], PLAIN, verbatim)),
};
const PLAIN = [ANGLE];
const STYLES = [CODE, ANGLE, style("\\*", "strong"), style("_", "em"), style("~", "s"), ADDRESS];

/** Inline text: the leftmost mark wins, what it holds is read again, the rest goes on behind it. */
function inline(text, styles, verbatim) {
  const nodes = [];
  let rest = text;
  while (rest) {
    const [found, one] = leftmost(rest, styles, verbatim);
    if (!found) break;
    if (found.index) nodes.push(unescape(rest.slice(0, found.index)));
    nodes.push(one.make(found, styles, verbatim));
    rest = rest.slice(found.index + found[0].length);
  }
  if (rest) nodes.push(unescape(rest));
  return nodes;
}

function leftmost(text, styles, verbatim) {
  let best = [null, null];
  for (const one of styles) {
    if (verbatim && one === ADDRESS) continue;
    const found = one.find.exec(text);
    if (found && (!best[0] || found.index < best[0].index)) best = [found, one];
  }
  return best;
}

/** What stands between angle brackets: a person, a channel, a group, a date or a link. */
function angle(inside) {
  const [target, ...labels] = inside.split("|");
  const label = labels.length ? unescape(labels.join("|")) : null;
  if (target.startsWith("@")) return userMention(target.slice(1), label);
  if (target.startsWith("#")) return channelMention(target.slice(1), label);
  if (target.startsWith("!date^")) return date(target, label);
  if (target.startsWith("!")) return mention(`@${label?.replace(/^@/, "") ?? target.slice(1).split("^").at(-1)}`);
  return link(unescape(target), label ?? unescape(target).replace(/^mailto:/, ""));
}

const mention = (words) => h("span", { class: "mention" }, words);

export function userMention(id, label) {
  const words = `@${state.snap?.users?.[id] ? nameOf(id) : label ?? id}`;
  return id === state.snap?.me.id ? h("span", { class: "mention mention-me" }, words) : mention(words);
}

export function channelMention(id, label) {
  return mention(`#${channel(id)?.name ?? label ?? id}`);
}

function date(target, fallback) {
  const [, seconds, pattern, address] = target.split("^");
  if (!/^\d+$/.test(seconds) || !pattern) return fallback ?? "";
  const words = dateWords(seconds, pattern, state.snap.me.tz, new Date(state.snap.now));
  return address ? link(unescape(address), words) : h("time", null, words);
}

/** A link, or its words alone when it leads anywhere but to a web page or a mail. */
export function link(address, words) {
  if (!/^(https?:\/\/|mailto:|tel:)/i.test(address)) return words;
  return h("a", { href: address, target: "_blank", rel: "noopener noreferrer" }, words);
}

// Blocks, wherever they stand: a message, a modal, the home tab.
// ctx: {surface, where, blocks, values, errors, submit}. Source: Slack documentation, "Blocks".

import { afterRender, h } from "./dom.js";
import { element, ownName, picture } from "./elements.js";
import { icon } from "./icons.js";
import { mrkdwn, textOf, wordsOf } from "./mrkdwn.js";
import { controlId } from "./press.js";
import { richText } from "./richtext.js";
import { t } from "./strings.js";

export function blocks(ctx) {
  return h(
    "div",
    { class: "blocks" },
    ctx.blocks.map((block, index) => {
      const node = (BLOCKS[block.type] ?? unknown)(ctx, block);
      node.$key = `${block.type}-${block.block_id ?? index}`;
      return node;
    }),
  );
}

const unknown = (ctx, block) => h("p", { class: "unsupported" }, t("unsupported", { type: block.type }));

const BLOCKS = {
  header: (ctx, block) => h("h3", { class: "b-header" }, textOf(block.text)),
  divider: () => h("hr", { class: "b-divider" }),
  section,
  context,
  actions,
  context_actions: actions,
  table,
  video,
  image,
  input,
  rich_text: (ctx, block) => h("div", { class: "b-rich" }, richText(block)),
  markdown: (ctx, block) => h("div", { class: "b-text" }, mrkdwn(block.text)),
};

function section(ctx, block) {
  const { accessory, fields } = block;
  return h(
    "div",
    { class: `b-section${accessory ? " has-accessory" : ""}` },
    h(
      "div",
      { class: "b-words" },
      block.text ? h("div", { class: "b-text" }, textOf(block.text)) : null,
      fields ? h("div", { class: "b-fields" }, fields.map((one) => h("div", { class: "b-text" }, textOf(one)))) : null,
    ),
    accessory ? h("div", { class: "b-accessory" }, element(ctx, block, accessory, ownName(accessory))) : null,
  );
}

function context(ctx, block) {
  const parts = block.elements.map((one) =>
    one.type === "image" ? picture(one, "context-image") : h("span", { class: "b-text" }, textOf(one)),
  );
  return h("div", { class: "b-context" }, parts);
}

function actions(ctx, block) {
  const parts = block.elements.map((one) => {
    const wide = one.type === "checkboxes" || one.type === "radio_buttons";
    const node = element(ctx, block, one, ownName(one));
    if (wide) node.classList.add("wide");
    return node;
  });
  return h("div", { class: "b-actions" }, parts);
}

function image(ctx, block) {
  const title = block.title ? h("figcaption", null, textOf(block.title)) : null;
  return h("figure", { class: "b-image" }, title, picture(block, "block-image"));
}

function table(ctx, block) {
  const cell = (one, first) => h(first ? "th" : "td", first ? { scope: "col" } : null, one.type === "rich_text" ? richText(one) : one.text);
  const rows = block.rows.map((row, index) => h("tr", null, row.map((one) => cell(one, index === 0))));
  return h("div", { class: "b-table" }, h("table", null, h("tbody", null, rows)));
}

/** A video is named and led to, never fetched: nothing leaves this machine by itself. */
function video(ctx, block) {
  const address = block.title_url ?? block.video_url;
  const title = h("a", { href: address, target: "_blank", rel: "noopener noreferrer" }, textOf(block.title));
  return h("figure", { class: "b-image" }, h("figcaption", null, title), h("p", null, block.alt_text));
}

const GROUPS = new Set(["checkboxes", "radio_buttons"]);

/** A label, its element, what is wrong with it, and the hint; tied together for screen readers. */
function input(ctx, block) {
  const id = controlId(ctx, block, block.element);
  const fault = ctx.errors?.[block.block_id];
  const described = [fault ? `${id}-error` : null, block.hint ? `${id}-hint` : null].filter(Boolean).join(" ");
  const group = GROUPS.has(block.element.type);
  const named = {
    "aria-describedby": described || null,
    "aria-invalid": fault ? "true" : null,
    "aria-required": block.optional || block.element.type === "checkboxes" ? null : "true",
    "aria-labelledby": group ? `${id}-label` : null,
  };
  if (fault) afterRender(() => announceFault(ctx, id));
  return h(
    "div",
    { class: `b-input${fault ? " has-fault" : ""}` },
    h(
      "div",
      { class: "b-title" },
      h(group ? "span" : "label", { class: "b-label", id: `${id}-label`, for: group ? null : id }, wordsOf(block.label)),
      block.optional ? h("span", { class: "b-optional" }, ` ${t("optional")}`) : null,
    ),
    element(ctx, block, block.element, named),
    fault ? h("p", { class: "fault", id: `${id}-error` }, icon("warn", 16), h("span", null, fault)) : null,
    block.hint ? h("p", { class: "b-hint", id: `${id}-hint` }, textOf(block.hint)) : null,
  );
}

let announced = null;

/** Bring the first new fault of a view under the person's eyes and fingers, once. */
function announceFault(ctx, id) {
  if (announced === ctx.faultStamp) return;
  announced = ctx.faultStamp;
  const field = document.getElementById(id);
  (field?.matches("input, textarea") ? field : field?.querySelector("input"))?.focus();
}

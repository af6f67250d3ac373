// Files chosen in a modal: Slack has each of them as soon as it is chosen. Source: "File input element".

import { h } from "./dom.js";
import { icon } from "./icons.js";
import { act } from "./net.js";
import { controlId } from "./press.js";
import { changed, state, whilePending } from "./state.js";
import { t } from "./strings.js";
import { keep, valueOf } from "./values.js";

const MOST = 10;

/** A file's bytes in base64, as JSON carries them. */
export async function encoded(file) {
  const bytes = new Uint8Array(await file.arrayBuffer());
  let text = "";
  for (let at = 0; at < bytes.length; at += 8192) text += String.fromCharCode(...bytes.subarray(at, at + 8192));
  return btoa(text);
}

/** The field, and below it each file with a button that takes it out again. */
export function fileInput(ctx, block, one, named) {
  const id = controlId(ctx, block, one);
  const held = valueOf(ctx, block, one) ?? [];
  return h(
    "div",
    { class: "field files", key: id },
    h("input", {
      ...named,
      id,
      type: "file",
      class: "text-field",
      "aria-busy": state.pending.has(id) ? "true" : null,
      accept: (one.filetypes ?? []).map((kind) => `.${kind}`).join(",") || null,
      multiple: (one.max_files ?? MOST) > 1 ? true : null,
      on: { change: (event) => choose(event.target, ctx, block, one, id) },
    }),
    held.map((file) => chosen(ctx, block, one, held, file)),
  );
}

function chosen(ctx, block, one, held, file) {
  const out = () => {
    keep(
      ctx,
      block,
      one,
      held.filter((other) => other.id !== file.id),
    );
    changed();
  };
  return h(
    "span",
    { class: "chosen-file", key: file.id },
    icon("attach", 16),
    h("span", null, file.name),
    h("button", { type: "button", class: "btn-plain", "aria-label": t("remove", { name: file.name }), on: { click: out } }, icon("close", 16)),
  );
}

async function choose(field, ctx, block, one, id) {
  const picked = [...field.files];
  field.value = "";
  for (const file of picked) {
    const given = { view_id: ctx.where.view, block_id: block.block_id, action_id: one.action_id, name: file.name };
    await whilePending(id, async () => {
      const now = await act("choose_encoded", { ...given, content: await encoded(file) });
      if (now) keep(ctx, block, one, now);
    });
  }
  changed();
}

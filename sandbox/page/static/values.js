// What is typed and chosen in blocks, in the shape of Slack's `state.values`. A draft of this window comes first,
// then what the workspace keeps for an open view, then the element's initial value.

import { state } from "./state.js";

const CHOICE = ["selected_option", "initial_option", null];
const CHOICES = ["selected_options", "initial_options", []];
const TEXT = ["value", "initial_value", null];

/** Element type -> [field of the state, field of the initial value, the state when empty]. */
const SHAPES = {
  plain_text_input: TEXT,
  number_input: TEXT,
  email_text_input: TEXT,
  url_text_input: TEXT,
  static_select: CHOICE,
  external_select: CHOICE,
  radio_buttons: CHOICE,
  multi_static_select: CHOICES,
  multi_external_select: CHOICES,
  checkboxes: CHOICES,
  users_select: ["selected_user", "initial_user", null],
  multi_users_select: ["selected_users", "initial_users", []],
  conversations_select: ["selected_conversation", "initial_conversation", null],
  multi_conversations_select: ["selected_conversations", "initial_conversations", []],
  channels_select: ["selected_channel", "initial_channel", null],
  multi_channels_select: ["selected_channels", "initial_channels", []],
  file_input: ["files", null, []],
  datepicker: ["selected_date", "initial_date", null],
  timepicker: ["selected_time", "initial_time", null],
  datetimepicker: ["selected_date_time", "initial_date_time", null],
};

export const keeps = (element) => element.type in SHAPES;
export const fieldOf = (element) => SHAPES[element.type][0];

const draftKey = (ctx, block, element) => `${ctx.surface}|${block.block_id}|${element.action_id}`;

function initial(element) {
  const [field, from, empty] = SHAPES[element.type];
  return { type: element.type, [field]: element[from] ?? empty };
}

/** The element's entry of `state.values`: {type, value} or {type, selected_…}. */
export function entryOf(ctx, block, element) {
  const draft = state.drafts.get(draftKey(ctx, block, element))?.entry;
  if (draft?.type === element.type) return draft;
  const kept = ctx.values?.[block.block_id]?.[element.action_id];
  return kept?.type === element.type && fieldOf(element) in kept ? kept : initial(element);
}

export const valueOf = (ctx, block, element) => entryOf(ctx, block, element)[fieldOf(element)] ?? null;

/** Keep what was typed or chosen; nothing is drawn. */
export function keep(ctx, block, element, value) {
  const entry = { type: element.type, [fieldOf(element)]: value };
  state.drafts.set(draftKey(ctx, block, element), { surface: ctx.surface, block: block.block_id, entry });
  return entry;
}

export function forget(ctx, block, element) {
  state.drafts.delete(draftKey(ctx, block, element));
}

/** The elements of a block which may hold a value. */
export function elementsOf(block) {
  return [block.element, block.accessory, ...(block.elements ?? [])].filter((one) => one?.action_id);
}

/** All of a surface's `state.values`. */
export function valuesOf(ctx, blocks) {
  const values = {};
  for (const block of blocks) {
    for (const element of elementsOf(block).filter(keeps)) {
      (values[block.block_id] ??= {})[element.action_id] = entryOf(ctx, block, element);
    }
  }
  return values;
}

/** Forget what was typed in views that are closed, and in blocks that their app took away. */
export function prune(views) {
  const open = new Map(views.map((view) => [`view:${view.id}`, new Set(view.blocks.map((one) => one.block_id))]));
  for (const [key, { surface, block }] of state.drafts) {
    if (surface.startsWith("view:") && !open.get(surface)?.has(block)) state.drafts.delete(key);
  }
}

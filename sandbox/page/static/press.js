// Acting on a block's element: ask when the app wants a confirmation, tell the workspace, show it is under way.

import { act } from "./net.js";
import { change, state, whilePending } from "./state.js";
import { keep, valuesOf } from "./values.js";

/** An id for the element, usable as an HTML id. */
export function controlId(ctx, block, element) {
  return encodeURIComponent(`${ctx.surface}-${block.block_id}-${element.action_id ?? element.type}`);
}

/** Ask the question of a `confirm` object; true when the person says yes. */
export function ask(question) {
  return new Promise((answer) => {
    const back = document.activeElement;
    const settle = (yes) => {
      change({ confirm: null });
      queueMicrotask(() => back?.isConnected && back.focus());
      answer(yes);
    };
    change({ popup: null, confirm: { question, settle } });
  });
}

/** Tell the app: `chosen` is {} for a button, else the changed part of the element's state. False when declined. */
export async function press(ctx, block, element, chosen) {
  if (element.confirm && !(await ask(element.confirm))) return false;
  await whilePending(controlId(ctx, block, element), () =>
    act("press", {
      where: ctx.where,
      block_id: block.block_id,
      action_id: element.action_id,
      chosen,
      state: valuesOf(ctx, ctx.blocks),
    }),
  );
  return true;
}

const tellsApp = (block) => block.type !== "input" || block.dispatch_action === true;

/** Keep a choice, draw it, and tell the app where Slack would; a declined confirmation puts the old one back. */
export async function choose(ctx, block, element, value) {
  const key = `${ctx.surface}|${block.block_id}|${element.action_id}`;
  const before = state.drafts.get(key);
  const { type, ...chosen } = keep(ctx, block, element, value);
  change({});
  if (!tellsApp(block) || (await press(ctx, block, element, chosen))) return;
  if (before) state.drafts.set(key, before);
  else state.drafts.delete(key);
  change({});
}

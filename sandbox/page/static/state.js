// All that the page knows: what the workspace sent, and what this window adds (place, menus, what is being typed).

export const state = {
  snap: null, // the last snapshot of the workspace, as the person sees it
  people: [], // everybody, for the switcher
  place: null, // a channel's id, or "home"
  online: true,
  drawer: false, // the left column, on a phone
  drafts: new Map(), // what is typed or chosen in blocks: "surface|block|action" -> {surface, entry}
  texts: new Map(), // what is typed in composers: channel id -> text
  pending: new Set(), // acts under way
  popup: null, // the one open menu or list
  confirm: null, // the one open question
  toasts: [], // faults of this window
  threads: new Set(), // open threads: "thread|channel|ts"
  older: new Map(), // how many messages are shown above the usual number
};

let draw = () => {};
let waiting = false;

/** The function that draws `state`. */
export function onChange(render) {
  draw = render;
}

/** Draw soon; many changes in one turn are drawn once. */
export function changed() {
  if (waiting) return;
  waiting = true;
  queueMicrotask(() => {
    waiting = false;
    draw();
  });
}

export function change(fields) {
  Object.assign(state, fields);
  changed();
}

export function person(id) {
  return state.snap?.users?.[id] ?? null;
}

export function nameOf(id) {
  const user = person(id);
  return user ? user.real_name || user.name : id;
}

export function channel(id) {
  return state.snap?.channels.find((one) => one.id === id) ?? null;
}

/** The DM with the app, which the app's tabs stand on; null until either has written. */
export function appChannel() {
  return state.snap?.channels.find((one) => one.app) ?? null;
}

export function topView() {
  return state.snap?.views.at(-1) ?? null;
}

let toastNumber = 0;

/** Tell the person what went wrong in this window. */
export function toast(text) {
  state.toasts.push({ id: `t${++toastNumber}`, text });
  changed();
}

/** Runs `work` while `key` counts as under way (its button shows it); a second call meanwhile does nothing. */
export async function whilePending(key, work) {
  if (state.pending.has(key)) return undefined;
  state.pending.add(key);
  changed();
  try {
    return await work();
  } finally {
    state.pending.delete(key);
    changed();
  }
}

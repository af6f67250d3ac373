// The page's line to the workspace: one live socket for what is seen, posts for what is done.

import { change, state, toast } from "./state.js";
import { t } from "./strings.js";

const RETRY_MS = 800;
let socket = null;
let current = null;

/** Show `user`'s workspace from now on. `onSnapshot` is called with each new snapshot. */
export function connect(user, onSnapshot) {
  current = user;
  socket?.close();
  open(user, onSnapshot);
}

function open(user, onSnapshot) {
  const line = new WebSocket(`ws://${location.host}/_/live?user=${encodeURIComponent(user)}`);
  socket = line;
  line.onmessage = (event) => {
    if (line !== socket) return;
    state.online = true;
    onSnapshot(JSON.parse(event.data));
  };
  line.onclose = () => {
    if (line !== socket || user !== current) return;
    change({ online: false });
    setTimeout(() => line === socket && open(user, onSnapshot), RETRY_MS);
  };
}

/** End the live line; done once the workspace has let it go. */
export function leave() {
  const line = socket;
  socket = null;
  return new Promise((done) => {
    if (!line || line.readyState === WebSocket.CLOSED) done();
    else line.addEventListener("close", done);
    line?.close();
  });
}

async function post(address, body) {
  const response = await fetch(address, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(body),
  });
  const answer = await response.json();
  if (!answer.ok) throw new Error(answer.error);
  return answer;
}

/** Do `act` as the person shown. Undefined, and a notice to the person, when the workspace refuses. */
export async function act(name, fields = {}) {
  try {
    return (await post("/_/act", { user: current, act: name, ...fields })).result;
  } catch (fault) {
    toast(fault instanceof TypeError ? t("offline") : fault.message);
    return undefined;
  }
}

/** Move the workspace's clock forward. */
export async function advance(seconds) {
  try {
    const { now } = await post("/_/clock", { advance: seconds });
    if (state.snap && state.snap.now < now) state.snap.now = now;
  } catch (fault) {
    toast(fault.message);
  }
}

export async function users() {
  return (await fetch("/_/users")).json();
}

/* Between phone and server: what was written here goes there, what others wrote comes here. */

import { keep, received, state } from "./state.js";

const EVERY = 10_000;
const LONGEST = 12_000;
const MOST = 100;
let addresses = {};
let running = false;
let again = false;
let size = MOST;
let onWipe = () => {};
let onNetwork = () => {};

class Silence extends Error {}

export function start(found, { wipe, network }) {
  addresses = found;
  onWipe = wipe;
  onNetwork = network;
  setInterval(() => document.visibilityState === "visible" && sync(), EVERY);
  addEventListener("online", sync);
  addEventListener("offline", () => onNetwork(false));
  document.addEventListener("visibilitychange", () => document.visibilityState === "visible" && sync());
}

async function ask(address, sent) {
  let response;
  try {
    response = await fetch(address, {
      method: sent ? "POST" : "GET",
      headers: { "Content-Type": "application/json", "X-Tuer-Telefon": state.phone },
      body: sent ? JSON.stringify(sent) : undefined,
      credentials: "omit",
      signal: AbortSignal.timeout(LONGEST),
    });
  } catch {
    throw new Silence();
  }
  const answer = await response.json().catch(() => null);
  if (!answer) throw new Silence();
  return { status: response.status, answer };
}

/** Give the phone a name; "" when it worked, else the sentence why not. Throws when there is no network. */
export async function introduce(label) {
  const { status, answer } = await ask(addresses.phone, { label });
  if (answer.wipe) {
    await onWipe("locked");
    return answer.sentence;
  }
  if (status !== 201) return answer.sentence;
  await keep({ phone: answer.phone });
  return "";
}

export async function fetchList() {
  const { status, answer } = await ask(addresses.list);
  if (answer.wipe) return onWipe("locked");
  if (status === 200) await keep({ list: answer });
}

/** Send and fetch until both sides know the same; one at a time. */
export async function sync() {
  if (!state.phone) return;
  if (running) {
    again = true;
    return;
  }
  running = true;
  try {
    do again = await once();
    while (again);
    onNetwork(true);
  } catch (error) {
    if (!(error instanceof Silence)) throw error;
    onNetwork(false);
  } finally {
    running = false;
  }
}

/** Whether there is more to do. */
async function once() {
  again = false;
  const lines = [...state.queue.values()].slice(0, size);
  const before = Date.now();
  const { status, answer } = await ask(addresses.book, { since: state.since, sent_at: before, entries: lines.map(line) });
  if (answer.wipe) {
    await onWipe("locked");
    return false;
  }
  if (status === 400 && lines.length) return refused(lines);
  if (status !== 200) throw new Silence();
  size = Math.min(MOST, size * 2);
  const shift = answer.now - (before + Date.now()) / 2;
  await received({ taken: answer.taken, told: answer.book, since: answer.until, shift });
  if (answer.list !== state.list?.version) await fetchList();
  return again || answer.more || state.queue.size > 0;
}

/** One line that the server cannot read must not hold up the others: find it, and leave it out. */
async function refused(lines) {
  if (lines.length === 1) await received({ refused: [lines[0].uid] });
  size = Math.max(1, Math.floor(lines.length / 2));
  return true;
}

/** As the server wants it; the time by the phone's own clock, because `sent_at` is by it too. */
function line({ uid, deed, guest, undoes, count, language, age_band, action, clock }) {
  return { uid, deed, guest, undoes, count, language, age_band, action, at: clock };
}

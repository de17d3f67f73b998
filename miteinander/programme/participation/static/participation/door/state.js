/* What the app knows: the list of guests, the book, and what is still to be sent. Everything is written down first. */

import { readBook, takenBack, uuid } from "./book.js";
import { indexed } from "./names.js";
import { sha256 } from "./sha256.js";
import * as store from "./store.js";

export const state = {
  phone: "",
  list: null,
  since: 0,
  refused: 0,
  shift: 0,
  queue: new Map(),
  book: new Map(),
  online: true,
};
const watchers = new Set();

/** Call `watcher` after every change. */
export const watch = (watcher) => watchers.add(watcher);
export const changed = () => watchers.forEach((watcher) => watcher());

export async function load(token) {
  await store.open(token);
  const found = await store.readAll();
  Object.assign(state, found.state);
  for (const entry of found.queue) state.queue.set(entry.uid, entry);
  for (const entry of found.book) state.book.set(entry.uid, entry);
  if (state.list) prepare();
}

/** By our clock, as the server last told it. */
export const now = () => Date.now() + state.shift;
export const isOver = () => Boolean(state.list) && now() >= state.list.closes_at;

export async function keep(values) {
  Object.assign(state, values);
  await store.write({ state: values });
  if (values.list) prepare();
  changed();
}

let byTicket = new Map();
let byCode = new Map();
let byGuest = new Map();

function prepare() {
  byTicket = new Map(state.list.parties.map((party) => [party.ticket, party]));
  byCode = new Map(state.list.parties.map((party) => [party.code, party]));
  byGuest = new Map();
  for (const party of state.list.parties) {
    party.index = indexed([party.name ?? "", ...(party.guests ?? []).map((guest) => guest[1])]);
    for (const guest of party.guests ?? []) byGuest.set(guest[0], { party, guest });
  }
}

/** The party of a ticket's text: the token itself, or an address that ends in it. */
export function partyOfTicket(text) {
  const token = text.trim().split(/[/?#]/u).filter(Boolean).pop() ?? "";
  return byTicket.get(sha256(token).slice(0, 32)) ?? null;
}

const CODE_SIGNS = "23456789ABCDEFGHJKLMNPQRSTUVWXY";

export function partyOfCode(typed) {
  const plain = [...typed.toUpperCase()].filter((sign) => CODE_SIGNS.includes(sign)).join("");
  return plain.length === 8 ? (byCode.get(sha256(plain).slice(0, 6)) ?? null) : null;
}

export const partyOfGuest = (guest) => byGuest.get(guest) ?? null;
export const party = (id) => state.list.parties.find((one) => one.id === id) ?? null;

export const entries = () => [...state.book.values(), ...state.queue.values()];
export const ownList = () => state.list.doors[state.list.door]?.list ?? "";
export const reading = () => readBook(entries(), state.list.doors, ownList());

/** Write entries into the queue: first on the phone's disk, then on the screen. */
export async function enter(...lines) {
  const fresh = lines.map((line) => ({ uid: uuid(), at: now(), clock: Date.now(), door: state.list.door, count: 1, own: true, ...line }));
  await store.write({ queue: fresh });
  for (const entry of fresh) state.queue.set(entry.uid, entry);
  changed();
  return fresh.map((entry) => entry.uid);
}

export function undo(...uids) {
  const back = takenBack(entries());
  return enter(...uids.filter((uid) => !back.has(uid)).map((uid) => ({ deed: "undo", undoes: uid })));
}

/** What the server took and told; nothing leaves the queue before it stands in the book. */
export async function received({ taken = [], refused = [], told = [], since = state.since, shift = state.shift }) {
  const known = new Map();
  for (const uid of taken) if (state.queue.has(uid)) known.set(uid, state.queue.get(uid));
  for (const entry of told) {
    const own = known.get(entry.uid)?.own ?? state.book.get(entry.uid)?.own ?? state.queue.get(entry.uid)?.own ?? false;
    known.set(entry.uid, { ...entry, own });
  }
  const sent = [...taken, ...refused, ...told.map((entry) => entry.uid)];
  const values = { since, shift, refused: state.refused + refused.length };
  await store.write({ state: values, book: [...known.values()], sent });
  Object.assign(state, values);
  for (const [uid, entry] of known) state.book.set(uid, entry);
  for (const uid of sent) state.queue.delete(uid);
  changed();
}

export function forget() {
  Object.assign(state, { phone: "", list: null, since: 0, refused: 0, queue: new Map(), book: new Map() });
}

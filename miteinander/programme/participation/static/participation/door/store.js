/* What the phone keeps, in IndexedDB: one database for each link, so that all of it can be thrown away at once. */

import { sha256 } from "./sha256.js";

const PAGES = "tuer-seiten";
const STORES = ["state", "queue", "book"];
let database = null;

export const nameOf = (token) => `tuer-${sha256(token).slice(0, 16)}`;

export function open(token) {
  return new Promise((resolve, reject) => {
    const asked = indexedDB.open(nameOf(token), 1);
    asked.onupgradeneeded = () => {
      asked.result.createObjectStore("state");
      asked.result.createObjectStore("queue", { keyPath: "uid" });
      asked.result.createObjectStore("book", { keyPath: "uid" });
    };
    asked.onsuccess = () => {
      database = asked.result;
      database.onversionchange = () => database.close();
      resolve();
    };
    asked.onerror = () => reject(asked.error);
  });
}

/** {state: {key: value}, queue: [...], book: [...]}. */
export async function readAll() {
  const stores = database.transaction(STORES);
  const keys = await answer(stores.objectStore("state").getAllKeys());
  const values = await answer(stores.objectStore("state").getAll());
  const queue = await answer(stores.objectStore("queue").getAll());
  const book = await answer(stores.objectStore("book").getAll());
  return { state: Object.fromEntries(keys.map((key, at) => [key, values[at]])), queue, book };
}

/** All of it or nothing: {state: {key: value}, queue: [...], book: [...], sent: uids that leave the queue}. */
export function write({ state = {}, queue = [], book = [], sent = [] }) {
  return new Promise((resolve, reject) => {
    const stores = database.transaction(STORES, "readwrite", { durability: "strict" });
    stores.oncomplete = () => resolve();
    stores.onabort = () => reject(stores.error);
    for (const [key, value] of Object.entries(state)) stores.objectStore("state").put(value, key);
    for (const entry of queue) stores.objectStore("queue").put(entry);
    for (const entry of book) stores.objectStore("book").put(entry);
    for (const uid of sent) stores.objectStore("queue").delete(uid);
  });
}

/** Throw everything of this link away, and its page from the cache. */
export async function wipe(token, page) {
  database?.close();
  database = null;
  await new Promise((resolve) => {
    const asked = indexedDB.deleteDatabase(nameOf(token));
    asked.onsuccess = asked.onerror = asked.onblocked = () => resolve();
  });
  if ("caches" in globalThis) await (await caches.open(PAGES)).delete(page);
}

/** Keep the page so that it opens again without a network. */
export async function keepPage(page) {
  if ("caches" in globalThis) await (await caches.open(PAGES)).add(page);
}

function answer(request) {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}

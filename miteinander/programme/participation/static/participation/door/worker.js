/* The service worker of the doors. VERSION and FILES stand before this text; see door/views.py.

   It keeps the app's own files and the pages of doors that were opened, and nothing else: what the phone sends and fetches
   passes it by. */

const KEPT = `tuer-${VERSION}`;
const PAGES = "tuer-seiten";
const PATIENCE = 4000;

self.addEventListener("install", (event) => {
  event.waitUntil(
    (async () => {
      const cache = await caches.open(KEPT);
      await cache.addAll(FILES.map((file) => new Request(file, { cache: "reload" })));
      await renewPages();
      await self.skipWaiting();
    })(),
  );
});

self.addEventListener("activate", (event) => {
  event.waitUntil(
    (async () => {
      for (const name of await caches.keys()) {
        if (name.startsWith("tuer-") && name !== KEPT && name !== PAGES) await caches.delete(name);
      }
      await self.clients.claim();
    })(),
  );
});

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const address = new URL(request.url);
  if (request.method !== "GET" || address.origin !== self.location.origin) return;
  if (FILES.includes(address.pathname)) event.respondWith(fromCache(request));
  else if (request.mode === "navigate") event.respondWith(page(request, address.pathname));
});

/** Pages name files by their digest: with a new set of files come new pages. */
async function renewPages() {
  const pages = await caches.open(PAGES);
  for (const kept of await pages.keys()) {
    const answer = await fetch(kept.url, { cache: "reload" }).catch(() => null);
    if (answer?.ok) await pages.put(kept.url, answer);
  }
}

async function fromCache(request) {
  const cache = await caches.open(KEPT);
  return (await cache.match(request, { ignoreSearch: true })) ?? fetch(request);
}

/** From the network; where that is silent or slow, as it was kept. */
async function page(request, path) {
  const pages = await caches.open(PAGES);
  const kept = await pages.match(path);
  const asked = fetch(request).then(async (answer) => {
    if (kept && answer.ok) await pages.put(path, answer.clone());
    return kept && answer.status >= 500 ? kept : answer;
  });
  if (!kept) return asked;
  const late = new Promise((resolve) => setTimeout(() => resolve(kept), PATIENCE));
  return Promise.race([asked.catch(() => kept), late]);
}

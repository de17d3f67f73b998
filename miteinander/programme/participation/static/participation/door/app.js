/* The app at the door: starts what is in the other files and keeps the head of the page up to date. */

import * as clicker from "./clicker.js";
import * as finding from "./finding.js";
import * as log from "./log.js";
import * as party from "./party.js";
import * as scanning from "./scanning.js";
import { changed, forget, isOver, load, reading, state, watch } from "./state.js";
import * as store from "./store.js";
import { fetchList, introduce, start as startSync, sync } from "./sync.js";
import { remembered, speak, t } from "./texts.js";
import { byId, icon } from "./view.js";

const addresses = JSON.parse(byId("adressen").textContent);
const token = addresses.page.split("/").filter(Boolean).pop();
const TABS = ["scannen", "suchen", "zaehlen", "verlauf"];
let shownTab = "suchen";

speak(remembered());
byId("sprache").addEventListener("change", (event) => {
  speak(event.target.value);
  changed();
});
for (const tab of TABS) byId(`zu-${tab}`).addEventListener("click", () => show(tab));
byId("gruppe-zu").addEventListener("click", party.close);
byId("gruppe").addEventListener("close", party.close);
byId("anfang").addEventListener("submit", begin);
finding.start();
clicker.start();
scanning.start();
watch(draw);
run().catch(() => end("storage"));

async function run() {
  await load(token);
  startSync(addresses, { wipe, network });
  setInterval(() => isOver() && wipe("over"), 30_000);
  if (isOver()) return wipe("over");
  serveOffline();
  if (state.phone && !state.list) await fetchList().catch(() => network(false));
  open();
  return sync();
}

/** The page that fits: the question for a name, or the app. */
function open() {
  byId("laden").hidden = true;
  const ready = Boolean(state.phone && state.list);
  byId("anfang").hidden = ready;
  byId("app").hidden = !ready;
  byId("unten").hidden = !ready;
  byId("kopf-zahlen").hidden = !ready;
  if (ready) {
    show(shownTab);
    draw();
  }
}

async function begin(event) {
  event.preventDefault();
  const answer = byId("anfang-hinweis");
  try {
    answer.textContent = state.phone ? "" : await introduce(byId("name").value);
    if (!state.phone) return;
    await fetchList();
    await sync();
    await navigator.storage?.persist?.();
    open();
  } catch {
    answer.textContent = t("needs_network");
  }
}

function show(tab) {
  shownTab = tab;
  for (const one of TABS) {
    byId(one).hidden = one !== tab;
    byId(`zu-${one}`).setAttribute("aria-current", String(one === tab));
  }
  if (tab !== "scannen") scanning.stop();
  draw();
}

function draw() {
  if (!state.list || byId("app").hidden) return;
  const book = reading();
  const expected = state.list.parties.filter((one) => ["booked", "offered"].includes(one.state)).reduce((sum, one) => sum + (one.places ?? one.guests.length), 0);
  byId("zahl").textContent = t("counter", { came: book.guests, expected });
  byId("zahl-ohne").textContent = t("walk_in_counter", { count: book.walkIns });
  byId("warten").textContent = state.queue.size ? t("pending", { count: state.queue.size }) : t("all_sent");
  byId("warten").parentElement.dataset.waiting = String(state.queue.size > 0);
  byId("abgelehnt").hidden = !state.refused;
  byId("abgelehnt").textContent = t("refused", { count: state.refused });
  network(state.online);
  if (shownTab === "suchen") finding.draw();
  if (shownTab === "zaehlen") clicker.draw();
  if (shownTab === "verlauf") log.draw();
  party.draw();
}

function network(online) {
  state.online = online;
  byId("netz").replaceChildren(icon(online ? "check" : "warning"), t(online ? "online" : "offline"));
  byId("netz").dataset.online = String(online);
}

watch(() => state.queue.size && queueMicrotask(sync));

async function wipe(why) {
  const lost = state.queue.size;
  if (byId("gruppe").open) party.close();
  scanning.stop();
  forget();
  await store.wipe(token, addresses.page);
  end(why, lost);
}

/** The last page; what was on the phone is gone. */
function end(why, lost = 0) {
  for (const id of ["laden", "anfang", "app", "unten", "kopf-zahlen"]) byId(id).hidden = true;
  for (const id of ["treffer", "eintraege", "gruppe-inhalt"]) byId(id).replaceChildren();
  byId("ende").hidden = false;
  byId("ende-satz").dataset.text = why;
  byId("ende-satz").textContent = t(why);
  byId("ende-verloren").textContent = lost ? t("lost", { count: lost }) : "";
}

function serveOffline() {
  if (!("serviceWorker" in navigator)) {
    byId("kein-offline").hidden = false;
    return;
  }
  navigator.serviceWorker
    .register(addresses.worker, { scope: addresses.worker.replace(/[^/]+$/u, "") })
    .then(() => store.keepPage(addresses.page))
    .catch(() => {});
}


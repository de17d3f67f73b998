/* What this phone wrote last, with a way back for every entry. */

import { takenBack } from "./book.js";
import { guestName } from "./party.js";
import { entries, partyOfGuest, state, undo } from "./state.js";
import { clock, localized, t } from "./texts.js";
import { announce, byId, el, icon } from "./view.js";

const MOST = 50;
const KINDS = { in: "check", out: "arrow", walk_in: "people", action: "flag" };

export function draw() {
  const all = entries();
  const back = takenBack(all);
  const own = all.filter((entry) => entry.own && entry.deed !== "undo").sort((one, other) => other.at - one.at).slice(0, MOST);
  byId("eintraege").replaceChildren(...(own.length ? own.map((entry) => row(entry, back)) : [el("li", { class: "muted" }, t("log_empty"))]));
}

function row(entry, back) {
  const words = t(`did_${entry.deed}`, { name: whom(entry) });
  const gone = back.has(entry.uid);
  const press = async () => {
    await undo(entry.uid);
    announce(t("did_undo", { name: whom(entry) }));
  };
  return el(
    "li",
    { class: gone ? "gone" : null },
    el("span", { class: "entry" }, icon(KINDS[entry.deed]), el("time", {}, clock(entry.at)), el("span", { dir: "auto" }, words)),
    gone ? el("span", { class: "muted" }, t("taken_back")) : null,
    !gone && state.queue.has(entry.uid) ? el("span", { class: "muted" }, t("not_sent")) : null,
    gone ? null : el("button", { type: "button", onclick: press, "aria-label": `${t("undo")}: ${words}` }, t("undo")),
  );
}

function whom(entry) {
  if (entry.deed === "walk_in") {
    const language = state.list.languages.find(([code]) => code === entry.language)?.[1];
    return [t(`age_${entry.age_band ?? ""}`), language].filter(Boolean).join(", ");
  }
  const found = partyOfGuest(entry.guest);
  const guest = found ? guestName(found.party, found.guest) : "?";
  if (entry.deed !== "action") return guest;
  const action = state.list.actions.find((one) => one.key === entry.action);
  return `${localized(action?.label)} (${guest})`;
}

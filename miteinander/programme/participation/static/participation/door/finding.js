/* Finding a party by name. */

import { match } from "./names.js";
import * as sheet from "./party.js";
import { reading, state } from "./state.js";
import { t } from "./texts.js";
import { badge, byId, el, name } from "./view.js";

const MOST = 40;

export function start() {
  byId("suche").addEventListener("input", draw);
  byId("suche-form").addEventListener("submit", (event) => {
    event.preventDefault();
    byId("suche").blur();
  });
}

export function draw() {
  const query = byId("suche").value.trim();
  const place = byId("treffer");
  if (!state.list || !query) {
    place.replaceChildren();
    return;
  }
  const found = state.list.parties
    .map((party) => [party.guests ? match(party.index, query) : 0, party])
    .filter(([rank]) => rank)
    .sort(([one, a], [other, b]) => other - one || a.name.localeCompare(b.name, "de"))
    .slice(0, MOST);
  const book = reading();
  place.replaceChildren(
    ...(found.length ? found.map(([rank, party]) => row(party, rank, book)) : [el("li", { class: "muted" }, t("find_nothing"))]),
  );
}

function row(party, rank, book) {
  const others = party.guests.map((guest) => guest[1]).filter((one) => one && one !== party.name);
  return el(
    "li",
    {},
    el(
      "button",
      { type: "button", class: "hit", onclick: () => sheet.open(party) },
      el("span", { class: "hit-name" }, name(party.name)),
      others.length ? el("span", { class: "muted", dir: "auto" }, others.join(", ")) : null,
      el("span", { class: "muted" }, t("persons", { count: party.guests.length }), rank === 1 ? ` · ${t("sounds_alike")}` : ""),
      badge(...sheet.standing(party, book)),
    ),
  );
}


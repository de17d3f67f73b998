/* One party on a sheet: who is in, let in all or one, take back, what other rooms want done. */

import { enter, party as find, reading, state, undo } from "./state.js";
import { clock, localized, t } from "./texts.js";
import { announce, badge, byId, el, icon, name } from "./view.js";

let shown = null;

/** `party`: of the list, or null for a ticket that is not on it. */
export function open(party) {
  shown = party ? party.id : "unknown";
  draw();
  const sheet = byId("gruppe");
  if (!sheet.open) sheet.showModal();
  sheet.querySelector("[data-first]")?.focus();
}

export function close() {
  shown = null;
  byId("gruppe").close();
}

/** What stands beside a party in lists: kind and words. */
export function standing(party, book) {
  const guests = party.guests ?? [];
  const known = guests.map((guest) => book.byGuest.get(guest[0])).filter(Boolean);
  const inside = known.filter((one) => one.state === "in");
  if (inside.length && inside.length === guests.length) return ["in", sinceWhen(inside.reduce((a, b) => (a.at < b.at ? a : b)))];
  if (inside.length) return ["in", t("is_partly_in", { count: inside.length, all: guests.length })];
  if (known.length) return ["out", t("is_out", { time: clock(known[0].at) })];
  const kinds = { booked: "plain", offered: "wait", waiting: "wait", cancelled: "no", elsewhere: "no" };
  return [kinds[party.state] ?? "unknown", t(`is_${party.state}`)];
}

function sinceWhen(one) {
  const door = one.door === state.list.door ? "" : (state.list.doors[one.door]?.label ?? "");
  return t(door ? "is_in_at" : "is_in", { time: clock(one.at), door });
}

export function draw() {
  if (shown === null || !state.list) return;
  const body = byId("gruppe-inhalt");
  const focused = document.activeElement?.dataset?.key;
  if (shown === "unknown") body.replaceChildren(...unknown());
  else {
    const party = find(shown);
    body.replaceChildren(...(party ? content(party, reading()) : unknown()));
  }
  if (focused) [...body.querySelectorAll("[data-key]")].find((one) => one.dataset.key === focused)?.focus();
}

function unknown() {
  return [title(badge("unknown", t("is_unknown"))), el("p", {}, t("then_unknown"))];
}

const title = (...children) => el("h2", { id: "gruppe-name", class: "sheet-title", tabindex: "-1", "data-first": true }, ...children);

function content(party, book) {
  const [kind, words] = standing(party, book);
  if (!party.guests) return [title(badge(kind, words)), el("p", {}, t(`then_${party.state}`))];
  const outside = party.guests.filter((guest) => book.byGuest.get(guest[0])?.state !== "in");
  const advice = ["waiting", "offered"].includes(party.state) && outside.length ? t(`then_${party.state}`) : "";
  return [
    title(name(party.name)),
    el("p", { class: "sheet-state" }, badge(kind, words)),
    el("p", { class: "muted" }, [
      t("persons", { count: party.guests.length }),
      kindsOf(party),
      "places" in party ? t("places", { count: party.places }) : "",
    ].filter(Boolean).join(" · ")),
    advice ? el("p", { class: "advice" }, advice) : null,
    outside.length ? letAllIn(party, outside) : null,
    el("ul", { class: "guests" }, ...party.guests.map((guest, at) => row(party, guest, at, book))),
  ].filter(Boolean);
}

function kindsOf(party) {
  const counts = new Map();
  for (const guest of party.guests) counts.set(guest[2], (counts.get(guest[2]) ?? 0) + 1);
  return [...counts].map(([pool, count]) => `${localized(state.list.kinds[pool])}: ${count}`).join(", ");
}

function letAllIn(party, outside) {
  const key = party.state === "waiting" ? "let_in_anyway" : "let_all_in";
  const label = outside.length === 1 && key === "let_all_in" ? t("let_in") : t(key, { count: outside.length });
  const press = async () => {
    await enter(...outside.map((guest) => ({ deed: "in", guest: guest[0] })));
    announce(t("did_in", { name: party.name }));
    navigator.vibrate?.(60);
  };
  return el("button", { class: "big", type: "button", "data-key": "all", onclick: press }, icon("check"), label);
}

export function guestName(party, guest, at = party.guests.findIndex((one) => one[0] === guest[0])) {
  return guest[1] || (at === 0 ? party.name : t("guest", { number: at + 1 }));
}

function row(party, guest, at, book) {
  const known = book.byGuest.get(guest[0]);
  const inside = known?.state === "in";
  const label = guestName(party, guest, at);
  const tell = (key, deed) => async () => {
    await deed();
    announce(t(key, { name: label }));
  };
  const write = (deed, more = {}) => () => enter({ deed, guest: guest[0], ...more });
  const button = (key, text, press, more = "") =>
    el("button", { type: "button", class: more, "data-key": `${key} ${guest[0]}`, onclick: press, "aria-label": `${text}: ${label}` }, text);
  const buttons = inside
    ? [
        ...state.list.actions.map((action) => act(action, guest, label, book)),
        button("undo", t("undo"), tell("did_undo", () => undo(...known.ins))),
        button("out", t("goes_out"), tell("did_out", write("out"))),
      ]
    : [
        known ? button("undo", t("undo"), tell("did_undo", () => undo(...known.outs))) : null,
        button("in", t("let_in"), tell("did_in", write("in")), "strong"),
      ];
  return el(
    "li",
    {},
    el("span", { class: "guest" }, name(label), el("span", { class: "muted" }, localized(state.list.kinds[guest[2]]))),
    known ? badge(known.state, inside ? sinceWhen(known) : t("is_out", { time: clock(known.at) })) : null,
    el("span", { class: "row-buttons" }, ...buttons.filter(Boolean)),
  );
}

/** A tap for another room; a second one takes it back. */
function act(action, guest, label, book) {
  const done = book.acts.get(`${action.key} ${guest[0]}`);
  const text = localized(action.label);
  const press = async () => {
    await (done ? undo(done.uid) : enter({ deed: "action", guest: guest[0], action: action.key }));
    announce(t(done ? "did_undo" : "did_action", { name: text }));
  };
  const attributes = { type: "button", "aria-pressed": String(Boolean(done)), "data-key": `${action.key} ${guest[0]}`, "aria-label": `${text}: ${label}` };
  return el("button", { ...attributes, onclick: press }, icon(done ? "check" : action.pictogram), text);
}


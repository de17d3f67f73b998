/* Counting guests without registration: a language, then one tap for each, by age. No names. */

import { takenBack } from "./book.js";
import { enter, entries, reading, state, undo } from "./state.js";
import { t } from "./texts.js";
import { announce, byId, el } from "./view.js";

const AGES = ["child", "youth", "adult", "senior", ""];
const FIRST = 4;
let language = "";
let mine = [];
let all = false;

export function start() {
  byId("zurueck").addEventListener("click", async () => {
    const last = mine.pop();
    if (!last) return;
    await undo(last.uid);
    announce(t("did_undo", { name: last.words }));
  });
}

export function draw() {
  if (!state.list) return;
  const few = [["", t("no_language")], ...state.list.languages.slice(0, FIRST)];
  const chosen = state.list.languages.find(([code]) => code === language);
  const shown = all ? [["", t("no_language")], ...state.list.languages] : few;
  if (chosen && !shown.includes(chosen)) shown.push(chosen);
  const focused = document.activeElement?.dataset?.key;
  byId("sprachen").replaceChildren(...shown.map(([code, words]) => chip(code, words)), all ? "" : more());
  byId("alter").replaceChildren(...AGES.map((age) => ageButton(age)));
  const back = takenBack(entries());
  mine = mine.filter((one) => !back.has(one.uid));
  byId("zurueck").disabled = !mine.length;
  if (focused) document.querySelector(`[data-key="${CSS.escape(focused)}"]`)?.focus();
  byId("ohne-zahl").textContent = t("walk_in_counter", { count: reading().walkIns });
}

function chip(code, words) {
  const press = () => {
    language = code;
    draw();
  };
  const attributes = { type: "button", class: "chip-button", "aria-pressed": String(code === language), "data-key": `lang ${code}` };
  return el("button", { ...attributes, lang: code || null, dir: "auto", onclick: press }, words);
}

function more() {
  const press = () => {
    all = true;
    draw();
  };
  return el("button", { type: "button", class: "chip-button", "data-key": "more", onclick: press }, t("more_languages"));
}

function ageButton(age) {
  const words = t(`age_${age}`);
  const press = async () => {
    const [uid] = await enter({ deed: "walk_in", language, age_band: age });
    mine.push({ uid, words });
    navigator.vibrate?.(30);
    announce(t("did_walk_in", { name: words }));
    draw();
  };
  return el("button", { type: "button", class: age ? "age" : "age age--none", "data-key": `age ${age}`, onclick: press }, el("span", { "aria-hidden": "true" }, "+1"), words);
}

/* The words of the app, in the language the helper chose; it is remembered for the next time. */

const all = JSON.parse(document.getElementById("texte").textContent);
const REMEMBERED = "tuer-sprache";
let language = "de";

export function t(key, values = {}) {
  const text = all[language]?.[key] ?? all.de[key] ?? "";
  return text.replace(/%\((\w+)\)s/gu, (_, name) => values[name] ?? "");
}

/** One of {language: text}. */
export const localized = (names) => names?.[language] ?? names?.de ?? "";

export const clock = (at) =>
  new Intl.DateTimeFormat(language === "de-simple" ? "de" : language, {
    hour: "2-digit",
    minute: "2-digit",
    hourCycle: "h23",
    timeZone: "Europe/Berlin",
  }).format(at);

/** Writes all fixed words of the page anew. */
export function speak(code) {
  const select = document.getElementById("sprache");
  const option = [...select.options].find((one) => one.value === code) ?? select.options[0];
  language = option.value;
  select.value = language;
  document.documentElement.lang = language;
  document.documentElement.dir = option.dataset.dir;
  for (const node of document.querySelectorAll("[data-text]")) node.textContent = t(node.dataset.text);
  for (const node of document.querySelectorAll("[data-label]")) node.setAttribute("aria-label", t(node.dataset.label));
  try {
    localStorage.setItem(REMEMBERED, language);
  } catch {
    /* the next time it is German again */
  }
}

export function remembered() {
  try {
    return localStorage.getItem(REMEMBERED) ?? "de";
  } catch {
    return "de";
  }
}

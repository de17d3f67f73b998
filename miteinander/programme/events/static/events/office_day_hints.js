// Shows advice about the days in the form as soon as they are chosen. Without it the advice stands there after saving.
(function () {
  "use strict";

  const DAY = /^dates-\d+-starts_at$/;
  const WAIT = 300;
  let timer = 0;
  let latest = 0;
  let asked = "";

  function chosen(form) {
    const found = [];
    for (const field of form.elements) {
      if (!DAY.test(field.name || "") || !field.value) continue;
      const removed = form.elements[field.name.replace("starts_at", "DELETE")];
      if (removed && removed.value) continue;
      const end = form.elements[field.name.replace("starts_at", "ends_at")];
      found.push({ start: field.value.trim(), end: end ? end.value.trim() : "" });
    }
    return found.slice(0, 3);
  }

  function query(form, box, one) {
    const [day, from] = one.start.split(/[ T]/);
    const [lastDay, to] = one.end.split(/[ T]/);
    const values = new URLSearchParams({ tag: day });
    if (from) values.set("von", from);
    if (to && lastDay === day) values.set("bis", to);
    if (box.dataset.event) values.set("termin", box.dataset.event);
    for (const field of form.elements) {
      if (field.name === "venues" && field.options) {
        for (const option of field.selectedOptions) values.append("ort", option.value);
      } else if (field.name === "venues" && field.checked) values.append("ort", field.value);
      else if (field.name === "audiences" && field.checked) values.append("zielgruppe", field.value);
    }
    return values.toString();
  }

  async function refresh(box) {
    const form = box.closest("form");
    if (!form) return;
    const queries = [...new Set(chosen(form).map((one) => query(form, box, one)))];
    if (!queries.length || queries.join() === asked) return;
    asked = queries.join();
    const mine = ++latest;
    const pieces = [];
    for (const one of queries) {
      try {
        const answer = await fetch(`${box.dataset.dayHints}?${one}`, { credentials: "same-origin" });
        pieces.push(await answer.text());
      } catch {
        return; // offline: the advice comes after saving
      }
    }
    if (mine === latest) box.innerHTML = pieces.join("");
  }

  function soon() {
    window.clearTimeout(timer);
    timer = window.setTimeout(() => document.querySelectorAll("[data-day-hints]").forEach(refresh), WAIT);
  }

  for (const name of ["change", "input", "focusout"]) document.addEventListener(name, soon, true);
})();

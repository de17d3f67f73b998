// Counts while somebody writes, and keeps the HTML of what is pasted. Without it the count stands there after saving.
(function () {
  "use strict";
  const form = document.querySelector("form[data-count]");
  if (!form) return;
  const SHORT = 0.85, LONG = 1.05;
  const list = form.querySelector(".paper-targets");

  function words(field) {
    if (field.name.endsWith("-type") || field.name.endsWith("-id") || field.name.endsWith("-order")) return "";
    if (field.type === "hidden") {
      try {
        const content = JSON.parse(field.value);
        return content && content.blocks ? content.blocks.map((block) => block.text).join(" ") : "";
      } catch (error) {
        return "";
      }
    }
    return field.value;
  }

  function counted(field) {
    if (field.name === "standfirst") return true;
    if (!/^body-\d+-value/.test(field.name)) return false;
    const gone = form.elements[field.name.match(/^body-\d+/)[0] + "-deleted"];
    return !(gone && gone.value) && !/-(image|motifs|to|credit|alternative|deleted|order|type|id|count)$/.test(field.name);
  }

  function light(length, wanted) {
    if (!length) return "empty";
    if (length > wanted * LONG) return "too_long";
    return length < wanted * SHORT ? "too_short" : "fits";
  }

  function show() {
    let text = "";
    for (const field of form.elements) {
      if (field.name && counted(field)) {
        const part = words(field).trim();
        if (part) text += (text ? " " : "") + part;
      }
    }
    const now = form.querySelector("[data-count-now]");
    if (now.textContent !== String(text.length)) now.textContent = text.length;
    for (const target of form.querySelectorAll("[data-target]")) {
      const known = target.dataset.known;
      const length = known === undefined ? Math.round(text.length * Number(target.dataset.factor)) : Number(known);
      const found = light(length, Number(target.dataset.wanted));
      const mark = target.querySelector("[data-light]");
      mark.className = "paper-light paper-light--" + found;
      mark.textContent = list.getAttribute("data-words-" + found);
      const expected = target.querySelector("[data-expected]");
      if (expected) expected.textContent = length;
    }
  }

  // The rich text fields of the admin have no name for screen readers: they take that of their block.
  function nameEditors() {
    for (const editor of form.querySelectorAll("[role=textbox]:not([aria-label], [aria-labelledby])")) {
      const block = editor.closest("[data-contentpath]");
      const label = block && block.querySelector("[data-panel-heading-text], label, .w-field__label");
      editor.setAttribute("aria-label", label ? label.textContent.replace("*", "").trim() : document.title);
    }
  }
  new MutationObserver(nameEditors).observe(form, { childList: true, subtree: true });
  nameEditors();

  let timer = 0;
  function soon() {
    clearTimeout(timer);
    timer = setTimeout(show, 200);
  }
  form.addEventListener("input", soon);
  form.addEventListener("keyup", soon);
  form.addEventListener("click", soon);

  const paste = form.querySelector("[data-paste]");
  if (paste) {
    paste.addEventListener("paste", (event) => {
      const html = event.clipboardData && event.clipboardData.getData("text/html");
      if (html) form.elements.pasted_html.value += html;
    });
    paste.addEventListener("input", () => {
      if (!paste.value.trim()) form.elements.pasted_html.value = "";
    });
  }
})();

// Dragging and arrow keys for the flatplan. Everything also goes with the buttons beside a chosen page.
(function () {
  "use strict";
  const plan = document.querySelector("[data-plan]");
  if (!plan) return;
  const status = document.querySelector("[data-plan-status]");
  const token = document.querySelector("[name=csrfmiddlewaretoken]");
  let dragged = null;

  async function send(values, focus) {
    const body = new URLSearchParams(values);
    const answer = await fetch(plan.dataset.plan, {
      method: "POST",
      headers: { Accept: "application/json", "X-CSRFToken": token ? token.value : csrf() },
      body,
    });
    const found = await answer.json().catch(() => ({}));
    if (!answer.ok) {
      status.textContent = found.error || "";
      if (found.error) window.alert(found.error);
      return;
    }
    if (focus) sessionStorage.setItem("paper-focus", focus);
    window.location.reload();
  }

  function csrf() {
    const found = document.cookie.match(/csrftoken=([^;]+)/);
    return found ? found[1] : "";
  }

  plan.addEventListener("dragstart", (event) => {
    dragged = event.target.closest("[data-slot], [data-article]");
    if (dragged) event.dataTransfer.setData("text/plain", dragged.textContent.trim());
  });
  plan.addEventListener("dragover", (event) => {
    const tile = event.target.closest("[data-page]");
    for (const other of plan.querySelectorAll(".is-over")) if (other !== tile) other.classList.remove("is-over");
    if (tile && dragged) {
      event.preventDefault();
      tile.classList.add("is-over");
    }
  });
  plan.addEventListener("drop", (event) => {
    const tile = event.target.closest("[data-page]");
    if (!tile || !dragged) return;
    event.preventDefault();
    const over = event.target.closest("[data-slot]");
    if (dragged.dataset.article) {
      const values = { was: "platzieren", beitrag: dragged.dataset.article, seite: tile.dataset.page };
      if (over && over.classList.contains("paper-slot--empty")) values.platz = over.dataset.slot;
      send(values);
    } else {
      const values = { was: "verschieben", platz: dragged.dataset.slot, seite: tile.dataset.page };
      if (over && over !== dragged) values.stelle = [...tile.querySelectorAll("[data-slot]")].indexOf(over) + 1;
      send(values, dragged.dataset.slot);
    }
    dragged = null;
  });

  plan.addEventListener("keydown", (event) => {
    const slot = event.target.closest("[data-slot]");
    if (!slot || event.target !== slot || !event.shiftKey) return;
    const tile = slot.closest("[data-page]");
    const place = [...tile.querySelectorAll("[data-slot]")].indexOf(slot) + 1;
    const rtl = getComputedStyle(plan).direction === "rtl" ? -1 : 1;
    const page = Number(tile.dataset.page);
    const moves = {
      ArrowUp: [page, place - 1],
      ArrowDown: [page, place + 1],
      ArrowLeft: [page - rtl, 0],
      ArrowRight: [page + rtl, 0],
    };
    const move = moves[event.key];
    if (!move) return;
    event.preventDefault();
    const [to, at] = move;
    if (!plan.querySelector(`[data-page="${to}"]`) || (to === page && at < 1)) return;
    const values = { was: "verschieben", platz: slot.dataset.slot, seite: to };
    if (at) values.stelle = at;
    send(values, slot.dataset.slot);
  });

  const wanted = sessionStorage.getItem("paper-focus");
  if (wanted) {
    sessionStorage.removeItem("paper-focus");
    const slot = plan.querySelector(`[data-slot="${wanted}"]`);
    if (slot) slot.focus();
  }
})();

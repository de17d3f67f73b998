/* Small improvements; every page works without them. */

const announce = (button, text) => {
  const status = document.getElementById(button.dataset.status);
  if (status) status.textContent = text;
};

for (const button of document.querySelectorAll("[data-share]")) {
  if (!navigator.share) continue;
  button.hidden = false;
  button.addEventListener("click", async () => {
    try {
      await navigator.share({ title: document.title, url: button.dataset.share });
    } catch {
      /* The visitor changed their mind. */
    }
  });
}

for (const button of document.querySelectorAll("[data-copy]")) {
  if (!navigator.clipboard) continue;
  button.hidden = false;
  button.addEventListener("click", async () => {
    try {
      await navigator.clipboard.writeText(button.dataset.copy);
      announce(button, button.dataset.done);
    } catch {
      announce(button, button.dataset.copy);
    }
  });
}

/* Escape closes an open menu and gives the focus back to its button. */
document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  for (const menu of document.querySelectorAll("details.toggle[open]")) {
    menu.open = false;
    menu.querySelector("summary").focus();
  }
});

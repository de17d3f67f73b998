/* A link to a dialog opens it above the page; without this script the link shows it as a section. */

for (const link of document.querySelectorAll("[data-dialog-open]")) {
  const dialog = document.getElementById(link.hash.slice(1));
  if (!dialog?.showModal) continue;
  const open = () => {
    if (dialog.open) dialog.close();
    dialog.showModal();
  };
  link.setAttribute("aria-haspopup", "dialog");
  link.addEventListener("click", (event) => {
    event.preventDefault();
    open();
  });
  for (const closing of dialog.querySelectorAll("[data-dialog-close]")) {
    closing.addEventListener("click", (event) => {
      event.preventDefault();
      dialog.close();
      link.focus();
    });
  }
  if (location.hash && link.hash === location.hash) {
    history.replaceState(null, "", location.pathname + location.search);
    open();
  }
}

/* Messages can be closed by whoever has read them; none goes away by itself. */

for (const toast of document.querySelectorAll("[data-toast]")) {
  const status = toast.querySelector("[role=status]");
  const close = toast.querySelector("[data-toast-close]");
  close.hidden = false;
  close.addEventListener("click", () => {
    toast.remove();
    document.querySelector("main")?.focus();
  });
  /* Screen readers tell changes of a status only: the text goes and comes back. */
  if (toast.closest(".toasts")) {
    const text = [...status.childNodes];
    status.replaceChildren();
    setTimeout(() => status.replaceChildren(...text), 200);
  }
}

/* Says in the page when a passkey did not work (refused, cancelled, none there). */
document.addEventListener("allauth.error", (event) => {
  event.preventDefault();
  const sentence = document.querySelector("[data-passkey-problem]");
  if (sentence) {
    sentence.hidden = true;
    requestAnimationFrame(() => { sentence.hidden = false; });
  }
});

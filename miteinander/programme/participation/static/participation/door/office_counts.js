/* Keeps the numbers of the door up to date while somebody looks at them. */

const EVERY = 10_000;
const place = document.querySelector("[data-counts]");

async function renew() {
  if (document.visibilityState !== "visible") return;
  const answer = await fetch(place.dataset.counts).catch(() => null);
  if (answer?.ok && !answer.redirected) place.innerHTML = await answer.text();
}

if (place) {
  setInterval(renew, EVERY);
  document.addEventListener("visibilitychange", renew);
}

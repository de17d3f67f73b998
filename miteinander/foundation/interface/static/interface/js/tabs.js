/* Links to sections become tabs (ARIA Authoring Practices, tabs with automatic activation). */

const enhance = (tabs) => {
  const list = tabs.querySelector(".tab-list");
  const links = [...list.querySelectorAll("a")];
  const panels = links.map((link) => document.getElementById(link.hash.slice(1)));
  if (panels.includes(null)) return;

  const choose = (chosen, focus = false) => {
    links.forEach((link, number) => {
      link.setAttribute("aria-selected", String(number === chosen));
      link.tabIndex = number === chosen ? 0 : -1;
      panels[number].hidden = number !== chosen;
    });
    if (focus) links[chosen].focus();
  };

  const nav = list.parentElement;
  list.setAttribute("role", "tablist");
  list.setAttribute("aria-label", nav.getAttribute("aria-label"));
  nav.setAttribute("role", "presentation");
  nav.removeAttribute("aria-label");
  links.forEach((link, number) => {
    link.parentElement.setAttribute("role", "presentation");
    link.setAttribute("role", "tab");
    link.setAttribute("aria-controls", panels[number].id);
    panels[number].setAttribute("role", "tabpanel");
    panels[number].tabIndex = 0;
    link.addEventListener("click", (event) => {
      event.preventDefault();
      choose(number);
    });
  });

  list.addEventListener("keydown", (event) => {
    const forward = getComputedStyle(list).direction === "rtl" ? "ArrowLeft" : "ArrowRight";
    const backward = forward === "ArrowLeft" ? "ArrowRight" : "ArrowLeft";
    const now = links.indexOf(document.activeElement);
    const next = {
      [forward]: (now + 1) % links.length,
      [backward]: (now - 1 + links.length) % links.length,
      Home: 0,
      End: links.length - 1,
    }[event.key];
    if (now < 0 || next === undefined) return;
    event.preventDefault();
    choose(next, true);
  });

  const asked = () => links.findIndex((link) => location.hash && link.hash === location.hash);
  const first = [asked(), links.findIndex((link) => "current" in link.dataset), 0].find((number) => number >= 0);
  choose(first);
  addEventListener("hashchange", () => {
    if (asked() >= 0) choose(asked());
  });
};

document.querySelectorAll("[data-tabs]").forEach(enhance);

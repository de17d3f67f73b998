/* The device's own calendar beside the three numbers; each fills the other. */

for (const field of document.querySelectorAll("[data-date]")) {
  const native = field.querySelector("[data-date-native]");
  const parts = Object.fromEntries(
    [...field.querySelectorAll("[data-date-part]")].map((input) => [input.dataset.datePart, input]),
  );
  const follow = () => {
    const [year, month, day] = ["year", "month", "day"].map((key) => parts[key].value.trim());
    const typed = `${year}-${month.padStart(2, "0")}-${day.padStart(2, "0")}`;
    native.value = /^\d{4}-\d{2}-\d{2}$/.test(typed) ? typed : "";
  };
  native.parentElement.hidden = false;
  follow();
  field.addEventListener("input", (event) => {
    if (event.target !== native) return follow();
    if (!native.value) return;
    const [year, month, day] = native.value.split("-");
    parts.year.value = year;
    parts.month.value = String(Number(month));
    parts.day.value = String(Number(day));
  });
}

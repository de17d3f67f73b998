// The list of deliveries: sums while typing, and Enter goes one line down instead of sending the form.

const form = document.querySelector("[data-deliveries]");

function numberOf(text) {
  const plain = text.trim();
  if (!/^\d{1,3}(\.\d{3})+$|^\d+$/.test(plain)) return 0;
  return Number(plain.replaceAll(".", ""));
}

function cellsOf(column) {
  return [...form.querySelectorAll(`tbody input[name^="${column}-"]`)];
}

function columnOf(input) {
  return input.name.split("-")[0];
}

function count(column) {
  const output = form.querySelector(`[data-total="${column}"]`);
  const sum = cellsOf(column).reduce((total, cell) => total + numberOf(cell.value), 0);
  output.value = sum.toLocaleString(document.documentElement.lang || "de");
}

if (form) {
  const outputs = [...form.querySelectorAll("[data-total]")];
  outputs.forEach((output) => count(output.dataset.total));
  form.querySelector("[data-totals]").hidden = false;

  form.addEventListener("input", (event) => {
    if (event.target.closest("tbody")) count(columnOf(event.target));
  });

  form.addEventListener("keydown", (event) => {
    const input = event.target;
    if (event.key !== "Enter" || !input.closest("tbody")) return;
    event.preventDefault();
    const cells = cellsOf(columnOf(input));
    const next = cells[cells.indexOf(input) + (event.shiftKey ? -1 : 1)];
    (next ?? form.querySelector("button[type=submit]"))?.focus();
    next?.select();
  });
}

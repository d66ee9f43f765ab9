// Places the risk points in the matrix while they are being graded.
"use strict";

(() => {
  const matrix = document.querySelector("[data-matrix]");
  const rows = document.querySelector('[data-rows="points"]');
  if (!matrix || !rows) return;
  const cells = new Map(Array.from(matrix.querySelectorAll("[data-cell]"), (cell) => [cell.dataset.cell, cell]));
  const place = () => {
    const found = new Map();
    Array.from(rows.querySelectorAll(":scope > [data-row]")).forEach((row, index) => {
      const grade = (name) => row.querySelector(`select[name$="-${name}"]`).value;
      const key = `${grade("likelihood")}-${grade("impact")}`;
      if (cells.has(key)) found.set(key, [...(found.get(key) || []), index + 1]);
    });
    matrix.hidden = found.size === 0;
    cells.forEach((cell, key) => {
      const text = (found.get(key) || []).join("、");
      if (cell.textContent.trim() !== text) cell.textContent = text;
      cell.classList.toggle("here", text !== "");
    });
  };
  rows.addEventListener("change", place);
  new MutationObserver(place).observe(rows, { childList: true });
  place();
})();

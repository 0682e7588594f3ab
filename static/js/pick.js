// Filters long lists of check boxes while one types. Without this script a button does the same.
"use strict";

(() => {
  const meant = (row, words) => words.every((word) => row.dataset.words.includes(word));

  const filter = (list, text) => {
    const words = text.toLowerCase().split(/\s+/).filter(Boolean);
    let found = 0;
    for (const group of list.querySelectorAll(".pick-group")) {
      let here = 0;
      for (const part of group.querySelectorAll("[data-pick-part]")) {
        let shown = 0;
        for (const row of part.querySelectorAll("[data-words]")) {
          // What is ticked stays in sight, whatever is looked for.
          row.hidden = !meant(row, words) && !row.querySelector("input").checked;
          if (!row.hidden) shown += 1;
        }
        part.hidden = !shown;
        here += shown;
      }
      group.hidden = !here;
      group.open = words.length > 0 && here > 0;
      found += here;
    }
    list.querySelector("[data-pick-none]").hidden = found > 0;
  };

  // Names of what is ticked in the folded part: closed again, it would say nothing of them.
  const tell = (list) => {
    const ticked = [...list.querySelectorAll("details input:checked")];
    const line = list.querySelector("[data-pick-ticked]");
    line.hidden = !ticked.length;
    line.lastElementChild.textContent = ticked.map((box) => box.labels[0].textContent).join(", ");
  };

  for (const list of document.querySelectorAll("[data-pick]")) {
    list.addEventListener("change", () => tell(list));
    tell(list);
    const box = list.querySelector("[data-pick-filter]");
    // A list that the server has filtered already is shown whole by sending it anew.
    if (box.value) continue;
    list.querySelector("[data-pick-button]").remove();
    box.addEventListener("input", () => filter(list, box.value));
    box.addEventListener("keydown", (event) => { if (event.key === "Enter") event.preventDefault(); });
  }
})();

// Ticks all boxes of a list, or none, and says how many are ticked. Without this script the buttons
// send the form, and the server ticks them with all else that was typed.
"use strict";

for (const list of document.querySelectorAll("[data-tick-list]")) {
  const boxes = [...list.querySelectorAll(`input[type=checkbox][name=${list.dataset.tickList}]`)];
  const told = list.querySelector("[data-tick-count]");

  const tell = () => {
    told.textContent = told.dataset.tickCount.replace("#", boxes.filter((box) => box.checked).length);
  };

  for (const button of list.querySelectorAll("[data-tick]")) {
    button.addEventListener("click", (event) => {
      event.preventDefault();
      for (const box of boxes) box.checked = button.value === "semua";
      tell();
    });
  }
  list.addEventListener("change", tell);
  tell();
}

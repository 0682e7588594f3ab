// The position is given by a click only, and rounded to about a kilometre before it leaves.
"use strict";

for (const button of document.querySelectorAll("button[data-position]")) {
  if (!navigator.geolocation) continue;
  const state = document.getElementById(button.dataset.position);
  button.hidden = false;
  button.addEventListener("click", () => {
    state.textContent = button.dataset.asking;
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => {
        for (const form of document.querySelectorAll("form[data-located]")) {
          form.elements.latitude.value = coords.latitude.toFixed(2);
          form.elements.longitude.value = coords.longitude.toFixed(2);
        }
        state.textContent = button.dataset.given;
      },
      () => { state.textContent = button.dataset.refused; },
      { maximumAge: 600000, timeout: 15000 },
    );
  });
}

// A photo is sent as soon as it is chosen, and the form then only names it: so a bad line costs the
// photo or the text, never both. Without this script the form sends the photo along.
"use strict";

for (const box of document.querySelectorAll("[data-snapshot]")) {
  const file = box.querySelector("input[type=file]");
  const form = file.form;
  const state = box.querySelector("[data-snapshot-state]");
  const words = box.dataset;

  const send = async () => {
    if (!file.files.length || (file.dataset.maxBytes && file.files[0].size > Number(file.dataset.maxBytes))) return;
    const data = new FormData();
    data.append("csrfmiddlewaretoken", form.elements.csrfmiddlewaretoken.value);
    data.append("berkas", file.files[0]);
    state.textContent = words.sending;
    try {
      const answer = await fetch(words.snapshot, { method: "POST", body: data });
      const told = await answer.json();
      state.textContent = told.error || words.done;
      if (told.photo) form.elements.photo.value = told.photo;
      file.value = "";
    } catch {
      state.textContent = words.failed;
    }
  };
  file.addEventListener("change", send);
}

// What a pupil has typed waits in this browser until it has been stored: a line that breaks, a
// session that ends or a telephone that is put away loses nothing. Drafts belong to the link that is
// open: another pupil's link, and "Selesai", wipe them from a shared telephone.
"use strict";

(() => {
  const prefix = "jurnal:";
  const owner = document.currentScript.dataset.owner;
  const mine = `${prefix}${owner}:`;
  const held = new Set(["checkbox", "radio"]);
  const skipped = new Set(["hidden", "file", "submit", "button"]);
  const days = 14 * 24 * 3600 * 1000;

  const sweep = () => {
    for (const key of Object.keys(localStorage)) {
      if (!key.startsWith(prefix)) continue;
      const { at = 0 } = JSON.parse(localStorage.getItem(key) || "{}");
      if (!owner || !key.startsWith(mine) || Date.now() - at > days) localStorage.removeItem(key);
    }
  };

  const guard = (form) => {
    const key = mine + form.dataset.draft;
    const as = form.querySelector("input[name$=revision]")?.value || "";
    const fields = [...form.elements].filter((field) => field.name && !skipped.has(field.type));
    const typed = () => fields.map((field) => (held.has(field.type) ? field.checked : field.value));
    const first = JSON.stringify(typed());

    const restore = (rows) => {
      let changed = false;
      fields.forEach((field, place) => {
        const part = held.has(field.type) ? "checked" : "value";
        if (field[part] !== rows[place]) changed = true;
        field[part] = rows[place];
      });
      return changed;
    };

    const forget = () => {
      localStorage.removeItem(key);
      form.removeEventListener("input", keep);
      location.replace(location.pathname + location.search);
    };

    const tell = () => {
      const note = form.querySelector("[data-draft-note]");
      if (!note) return;
      note.hidden = false;
      note.querySelector("button").addEventListener("click", forget);
    };

    function keep() {
      const rows = typed();
      if (JSON.stringify(rows) === first) localStorage.removeItem(key);
      else localStorage.setItem(key, JSON.stringify({ at: Date.now(), as, rows }));
    }

    const waiting = JSON.parse(localStorage.getItem(key) || "null");
    if (waiting && waiting.as === as && waiting.rows.length === fields.length) {
      // What the server gave back with its errors is newer than what waited here.
      if (!form.hasAttribute("data-returned") && restore(waiting.rows)) tell();
    } else localStorage.removeItem(key);
    form.addEventListener("input", keep);
  };

  try {
    for (const done of document.querySelectorAll("[data-draft-done]")) {
      localStorage.removeItem(mine + done.dataset.draftDone);
    }
    sweep();
    if (owner) for (const form of document.querySelectorAll("form[data-draft]")) guard(form);
  } catch {
    // A browser that keeps nothing works as before.
  }
})();

// What was typed into a long form waits in this tab until it has been stored: a line that breaks or
// a page opened in between loses nothing. The number of the revision tells what was stored since.
"use strict";

(() => {
  const form = document.querySelector("form[data-keep]");
  const revision = form && form.querySelector("input[name$=revision]");
  if (!revision) return;
  const key = `isian:${location.pathname}`;
  const kept = new Set(["checkbox", "radio"]);
  const fields = [...form.elements].filter(
    (field) => field.name && !["hidden", "file", "password", "submit", "button"].includes(field.type),
  );
  const typed = () => fields.map(
    (field) => [field.name, kept.has(field.type) ? [field.value, field.checked] : field.value],
  );
  const first = JSON.stringify(typed());

  const restore = (rows) => {
    let changed = false;
    rows.forEach(([name, value], place) => {
      const field = fields[place];
      if (!field || field.name !== name) return;
      const [was, now] = kept.has(field.type) ? [field.checked, value[1]] : [field.value, value];
      if (was === now) return;
      if (kept.has(field.type)) field.checked = now;
      else field.value = now;
      changed = true;
    });
    return changed;
  };

  const tell = () => {
    const note = document.getElementById("dikembalikan");
    note.hidden = false;
    note.querySelector("button").addEventListener("click", () => {
      sessionStorage.removeItem(key);
      removeEventListener("pagehide", keep);
      location.replace(location.pathname);
    });
  };

  const keep = () => {
    const now = JSON.stringify(typed());
    if (now === first) sessionStorage.removeItem(key);
    else sessionStorage.setItem(key, JSON.stringify({ revision: revision.value, rows: typed() }));
  };

  try {
    const waiting = JSON.parse(sessionStorage.getItem(key) || "null");
    if (waiting && waiting.revision === revision.value && restore(waiting.rows)) tell();
    else sessionStorage.removeItem(key);
    addEventListener("pagehide", keep);
  } catch {
    // A browser that keeps nothing for a tab works as before.
  }
})();

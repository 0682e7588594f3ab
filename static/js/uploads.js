// Sends every chosen file at once, each as a request of its own, and shows how far it is.
// Without this script the same forms send the files with their button.
"use strict";

(() => {
  const list = document.getElementById("kiriman");
  if (!list) return;
  const words = list.dataset;
  let queue = Promise.resolve();
  let sending = 0;
  let failed = false;
  let goesOn = "";
  let warned = false;

  const line = (name) => {
    const item = document.createElement("li");
    const label = document.createElement("p");
    const state = document.createElement("span");
    const bar = document.createElement("progress");
    label.className = "meta mb-1 text-break";
    label.append(`${name}: `, state);
    bar.className = "w-100";
    bar.max = 1;
    bar.value = 0;
    bar.setAttribute("aria-label", name);
    item.append(label, bar);
    list.append(item);
    return { item, state, bar };
  };

  const say = (text) => {
    const note = document.createElement("li");
    note.textContent = text;
    list.append(note);
    note.scrollIntoView({ block: "center" });
  };

  const show = (html) => {
    const answer = new DOMParser().parseFromString(html, "text/html").getElementById("unggahan");
    const old = document.getElementById("unggahan");
    if (!answer || !old) return null;
    old.replaceWith(answer);
    if (window.htmx) window.htmx.process(answer);
    return answer;
  };

  const send = (form, file, row) => new Promise((resolve) => {
    const request = new XMLHttpRequest();
    const fail = (reason) => {
      failed = true;
      warned = false;
      row.item.dataset.unsent = "";
      const again = document.createElement("button");
      again.type = "button";
      again.className = "btn btn-sm btn-outline-primary ms-2";
      again.textContent = words.again;
      again.addEventListener("click", () => { row.item.remove(); add(form, file); });
      row.bar.remove();
      row.state.textContent = reason;
      row.state.after(again);
      resolve();
    };
    request.open("POST", form.action);
    request.setRequestHeader("HX-Request", "true");
    request.upload.addEventListener("progress", (event) => {
      if (event.lengthComputable) row.bar.value = event.loaded / event.total;
    });
    request.addEventListener("error", () => fail(words.failed));
    request.addEventListener("load", () => {
      const answer = request.status === 200 && show(request.responseText);
      if (!answer) return fail(request.status === 403 ? words.signedOut : words.failed);
      row.bar.remove();
      if (answer.querySelector("[role=alert]")) { failed = true; row.item.remove(); }
      else row.state.textContent = words.done;
      return resolve();
    });
    const data = new FormData();
    data.append("csrfmiddlewaretoken", form.elements.csrfmiddlewaretoken.value);
    data.append("berkas", file);
    row.state.textContent = words.sending;
    request.send(data);
  });

  const add = (form, file) => {
    const row = line(file.name);
    if (file.size > Number(form.dataset.limit)) {
      row.bar.remove();
      row.state.textContent = words.tooLarge;
      return;
    }
    row.state.textContent = words.waiting;
    sending += 1;
    queue = queue.then(() => send(form, file, row)).then(arrived);
  };

  // Going on before all has arrived waits for the rest; what failed must be seen first.
  const arrived = () => {
    sending -= 1;
    if (sending || !goesOn) return;
    const next = document.querySelector(`[data-go-on][name=${goesOn}]`);
    goesOn = "";
    if (next && !failed) next.click();
  };

  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-go-on]");
    if (!button) return;
    if (sending) {
      event.preventDefault();
      goesOn = button.name;
      failed = false;
      say(words.then);
    } else if (!warned && list.querySelector("[data-unsent]")) {
      event.preventDefault();
      warned = true;
      say(words.without);
    }
  });

  for (const form of document.querySelectorAll("form[data-uploads]")) {
    form.querySelector("button").hidden = true;
    form.addEventListener("change", (event) => {
      for (const file of event.target.files) add(form, file);
      form.reset();
    });
  }
})();

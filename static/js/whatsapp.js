// Sends the text as it has been edited. Without this script the link sends it as it was prepared.
"use strict";

for (const link of document.querySelectorAll("a[data-text]")) {
  const box = document.getElementById(link.dataset.text);
  const [address] = link.href.split("?");
  const follow = () => { link.href = `${address}?text=${encodeURIComponent(box.value)}`; };
  box.addEventListener("input", follow);
  // After going back the browser may have kept the edited text.
  follow();
}

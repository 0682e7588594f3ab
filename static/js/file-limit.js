// Says at once that a file is too large, before it is sent in vain. The server says so as well.
"use strict";

document.addEventListener("change", (event) => {
  const { files, dataset } = event.target;
  if (!files || !dataset.maxBytes) return;
  const isTooLarge = [...files].some((file) => file.size > Number(dataset.maxBytes));
  event.target.setCustomValidity(isTooLarge ? dataset.tooLarge : "");
  event.target.reportValidity();
});

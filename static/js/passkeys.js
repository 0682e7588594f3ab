// Shows what needs passkeys only where the browser has them, and says when one was not read.
(function () {
  "use strict";
  if (!window.PublicKeyCredential) return;
  document.addEventListener("DOMContentLoaded", function () {
    document.querySelectorAll("[data-passkey]").forEach(function (part) { part.hidden = false; });
  });
  document.addEventListener("allauth.error", function (event) {
    event.preventDefault();
    document.querySelectorAll("[data-passkey-failed]").forEach(function (text) { text.hidden = false; });
  });
})();

/* Small comforts; every page works without them. */
(() => {
  "use strict";

  const copy = async (button) => {
    const field = document.getElementById(button.dataset.copy);
    const text = field.value ?? field.textContent;
    try {
      await navigator.clipboard.writeText(text);
    } catch {
      field.select?.();
      document.execCommand("copy");
    }
    const before = button.textContent;
    button.textContent = button.dataset.copied;
    setTimeout(() => { button.textContent = before; }, 2000);
  };

  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-copy]");
    if (button) copy(button);
  });

  // A button that only works with JavaScript is hidden until it can.
  const reveal = (root) => root.querySelectorAll("[data-needs-js][hidden]").forEach((each) => { each.hidden = false; });
  document.addEventListener("DOMContentLoaded", () => reveal(document));
  document.addEventListener("htmx:after:swap", () => reveal(document));

  // What a button opened comes into view, clear of the bars above and below.
  document.addEventListener("toggle", (event) => {
    if (event.target.matches("details.as-button[open]")) event.target.scrollIntoView({ block: "nearest" });
  }, true);

  // A select that sorts or filters sends its form at once.
  document.addEventListener("change", (event) => {
    if (event.target.matches("[data-send]")) event.target.form.requestSubmit();
  });

  // Logged out, refused or broken meanwhile: the whole page is asked for again and says so itself.
  document.addEventListener("htmx:before:response", (event) => {
    const answer = event.detail.ctx.response.raw;
    if (answer.redirected || answer.status >= 400) {
      event.preventDefault();
      location.reload();
    }
  });

  // No connection: a quiet line, and what was typed stays.
  document.addEventListener("htmx:error", () => {
    const line = document.createElement("div");
    line.className = "message error";
    line.textContent = document.body.dataset.offline;
    document.getElementById("messages").replaceChildren(line);
  });

  // A form that opens another app finishes its card here: the page is fresh when the reader comes back.
  let left = false;
  document.addEventListener("submit", (event) => { left ||= event.target.matches("[data-leaves]"); });
  const back = () => { if (left && !document.hidden) location.reload(); };
  document.addEventListener("visibilitychange", back);
  window.addEventListener("focus", back);
})();

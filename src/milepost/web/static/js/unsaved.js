// What was typed is kept when the session ends, the page is left or the server fails, and comes back with the same form.
const PREFIX = "typed ";
const keyOf = (form) => PREFIX + (form.getAttribute("action") || location.pathname);

function keep(form) {
  const values = [...new FormData(form)].filter(([name, value]) => typeof value === "string" && name !== "csrfmiddlewaretoken" && name !== "version");
  sessionStorage.setItem(keyOf(form), JSON.stringify(values));
}

document.addEventListener("input", (event) => {
  const form = event.target.closest?.("form[data-keep]");
  if (form) keep(form);
});
document.addEventListener("htmx:after:request", (event) => {
  const form = event.target.closest?.("form[data-keep]");
  if (form && event.detail.ctx?.response?.status === 204) sessionStorage.removeItem(keyOf(form));
});

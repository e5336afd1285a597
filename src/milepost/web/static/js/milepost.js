// What every page can do: dialogs, peek, menus, keys, theme, toasts. Pages work without it; with it they are quicker.
import { all, one } from "./page.js";
import "./keys.js";
import "./list.js";
import "./palette.js";
import "./pick.js";
import "./unsaved.js";

const dialog = one("#dialog");
const peek = one("#peek");

/** Loads an address into a dialog and opens it. The server answers with the part alone, since it is told the target. */
export async function openIn(target, address) {
  target.replaceChildren();
  await window.htmx.ajax("GET", address, { target: `#${target.id}`, swap: "innerHTML", headers: { "HX-Target": `dialog#${target.id}` } });
  if (target.childElementCount && !target.open) target.showModal();
}

document.addEventListener("click", (event) => {
  const at = (selector) => event.target.closest(selector);
  const asks = at("a[data-dialog]");
  if (asks && dialog && !event.ctrlKey && !event.metaKey && !event.shiftKey) {
    event.preventDefault();
    openIn(dialog, asks.getAttribute("href"));
  }
  const closes = at("[data-close]");
  if (closes && closes.closest("dialog")) {
    event.preventDefault();
    closes.closest("dialog").close();
  }
  at("[data-dismiss]")?.closest(".toast").remove();
  if (at("[data-menu]")) toggleSide(at("[data-menu]"));
  const theme = at("[data-theme-choice]");
  if (theme) document.documentElement.dataset.theme = theme.value;
  for (const menu of all("details.menu[open]")) if (!menu.contains(event.target)) menu.open = false;
  if (event.target === dialog || event.target === peek) event.target.close();
});

document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  const menu = event.target.closest?.("details.menu[open]");
  if (menu) {
    menu.open = false;
    one("summary", menu).focus();
  }
});

function toggleSide(button) {
  const open = one("#side").classList.toggle("open");
  button.setAttribute("aria-expanded", String(open));
}

document.addEventListener("milepost:peek", (event) => openIn(peek, event.detail));

// Every change carries the token that says it comes from this page.
document.addEventListener("htmx:config:request", (event) => {
  event.detail.ctx.request.headers["X-CSRFToken"] = one('meta[name="csrf"]').content;
});
document.addEventListener("htmx:error", () => say("The server does not answer. Nothing was lost: what you typed is still here. Try again."));

/** A message at the foot of the page. */
export function say(text) {
  const made = document.createElement("div");
  made.className = "toast";
  made.dataset.toast = "";
  made.append(text);
  one("#toasts").append(made);
  fade(made);
}

const fade = (toast) => setTimeout(() => toast.matches(":hover, :focus-within") || toast.remove(), 8000);
new MutationObserver((changes) => changes.forEach((change) => change.addedNodes.forEach((node) => node.nodeType === 1 && fade(node)))).observe(
  one("#toasts"),
  { childList: true },
);
all("[data-toast]").forEach(fade);

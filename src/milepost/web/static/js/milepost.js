// What every page can do: dialogs, peek, menus, keys, theme, toasts. Pages work without it; with it they are quicker.
import { all, one, words } from "./page.js";
import { say } from "./toasts.js";
import "./inbox.js";
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
  const later = setTimeout(() => outline(target), SLOW);
  await window.htmx.ajax("GET", address, { target: `#${target.id}`, swap: "innerHTML", headers: { "HX-Target": `dialog#${target.id}` } });
  clearTimeout(later);
  if (one(".skeleton", target)) {
    target.close();
    target.replaceChildren();
  }
  if (target.childElementCount && !target.open) target.showModal();
}

/** The shape of what is to come, where it takes a while. */
function outline(target) {
  const title = document.createElement("h2");
  title.id = `${target.id}-title`;
  title.className = "unseen";
  title.textContent = words("Loading…");
  const shape = document.createElement("div");
  shape.className = "skeleton";
  shape.append(...Array.from({ length: 6 }, () => document.createElement("i")));
  target.replaceChildren(title, shape);
  if (!target.open) target.showModal();
}

// A request that takes a while is seen at the top of the page, and where its answer goes.
const SLOW = 300;
const under = new Map();
const slow = new Set();
document.addEventListener("htmx:before:request", (event) => {
  const { ctx } = event.detail;
  under.set(ctx, setTimeout(() => busy(ctx, true), SLOW));
});
document.addEventListener("htmx:finally:request", (event) => {
  const { ctx } = event.detail;
  clearTimeout(under.get(ctx));
  under.delete(ctx);
  busy(ctx, false);
});

function busy(ctx, on) {
  if (on) slow.add(ctx);
  else slow.delete(ctx);
  one("#waiting")?.classList.toggle("on", slow.size > 0);
  const target = ctx.target instanceof Element ? ctx.target : null;
  if (on) target?.setAttribute("aria-busy", "true");
  else target?.removeAttribute("aria-busy");
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
  if (at("[data-menu]")) {
    event.preventDefault();
    toggleSide(at("[data-menu]"));
  }
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

// Every change carries the token that says it comes from this page.
document.addEventListener("htmx:config:request", (event) => {
  event.detail.ctx.request.headers["X-CSRFToken"] = one('meta[name="csrf"]').content;
});
document.addEventListener("htmx:error", () => say(words("The server does not answer. Nothing was lost: what you typed is still here. Try again.")));

// What is new is looked for every minute, while somebody looks at the page.
setInterval(() => document.visibilityState === "visible" && document.body.dispatchEvent(new CustomEvent("milepost:minute")), 60_000);

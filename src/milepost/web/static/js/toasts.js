// Messages at the foot of the page: those of the server, and those of scripts.
import { all, one } from "./page.js";

const STAYS = 8000;
/** A message goes by itself, but not from under somebody's hand. */
const fade = (toast) => setTimeout(() => (toast.matches(":hover, :focus-within") ? fade(toast) : toast.remove()), STAYS);

/** A message. */
export function say(text) {
  const made = document.createElement("div");
  made.className = "toast";
  made.dataset.toast = "";
  made.append(text);
  one("#toasts").append(made);
}

new MutationObserver((changes) => changes.forEach((change) => change.addedNodes.forEach((node) => node.nodeType === 1 && fade(node)))).observe(
  one("#toasts"),
  { childList: true },
);
all("#toasts [data-toast]").forEach(fade);

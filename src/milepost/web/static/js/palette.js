// The command palette: Ctrl K.
import { all, one } from "./page.js";

const palette = one("#palette");
const field = palette && one("input", palette);

function open() {
  if (!palette || palette.open) return;
  palette.showModal();
  field.value = "";
  field.dispatchEvent(new CustomEvent("open"));
}
const options = () => all("[data-href]", palette);

function choose(next) {
  for (const option of options()) option.setAttribute("aria-selected", String(option === next));
  field.setAttribute("aria-activedescendant", next?.id ?? "");
  next?.scrollIntoView({ block: "nearest" });
}

document.addEventListener("keydown", (event) => {
  if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "k") {
    event.preventDefault();
    open();
  }
});
document.addEventListener("click", (event) => event.target.closest("[data-palette]") && open());
palette?.addEventListener("click", (event) => {
  const option = event.target.closest("[data-href]");
  if (option) location.assign(option.dataset.href);
  if (event.target === palette) palette.close();
});
field?.addEventListener("keydown", (event) => {
  const found = options();
  const at = found.findIndex((option) => option.getAttribute("aria-selected") === "true");
  if (event.key === "ArrowDown" || event.key === "ArrowUp") {
    event.preventDefault();
    choose(found[(at + (event.key === "ArrowDown" ? 1 : -1) + found.length) % found.length]);
  } else if (event.key === "Enter" && found[Math.max(0, at)]) {
    event.preventDefault();
    location.assign(found[Math.max(0, at)].dataset.href);
  }
});

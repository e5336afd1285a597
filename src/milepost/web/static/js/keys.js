// Keys of the page: an element with data-key is pressed or focused by its key; "?" shows them all.
import { all, isTyping, one, signsWork, words } from "./page.js";

const names = (element) => element.getAttribute("aria-label") || element.placeholder || element.textContent.trim();

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target) || !signsWork()) return;
  if (event.key === "?") return show();
  const element = all("[data-key]").find((one) => one.dataset.key === event.key && one.offsetParent !== null);
  if (!element) return;
  event.preventDefault();
  if (element.matches("input")) element.focus();
  else element.click();
});
document.addEventListener("click", (event) => event.target.closest("[data-keys]") && show());

const OF_LISTS = [
  ["j / k", words("Down, up; also while looking at a row")],
  ["x", words("Choose the row")],
  ["Enter or Space", words("Look at the row beside the list")],
  ["Esc", words("Back to the list")],
  ["← / →", words("To the values of the row")],
  ["e or F2", words("Edit the value, or what is chosen")],
  ["o", words("Open the row")],
];

function show() {
  const dialog = one("#dialog");
  const rows = [["Ctrl K", words("Go to, create, find")], ...(one("[data-list]") ? OF_LISTS : []), ...all("[data-key]").map((one) => [one.dataset.key, names(one)])];
  const list = document.createElement("dl");
  list.className = "facts";
  for (const [key, told] of rows) {
    const pair = document.createElement("div");
    const term = document.createElement("dt");
    const sign = document.createElement("kbd");
    const text = document.createElement("dd");
    sign.textContent = key;
    text.textContent = told;
    term.append(sign);
    pair.append(term, text);
    list.append(pair);
  }
  const head = document.createElement("header");
  head.innerHTML = `<h2 id="dialog-title">${words("Keys")}</h2><span class="push"></span><button class="button quiet small" type="button" data-close>${words("Close")}</button>`;
  const body = document.createElement("div");
  body.className = "body";
  body.append(list, choice());
  dialog.replaceChildren(head, body);
  if (!dialog.open) dialog.showModal();
}

function choice() {
  const label = document.createElement("label");
  label.className = "check";
  label.innerHTML = `<input type="checkbox"${signsWork() ? " checked" : ""}><span>${words("Keys of one letter or sign work, on this device")}</span>`;
  label.addEventListener("change", (event) => localStorage.setItem("keys", event.target.checked ? "on" : "off"));
  return label;
}

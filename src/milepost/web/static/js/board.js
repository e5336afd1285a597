// The board by pointer and by key: a card is dragged, or moved with Shift and an arrow; "m" says where to. Without it each card has a menu.
import { all, isTyping, one, words } from "./page.js";
import { openIn } from "./milepost.js";
import { say } from "./toasts.js";

const holder = one("#board");
const board = () => one("[data-board]");
const cardsOf = (stack) => all("[data-card]", stack);
const stackOf = (card) => card.closest("[data-stack]");
const linkOf = (card) => one(".k-name", card);
const FAR = 6;
const HOLD = 350;
const SECONDS = 10;
let busy = false;
/** Of the newest question for the board: what an older one is answered is of no use any more. */
let turn = 0;

if (board()) board().dataset.live = "";

/** Where a card goes, as the server knows it: into a column, or within the backlog. */
function placeOf(card) {
  const above = card.previousElementSibling?.dataset.card ?? "";
  const { stack } = stackOf(card).dataset;
  return { to: stack, after: above };
}

/** `home` is where the card stood, to go back to where nobody answers. */
async function send(card, { to, after = "", ...more }, home = null) {
  busy = true;
  turn++;
  const { board: base, of } = board().dataset;
  const body = new FormData();
  for (const [name, value] of Object.entries({ to, after, version: card.dataset.version, ...more })) body.set(name, value);
  const headers = { "HX-Request": "true", "HX-Target": "div#board", "HX-Current-URL": location.href, "X-CSRFToken": one('meta[name="csrf"]').content };
  try {
    const answer = await fetch(`${base}${card.dataset.card}/${of === "backlog" ? "?of=backlog" : ""}`, { method: "POST", body, headers });
    if (answer.headers.get("HX-Redirect")) return location.assign(answer.headers.get("HX-Redirect"));
    const told = await answer.text();
    if (!answer.ok) back(card, home);
    if (answer.ok || answer.headers.get("HX-Retarget") === "#toasts") one("#toasts").insertAdjacentHTML("beforeend", told);
    else if (answer.status < 500) refuse(told);
    else say(SILENT);
  } catch {
    back(card, home);
    say(SILENT);
  } finally {
    await refresh(card.dataset.card);
    busy = false;
  }
}

const SILENT = words("The server does not answer. The card stands where it stood. Try again.");
const back = (card, home) => home?.list.contains(home.before ?? home.list) && home.list.insertBefore(card, home.before);

/** Why it was not done stands in the dialog, with what can be done instead. */
function refuse(told) {
  const dialog = one("#dialog");
  dialog.innerHTML = told;
  if (!dialog.open) dialog.showModal();
}

/** The board as it is now, drawn between two movements of a hand: what is pressed, dragged or typed into stays under it. */
async function refresh(focused) {
  const own = ++turn;
  const headers = { "HX-Request": "true", "HX-Target": "div#board", "HX-Current-URL": location.href };
  const answer = await fetch(location.href, { headers }).catch(() => null);
  if (!answer?.ok || answer.redirected) return;
  const told = await answer.text();
  while (pressed) await new Promise((done) => setTimeout(done, 20));
  if (own !== turn || held) return;
  if (isUsed()) return renew(told);
  const left = board()?.scrollLeft ?? 0;
  holder.innerHTML = told;
  if (!board()) return;
  board().dataset.live = "";
  board().scrollLeft = left;
  const focus = () => {
    const card = focused && one(`#card-${focused}`);
    if (card) linkOf(card).focus();
  };
  const dialog = one("dialog[open]");
  if (!dialog) focus();
  // What had the focus before the dialog is gone by then.
  else dialog.addEventListener("close", () => document.activeElement === document.body && focus(), { once: true });
}

const isUsed = () =>
  Boolean(one("details.menu[open]", holder)) ||
  (holder.contains(document.activeElement) && isTyping(document.activeElement)) ||
  all("details.adds[open] :is(input:not([type=hidden]), textarea)", holder).some(({ value }) => value.trim());

/** Of a board that cannot be drawn just now the cards are known as they are, so that they can be moved on. */
function renew(told) {
  for (const { id, dataset } of all("[data-card]", new DOMParser().parseFromString(told, "text/html"))) {
    const card = one(`#${id}`, holder);
    if (card) card.dataset.version = dataset.version;
  }
}

// By key.
const STEPS = { ArrowUp: [0, -1], ArrowDown: [0, 1], ArrowLeft: [-1, 0], ArrowRight: [1, 0] };

holder?.addEventListener("keydown", (event) => {
  const card = event.target.closest("[data-card]");
  if (!card || isTyping(event.target) || event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.key === "m") {
    event.preventDefault();
    return openIn(one("#dialog"), one("[data-move]", card).getAttribute("href"));
  }
  const step = STEPS[event.key];
  if (!step) return;
  event.preventDefault();
  if (event.shiftKey) shift(card, step);
  else next(card, step);
});

function aside(card, step) {
  const stacks = all("[data-stack]");
  const turned = document.documentElement.dir === "rtl" ? -step : step;
  return stacks[stacks.indexOf(stackOf(card)) + turned];
}

function next(card, [across, down]) {
  const own = cardsOf(stackOf(card));
  const at = own.indexOf(card);
  let found = own[at + down];
  if (across) {
    let stack = aside(card, across);
    while (stack && !cardsOf(stack).length) stack = aside(stack, across);
    const there = stack ? cardsOf(stack) : [];
    found = there[Math.min(at, there.length - 1)];
  }
  if (found && found !== card) linkOf(found).focus();
}

function shift(card, [across, down]) {
  if (busy) return;
  const home = { list: card.parentElement, before: card.nextElementSibling };
  const list = across ? aside(card, across) && one(".cards", aside(card, across)) : card.parentElement;
  if (!list) return;
  if (across) list.append(card);
  else if (down < 0 && card.previousElementSibling) card.previousElementSibling.before(card);
  else if (down > 0 && card.nextElementSibling) card.nextElementSibling.after(card);
  else return;
  moved(card, across ? null : stackOf(card), home);
}

/** Says it to the server; within what has no order of its own nothing is said. */
function moved(card, from, home) {
  const place = placeOf(card);
  const planning = board().dataset.of === "backlog";
  if (planning && from === stackOf(card)) {
    if (place.to !== "backlog") return refresh(card.dataset.card);
    return send(card, { to: "order", after: place.after }, home);
  }
  if (planning && place.to === "plan") place.to = "iterated" in card.dataset ? "no-iteration" : "plan";
  return send(card, place, home);
}

// By pointer: at once with a mouse, after a moment with a finger, which else scrolls.
let held = null;
/** Whether a button is down: what is drawn anew between press and release takes the click with it. */
let pressed = false;
addEventListener("pointerdown", ({ button }) => (pressed = !button), { capture: true });
for (const name of ["pointerup", "pointercancel"]) addEventListener(name, () => setTimeout(() => (pressed = false)), { capture: true });

holder?.addEventListener("pointerdown", (event) => {
  const card = event.target.closest("[data-card]");
  if (!card || busy || held || event.button || event.target.closest(".button")) return;
  held = { card, x: event.clientX, y: event.clientY, from: stackOf(card), before: card.nextElementSibling, list: card.parentElement, on: false };
  if (event.pointerType !== "mouse") held.later = setTimeout(() => begin(), HOLD);
});

function begin() {
  if (!held) return;
  held.on = true;
  held.card.classList.add("dragged");
  getSelection()?.removeAllRanges();
}

addEventListener("pointermove", (event) => {
  if (event.pointerType === "mouse" && !event.buttons) pressed = false;
  if (!held) return;
  const far = Math.hypot(event.clientX - held.x, event.clientY - held.y) > FAR;
  if (!held.on && far && event.pointerType === "mouse") begin();
  else if (!held.on && far) return drop(false);
  if (!held.on) return;
  event.preventDefault();
  over(event.clientX, event.clientY);
});

function over(x, y) {
  const stack = document.elementFromPoint(x, y)?.closest("[data-stack]");
  for (const one of all(".stack-of.under")) one.classList.toggle("under", one === stack);
  if (!stack) return;
  stack.classList.add("under");
  const below = cardsOf(stack).find((one) => one !== held.card && y < one.getBoundingClientRect().top + one.offsetHeight / 2);
  one(".cards", stack).insertBefore(held.card, below ?? null);
  const room = board().getBoundingClientRect();
  if (x > room.right - 40) board().scrollBy(16, 0);
  else if (x < room.left + 40) board().scrollBy(-16, 0);
}

function drop(done) {
  const { card, from, before, list, on, later } = held;
  held = null;
  clearTimeout(later);
  card.classList.remove("dragged");
  for (const one of all(".stack-of.under")) one.classList.remove("under");
  if (!on) return;
  // What was dragged is not clicked.
  addEventListener("click", (event) => event.preventDefault(), { capture: true, once: true });
  setTimeout(() => dispatchEvent(new Event("click")), 0);
  const same = stackOf(card) === from && card.nextElementSibling === before;
  if (!done) list.insertBefore(card, before);
  else if (!same) moved(card, from, { list, before });
}

addEventListener("pointerup", () => held && drop(true));
addEventListener("pointercancel", () => held && drop(false));
addEventListener("keydown", (event) => event.key === "Escape" && held && drop(false));
addEventListener("touchmove", (event) => held?.on && event.preventDefault(), { passive: false });
holder?.addEventListener("contextmenu", (event) => held?.on && event.preventDefault());
holder?.addEventListener("dragstart", (event) => event.target.closest("[data-card]") && event.preventDefault());

// The dialog of a card.
document.addEventListener("submit", (event) => {
  const form = event.target.closest("dialog form[data-moves]");
  const key = form && /card\/(\d+)\//.exec(form.getAttribute("action"))?.[1];
  const card = key && one(`#card-${key}`);
  if (!card) return;
  event.preventDefault();
  const given = Object.fromEntries(new FormData(form, event.submitter));
  form.closest("dialog").close();
  card.dataset.version = given.version;
  send(card, { to: given.to, after: given.after ?? lastOf(given.to), ...(given.anyway ? { anyway: given.anyway } : {}) });
});

/** Below everything that stands in a column. */
const lastOf = (to) => cardsOf(one(`[data-stack="${to}"]`) ?? document.createElement("i")).at(-1)?.dataset.card ?? "";

// What others change is seen soon, while nobody is in the middle of something.
setInterval(async () => {
  const at = holder && one(":focus-visible", holder);
  if (at && !at.closest("[data-card]")) return; // who goes by keys keeps their place
  const quiet = () => board() && !busy && !held && document.visibilityState === "visible" && !one("dialog[open], details.menu[open], details.adds[open]");
  if (!quiet()) return;
  const answer = await fetch(`${board().dataset.since}?run=${board().dataset.run}`).catch(() => null);
  if (answer?.status === 200 && quiet() && !isTyping(document.activeElement)) refresh(document.activeElement.closest?.("[data-card]")?.dataset.card);
}, SECONDS * 1000);

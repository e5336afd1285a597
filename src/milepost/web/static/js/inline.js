// A value is edited where it stands: Enter or leaving it saves, Escape leaves it as it was. What is wrong stands beside it, with what was typed.
import { one, words } from "./page.js";
import { say } from "./toasts.js";

const HEADERS = () => ({ "HX-Request": "true", "HX-Target": "form#cell", "HX-Current-URL": location.href });
const boxOf = (element) => element.closest("td, th, dd");
const forms = new WeakMap();
const opening = new Set();

/** Puts the control of a value in its place; `early` has held what was typed until it came. */
export async function open(cell, early) {
  const address = cell.getAttribute("href");
  if (opening.has(address)) return early.remove();
  opening.add(address);
  const answer = await ask(address, {});
  const part = answer && (await partOf(answer));
  opening.delete(address);
  const { value: typed, dataset: { pressed } } = early;
  early.remove();
  if (pressed === "Escape" || !part) return cell.focus();
  // What was saved meanwhile may have shown the page anew.
  const box = boxOf(cell.isConnected ? cell : (one(`a[data-cell][href="${address}"]`) ?? cell));
  if (!box?.isConnected || forms.has(box)) return;
  // What stood there keeps its room, so that nothing on the page moves.
  const under = document.createElement("span");
  under.className = "under";
  under.inert = true;
  under.append(...box.childNodes);
  box.replaceChildren(under);
  forms.set(box, { name: cell.dataset.cell, under, busy: false });
  box.classList.add("editing");
  put(box, part);
  const control = field(one("form", box));
  if (!typed || !control.matches("textarea, input[type=text], input[type=email]")) return;
  control.setRangeText(typed, 0, control.value.length, "end");
  control.dispatchEvent(new Event("input", { bubbles: true }));
  if (pressed !== "Enter") return;
  const pick = control.closest("mp-pick");
  if (pick) pick.settle();
  else save(box, true);
}

function put(box, html) {
  one("form", box)?.remove();
  box.insertAdjacentHTML("beforeend", html);
  const form = one("form", box);
  const state = forms.get(box);
  state.before = textOf(form);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    save(box, true);
  });
  form.addEventListener("keydown", (event) => keyed(event, box));
  one("[data-leave]", form).addEventListener("click", () => leave(box, true));
  form.addEventListener("focusout", () => {
    // Focus may come back at once, and a record that was typed and not chosen is settled a moment later.
    setTimeout(() => form.isConnected && !form.contains(document.activeElement) && document.hasFocus() && left(box), 180);
  });
  const control = field(form);
  control?.focus();
  if (control?.select && control.type !== "date" && !state.wrong) control.select();
}

const field = (form) => one("mp-pick input[role=combobox], select, textarea, input:not([type=hidden])", form);
const textOf = (form) => JSON.stringify([...new FormData(form)].filter(([name]) => !["csrfmiddlewaretoken", "version"].includes(name)));

function keyed(event, box) {
  if (event.key === "Escape") {
    event.preventDefault();
    event.stopPropagation();
    leave(box, true);
  } else if (event.key === "Enter" && event.target.matches("select, textarea") && (event.ctrlKey || event.metaKey || event.target.matches("select"))) {
    event.preventDefault();
    save(box, true);
  }
}

/** Whoever goes elsewhere has it saved; nothing typed, or told already what is wrong with it: it waits. */
function left(box) {
  const form = one("form", box);
  const state = forms.get(box);
  if (!form || !state || state.busy) return;
  if (textOf(form) === state.before) return state.wrong ? undefined : leave(box, false);
  save(box, false);
}

function leave(box, back) {
  const state = forms.get(box);
  if (!state || state.busy) return;
  forms.delete(box);
  box.classList.remove("editing");
  box.replaceChildren(...state.under.childNodes);
  if (back) one("[data-cell]", box)?.focus();
}

async function save(box, back) {
  const form = one("form", box);
  const state = forms.get(box);
  if (state.busy) return;
  if (textOf(form) === state.before && !state.wrong) return leave(box, back);
  state.busy = true;
  form.setAttribute("aria-busy", "true");
  const data = new FormData(form);
  const table = box.closest("[data-fields]");
  if (table) data.set("columns", table.dataset.fields);
  const answer = await ask(form.action, { method: "POST", body: data });
  state.busy = false;
  form.removeAttribute("aria-busy");
  if (!answer) return;
  const html = await partOf(answer);
  if (!html) return;
  if (!answer.ok) {
    state.wrong = true;
    return put(box, html);
  }
  forms.delete(box);
  box.classList.remove("editing");
  one("form", box)?.remove();
  await done(box, state, new DOMParser().parseFromString(html, "text/html"), back);
}

/** What the server says, or nothing: then it is told what to do, and what was typed stays. */
async function ask(address, options) {
  try {
    return await fetch(address, { ...options, headers: HEADERS() });
  } catch {
    say(words("The server does not answer. Nothing was lost: what you typed is still here. Try again."));
    return null;
  }
}

async function partOf(answer) {
  const to = answer.headers.get("HX-Redirect");
  if (to) return void location.assign(to);
  const html = await answer.text();
  if (answer.headers.get("HX-Retarget") === "#toasts") return void toast(new DOMParser().parseFromString(html, "text/html"));
  if (!answer.ok && !html.includes("data-cell-form")) return void say(words("This could not be saved. What you typed is still here; try again."));
  return html;
}

function toast(found) {
  const made = one(".toast", found);
  if (made) one("#toasts").replaceChildren(made);
}

async function done(box, state, found, back) {
  toast(found);
  box.dispatchEvent(new CustomEvent("milepost:edited", { bubbles: true }));
  const row = box.closest("[data-list] tr");
  if (!row) return inPage(box, state, back);
  inRow(row, box, one("tr", found), state);
  if (back) one(`[data-cell="${state.name}"]`, row)?.focus();
}

/** The cells of the row as they are now; one in which somebody types already stays, and knows the new version. */
function inRow(row, box, fresh, state) {
  if (!fresh) {
    box.replaceChildren(...state.under.childNodes);
    return row.classList.add("gone");
  }
  row.dataset.version = fresh.dataset.version;
  const old = [...row.children].filter((cell) => !cell.classList.contains("mark"));
  [...fresh.children].forEach((cell, at) => {
    const version = old[at] && one("[data-cell-form] [name=version]", old[at]);
    if (version) version.value = fresh.dataset.version;
    else if (old[at]) {
      old[at].className = cell.className;
      old[at].replaceChildren(...cell.childNodes);
    }
  });
}

/** On a record's page everything that follows is shown anew: its history, its title, what can be done with it. */
async function inPage(box, state, back) {
  const peek = box.closest("#peek");
  const scope = peek ?? one("main");
  const answer = await fetch(peek ? peek.dataset.address : location.href, { headers: peek ? { ...HEADERS(), "HX-Target": "dialog#peek" } : {} });
  if (!answer.ok) return location.reload();
  const found = new DOMParser().parseFromString(await answer.text(), "text/html");
  const fresh = peek ? found.body : one("main", found);
  if (one("[data-cell-form]", scope)) {
    // Somebody types in the next one already: only this one is shown anew.
    box.replaceChildren(...(boxOf(one(`[data-cell="${state.name}"]`, fresh) ?? box)?.childNodes ?? state.under.childNodes));
  } else {
    scope.replaceChildren(...fresh.childNodes);
    window.htmx.process(scope);
  }
  if (back) (one(`[data-cell="${state.name}"]`, scope) ?? scope).focus();
}

// What is typed is kept until it is saved: through a reload, the end of the session, the back button, a crash of the browser.
//
// It lies in the browser's own store, sealed with a key that the house gives to this account alone, so that nobody else at the same machine
// reads it; without the means to seal (a house without TLS) it lies with the tab and goes with it. Passwords and files are never kept.
// In the tab where it was typed it comes back at once, with the way to discard it; in another it is offered.
import { all, one, words } from "./page.js";
import { say } from "./toasts.js";

const LONGEST = 14 * 24 * 3600 * 1000;
const PREFIX = "typed ";
const UNKEPT = new Set(["csrfmiddlewaretoken", "once", "version", "since"]);
const [account, sign] = (one('meta[name="drafts"]')?.content ?? " ").split(" ");
const sealed = Boolean(globalThis.crypto?.subtle);
const store = sealed ? localStorage : sessionStorage;
const own = `${PREFIX}${account} `;
const placeOf = (form) => own + (form.dataset.keep || form.getAttribute("action") || location.pathname);
const key = sealed && sign ? crypto.subtle.importKey("raw", bytes(sign), "AES-GCM", false, ["encrypt", "decrypt"]) : null;
const begun = new WeakMap();

function bytes(text) {
  return Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
}

async function shut(value) {
  const text = JSON.stringify(value);
  if (!key) return text;
  const salt = crypto.getRandomValues(new Uint8Array(12));
  const data = new Uint8Array(await crypto.subtle.encrypt({ name: "AES-GCM", iv: salt }, await key, new TextEncoder().encode(text)));
  return btoa(String.fromCharCode(...salt)) + "." + btoa(Array.from(data, (byte) => String.fromCharCode(byte)).join(""));
}

async function opened(text) {
  if (!key) return JSON.parse(text);
  const [salt, data] = text.split(".").map(bytes);
  return JSON.parse(new TextDecoder().decode(await crypto.subtle.decrypt({ name: "AES-GCM", iv: salt }, await key, data)));
}

const isSecret = (field) => field.type === "password" || field.type === "file" || field.autocomplete?.includes("password");
const fieldsOf = (form) => [...form.elements].filter((field) => field.name && !UNKEPT.has(field.name) && !isSecret(field));

/** What stands in a form: name, value, and of a record that was chosen its title. */
function valuesOf(form) {
  return fieldsOf(form)
    .filter((field) => !["submit", "button", "image"].includes(field.type) && (!["checkbox", "radio"].includes(field.type) || field.checked))
    .map((field) => {
      const pick = field.closest("mp-pick");
      return pick?.typed ? [field.name, field.value || pick.typed.value, pick.typed.value] : [field.name, field.value];
    });
}

function keep(form) {
  const place = placeOf(form);
  const values = valuesOf(form);
  const turn = (begun.get(form)?.turn ?? 0) + 1;
  begun.set(form, { turn });
  sessionStorage.setItem(`here ${place}`, "1");
  const entry = { at: Date.now(), mark: form.elements.once?.value, version: form.elements.version?.value, values };
  return shut(entry).then((text) => begun.get(form)?.turn === turn && write(place, text));
}

function write(place, text) {
  try {
    store.setItem(place, text);
  } catch {
    // A store that is full keeps nothing more; what was typed still stands in the form.
  }
}

function forget(place) {
  store.removeItem(place);
  for (const kind of ["here", "sent"]) sessionStorage.removeItem(`${kind} ${place}`);
}

const differs = (form, values) => JSON.stringify(valuesOf(form).map(([name, value]) => [name, value])) !== JSON.stringify(values.map(([name, value]) => [name, value]));

function put(form, entry) {
  const left = entry.values.slice();
  for (const field of fieldsOf(form)) {
    const at = left.findIndex(([name, value]) => name === field.name && (!["checkbox", "radio"].includes(field.type) || value === field.value));
    const [, value, title] = at < 0 ? [] : left.splice(at, 1)[0];
    if (["checkbox", "radio"].includes(field.type)) field.checked = at >= 0;
    else if (at >= 0) field.value = value;
    const pick = field.closest("mp-pick");
    if (pick?.typed && at >= 0) pick.typed.value = title ?? value;
  }
  // Saved against the version it was begun from: what others changed meanwhile is then told, and not overwritten.
  if (entry.version && form.elements.version) form.elements.version.value = entry.version;
}

/** Offers what had been typed into a form, or brings it back where this tab had lost it. */
async function look(form) {
  const place = placeOf(form);
  if (account && "typed" in form.dataset && !begun.has(form)) keep(form); // the server has it from here, and knows more
  const text = store.getItem(place);
  if (!account || !text || begun.has(form)) return;
  const entry = await opened(text).catch(() => null);
  if (!entry || Date.now() - entry.at > LONGEST) return forget(place);
  if (begun.has(form)) return;
  if (!differs(form, entry.values)) return entry.mark !== form.elements.once?.value && keep(form);
  begun.set(form, { turn: 0 });
  const fresh = { values: valuesOf(form), version: form.elements.version?.value };
  const here = sessionStorage.getItem(`here ${place}`);
  const when = new Date(entry.at).toLocaleString(document.documentElement.lang, { dateStyle: "medium", timeStyle: "short" });
  const notice = said(form, words(here ? "What you had typed is back ({when}). It is not saved yet." : "You had begun this on {when} and not saved it.", { when }));
  const restore = button(words("Restore"), () => {
    put(form, entry);
    notice.replaceChildren(text_(words("What you had typed is back. It is not saved yet.")), button(words("Discard"), discard));
    keep(form);
  });
  const discard = () => {
    put(form, fresh);
    forget(place);
    notice.remove();
    one("input:not([type=hidden]), textarea, select", form)?.focus();
  };
  if (here) {
    put(form, entry);
    keep(form); // under the mark of this form, by which the server will say that it was done
  }
  notice.append(...(here ? [] : [restore]), button(words("Discard"), discard));
}

function text_(words) {
  const made = document.createElement("p");
  made.textContent = words;
  return made;
}

function button(words, press) {
  const made = document.createElement("button");
  made.type = "button";
  made.className = "button small";
  made.textContent = words;
  made.addEventListener("click", press);
  return made;
}

function said(form, words) {
  const made = document.createElement("div");
  made.className = "notice info begun";
  made.setAttribute("role", "status");
  made.append(text_(words));
  form.prepend(made);
  return made;
}

/** Forms that the server says were done, and what is too old. */
async function clear() {
  const sent = new Set((one('meta[name="sent"]')?.content ?? "").split(" ").filter(Boolean));
  for (const place of Object.keys(store).filter((name) => name.startsWith(own))) {
    const entry = await opened(store.getItem(place)).catch(() => null);
    if (!entry || sent.has(entry.mark) || sent.has(sessionStorage.getItem(`sent ${place}`)) || Date.now() - entry.at > LONGEST) forget(place);
  }
}

const kept = (event) => event.target.closest?.("form[data-keep]");
for (const name of ["input", "change"]) document.addEventListener(name, (event) => account && kept(event) && keep(kept(event)));
document.addEventListener("submit", (event) => {
  // Sealing takes a moment, in which the page may be left: under which mark the form was sent is put down at once.
  if (account && kept(event)) sessionStorage.setItem(`sent ${placeOf(event.target)}`, event.target.elements.once?.value);
  // Whoever logs out leaves nothing behind.
  if (!event.target.matches('form[action$="/log-out/"]')) return;
  for (const place of Object.keys(store).filter((name) => name.startsWith(PREFIX))) store.removeItem(place);
  sessionStorage.clear();
});
document.addEventListener("click", (event) => {
  const form = event.target.closest("form[data-keep]");
  if (form && event.target.closest(".ends [data-close]")) forget(placeOf(form)); // cancelled, and so meant to go
});
const lookAll = (within) => all("form[data-keep]", within).forEach(look);
document.addEventListener("htmx:after:swap", () => lookAll(document));
clear().then(() => lookAll(document));

// While a form is being sent it says so, its button is pressed once, and whatever fails is told and loses nothing.
const buttons = (form) => all("button:not([type=button]), input[type=submit]", form).concat(form.id ? all(`button[form="${form.id}"]`) : []);

function busy(form) {
  form.setAttribute("aria-busy", "true");
  for (const button of buttons(form)) {
    if (button.disabled) continue;
    button.disabled = true;
    button.dataset.sending = "";
  }
}

function free(form) {
  form.removeAttribute("aria-busy");
  for (const button of buttons(form).filter((one) => "sending" in one.dataset)) {
    button.disabled = false;
    delete button.dataset.sending;
  }
}

const posts = (form) => form?.matches?.('form[method="post"]');

document.addEventListener("submit", (event) => {
  if (!posts(event.target)) return;
  if (event.target.getAttribute("aria-busy") === "true") return event.preventDefault();
  // After the browser has taken down which button was pressed: one that is disabled is not sent.
  if (!event.target.hasAttribute("hx-post")) setTimeout(() => event.defaultPrevented || busy(event.target));
});
document.addEventListener("htmx:before:request", (event) => posts(event.target) && busy(event.target));
document.addEventListener("htmx:finally:request", (event) => posts(event.target) && free(event.target));
// Back from another page: the form can be sent again.
window.addEventListener("pageshow", (event) => event.persisted && all('form[aria-busy="true"]').forEach(free));

// An answer that is no part of ours (from a proxy, say) does not take the place of what was typed.
document.addEventListener("htmx:before:response", (event) => {
  const answer = event.detail.ctx.response;
  if (answer.status < 500 || answer.headers.get("HX-Retarget")) return;
  event.preventDefault();
  say(words("The server could not answer. Nothing was lost: what you typed is still here. Try again in a moment."));
});

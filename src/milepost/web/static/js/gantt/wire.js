// Talks to the plan's addresses: every answer comes as its state and what it holds, and a silence as state 0.
import { all, one, words } from "../page.js";

const TOKEN = 'meta[name="csrf"]';

async function ask(address, options = {}) {
  try {
    const answer = await fetch(address, { ...options, headers: { Accept: "application/json", ...options.headers } });
    const json = answer.headers.get("Content-Type")?.includes("json");
    // The log-in answers in place of what was asked, and in JSON to who asks for that.
    if (answer.redirected || (answer.ok && answer.status !== 204 && !json)) return { state: 401, holds: { message: words("You are no longer logged in. Log in on another page of this browser, then try again: what you typed is still here.") } };
    return { state: answer.status, holds: json ? await answer.json() : {} };
  } catch (error) {
    return { state: 0, holds: {}, left: error.name === "AbortError" };
  }
}

export class Wire {
  #last = null;
  /** Marks of changes that nobody answered, by their steps: sent again they are done once. */
  #open = new Map();

  constructor(element) {
    this.base = element.dataset.base;
    this.asked = new URLSearchParams();
    for (const name of ["plan", "baseline"]) if (element.dataset[name]) this.asked.set(name, element.dataset[name]);
  }

  chart = () => ask(`${this.base}chart/?${this.asked}`);
  since = (run, chances) => ask(`${this.base}since/?${this.#with({ run, chances: chances ?? "" })}`);
  load = (from, to, step) => ask(`${this.base}load/?${this.#with({ from, to, step })}`);
  undo = (batch, run) => this.#post("undo/", { batch, run });

  async change(steps, run) {
    const key = JSON.stringify(steps);
    const once = this.#open.get(key) ?? `${Date.now()}${Math.random()}`;
    this.#open.set(key, once);
    const answer = await this.#post("change/", { steps, run, once });
    if (answer.state && answer.state < 500) this.#open.delete(key);
    return answer;
  }

  /** People who are called so, as [id, name]: the house's own list boxes ask there, too. */
  async people(text) {
    const answer = await fetch(`/pick/person/?q=${encodeURIComponent(text)}`).catch(() => null);
    if (!answer?.ok || answer.redirected) return [];
    const found = new DOMParser().parseFromString(await answer.text(), "text/html");
    return all("[data-value][data-title]", found).map(({ dataset }) => [Number(dataset.value), dataset.title]);
  }

  /** What would come of it; an earlier question that is still under way is let go. */
  attempt(steps, run) {
    this.#last?.abort();
    this.#last = new AbortController();
    return this.#post("change/", { steps, run, try: true }, this.#last.signal);
  }

  #with(more) {
    const asked = new URLSearchParams(this.asked);
    for (const [name, value] of Object.entries(more)) asked.set(name, value);
    return asked;
  }

  async #post(path, holds, signal) {
    const send = () => {
      const headers = { "Content-Type": "application/json", "X-CSRFToken": one(TOKEN)?.content ?? "" };
      return ask(`${this.base}${path}?${this.asked}`, { method: "POST", body: JSON.stringify(holds), headers, signal });
    };
    const answer = await send();
    return answer.state === 403 && !answer.holds.message && (await renewed()) ? send() : answer;
  }
}

/** Of a page older than the log-in the token counts no more: it takes that of now, if the same account has logged in anew. */
async function renewed() {
  const answer = await fetch(location.href).catch(() => null);
  if (!answer?.ok || answer.redirected) return false;
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const account = (within) => one('meta[name="drafts"]', within)?.content.split(" ")[0];
  const found = one(TOKEN, page);
  if (!found || account(page) !== account(document)) return false;
  one(TOKEN).content = found.content;
  return true;
}

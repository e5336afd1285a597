// What people type into cells, read: spans, links, people. What cannot be read is refused with what would be right.
import { words } from "../page.js";

const WHOLE = 1_000_000;
const UNITS = { m: 1, min: 1, h: 60 };
const parts = (text) => text.split(/[;\n]|,\s/).map((one) => one.trim()).filter(Boolean);
const amount = (text) => Number(text.replace(",", "."));

/** Minutes of "3d", "4 h", "90m", "2w" or "1.5" (days). */
export function spanOf(text, ofDay, elapsed = false) {
  const found = /^([\d.,]+)\s*([a-z]*)\.?$/i.exec(text.trim());
  const unit = found?.[2].toLowerCase() || "d";
  const day = elapsed ? 1440 : ofDay;
  const one = UNITS[unit] ?? (/^d(ays?)?$/.test(unit) ? day : /^w(eeks?)?$/.test(unit) ? day * (elapsed ? 7 : 5) : /^h(ours?)?$/.test(unit) ? 60 : /^mo(nths?)?$/.test(unit) ? day * 20 : 0);
  if (!found || !one || Number.isNaN(amount(found[1]))) throw new Error(words("“{text}” is no length. Type days or hours, such as 3d, 1.5d or 4h.", { text }));
  return Math.round(amount(found[1]) * one);
}

export function shareOf(text) {
  const found = /^([\d.,]+)\s*%?$/.exec(text.trim());
  const share = found ? Math.round(amount(found[1]) * 10_000) : NaN;
  if (!(share >= 0 && share <= WHOLE)) throw new Error(words("“{text}” is no share. Type a number from 0 to 100.", { text }));
  return share;
}

const LINK = /^([\d.]+|[a-z]+-\d+)\s*(FS|SS|FF|SF)?\s*(?:([+−-])\s*([\d.,]+)\s*(e?)(%|[a-z]*))?$/i;
/** Links of "1.3; 2SS+2d; TSK-12FF-4h": numbers of the outline or of tasks, kind, lag. */
export function linksOf(text, plan, self) {
  return parts(text).map((one) => {
    const found = LINK.exec(one);
    if (!found) throw new Error(words("“{text}” is no link. Type the number of a task, a kind and a lag, such as 1.3, 2SS or 4FS+2d.", { text: one }));
    const at = plan.byOutline.get(found[1].replace(/\.$/, "")) ?? plan.tasks.number.findIndex((number) => String(number).toUpperCase() === found[1].toUpperCase());
    if (at === -1) throw new Error(words("There is no task {number} in this plan.", { number: found[1] }));
    if (at === self) throw new Error(words("A task does not wait for itself."));
    return { from: plan.tasks.id[at], kind: (found[2] ?? "FS").toUpperCase(), ...lagOf(found, plan.facts.day_minutes) };
  });
}

function lagOf([, , , sign, much, elapsed, unit], ofDay) {
  if (!much) return { lag: 0, lag_kind: "working" };
  const share = unit === "%";
  const lag = share ? Math.round(amount(much) * 100) : spanOf(`${much}${unit}`, ofDay, Boolean(elapsed));
  return { lag: sign === "+" ? lag : -lag, lag_kind: elapsed ? (share ? "elapsed-percent" : "elapsed") : share ? "percent" : "working" };
}

const called = (plan) => [...plan.people.values(), ...plan.roles.values()];
const bare = (text) => text.replace(/\s*\[?\s*[\d.,]+\s*%?\s*\]?$/, "").trim().toLowerCase();

/** Names stand between semicolons; between commas, too, where what stands there is not itself a name that is known, as "Smith, Ann". */
const names = (text, plan) =>
  text
    .split(/[;\n]/)
    .flatMap((one) => {
      const [left, found] = [one.split(/,\s/), []];
      while (left.length) {
        let many = left.length;
        while (many > 1 && !called(plan).some(({ name }) => name.toLowerCase() === bare(left.slice(0, many).join(", ")))) many--;
        found.push(left.splice(0, many).join(", ").trim());
      }
      return found;
    })
    .filter(Boolean);

/** People and roles of "Ann 50 %; Network engineer": by their whole name, of several of that name who is of `base`, or by a part that only one has. */
export function peopleOf(text, plan, base) {
  const left = [...base];
  return names(text, plan).map((one) => {
    const [, name, , share] = /^(.*?)(\s*\[?\s*([\d.,]+)\s*%\s*\]?)?$/.exec(one);
    return { ...who(name.trim(), plan, left), share: share ? shareOf(share) : WHOLE };
  });
}

/** Names that nobody has whom the plan knows. */
export const unknown = (text, plan) =>
  text.split(/[;\n]/).flatMap((piece) => {
    const lacking = names(piece, plan).map(bare).filter((name) => name && !called(plan).some((one) => one.name.toLowerCase().includes(name)));
    return lacking.length ? [...new Set([bare(piece), ...lacking])] : [];
  });

function who(name, plan, left) {
  const known = [...[...plan.people.values()].map((one) => ({ name: one.name, person: one.id })), ...[...plan.roles.values()].map((one) => ({ name: one.name, role: one.id }))];
  const same = known.filter((one) => one.name.localeCompare(name, undefined, { sensitivity: "base" }) === 0);
  const found = same.length ? same : known.filter((one) => one.name.toLowerCase().includes(name.toLowerCase()));
  for (const one of same) {
    const at = left.findIndex(({ person, role }) => (one.person ? person === one.person : !person && role === one.role));
    if (at < 0) continue;
    left.splice(at, 1);
    return one;
  }
  if (found.length === 1 || same.length) return found[0];
  if (!found.length) throw new Error(words("Nobody here is called “{name}”. Type a part of the name, and choose.", { name }));
  throw new Error(words("“{name}” may be {several}. Type more of the name.", { name, several: found.slice(0, 3).map((one) => one.name).join(", ") }));
}

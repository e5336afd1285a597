// What a reader has chosen for charts, kept in their browser: columns, widths, zoom, what is shown, and what is closed in each plan.
const PLACE = "milepost:gantt";
const FIRST = {
  columns: ["name", "finish", "done"],
  split: 0,
  zoom: 4,
  shows: { links: true, critical: true, drives: true, float: false, baseline: true, marks: true, progress: false, chances: true, names: true, load: false },
  closed: {},
};

export function kept() {
  const narrow = matchMedia("(max-width: 760px)").matches;
  const first = { ...FIRST, ...(narrow && { columns: ["name"], zoom: 3 }) };
  try {
    const found = JSON.parse(localStorage.getItem(PLACE) ?? "{}");
    return { ...first, ...found, shows: { ...first.shows, ...found.shows } };
  } catch {
    return first;
  }
}

export function keep(view) {
  try {
    localStorage.setItem(PLACE, JSON.stringify(view));
  } catch {
    // A browser that keeps nothing shows what it shows first.
  }
}

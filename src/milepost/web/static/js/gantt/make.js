// Elements of the chart, made in one line each.
const SVG = "http://www.w3.org/2000/svg";
const ICONS = new URL("../../icons.svg", import.meta.url).pathname;

function told(made, values) {
  for (const [name, value] of Object.entries(values)) if (name === "text") made.textContent = value;
    else made.setAttribute(name, value);
}

/** An element with its class and attributes, put at the end of another; `text` is what it says. */
export function make(tag, name = "", within = null, values = {}) {
  const made = document.createElement(tag);
  if (name) made.className = name;
  told(made, values);
  within?.append(made);
  return made;
}

/** The same for a drawing. */
export function draw(tag, name = "", within = null, values = {}) {
  const made = document.createElementNS(SVG, tag);
  if (name) made.setAttribute("class", name);
  told(made, values);
  within?.append(made);
  return made;
}

/** A sign from the house's sprite. */
export function icon(name, within = null) {
  const made = draw("svg", "icon", within, { "aria-hidden": "true" });
  draw("use", "", made, { href: `${ICONS}#${name}` });
  return made;
}

/** A button with a sign, or words, or both; without words its label is for those who do not see the sign. */
export function button(within, { sign, text, label, name = "button small", press }) {
  const made = make("button", text ? name : `${name} bare`, within, { type: "button" });
  if (sign) icon(sign, made);
  if (text) made.append(text);
  if (label) {
    made.setAttribute("aria-label", label);
    made.title = label;
  }
  if (press) made.addEventListener("click", press);
  return made;
}

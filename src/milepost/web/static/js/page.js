// Finding things in the page.
/** The first element that a selector finds, in a part of the page. */
export const one = (selector, within = document) => within.querySelector(selector);
/** All of them, as a list. */
export const all = (selector, within = document) => [...within.querySelectorAll(selector)];
/** Whether what is typed goes into the page's own controls and is no key for us; the focus stays in a closed dialog until the browser next draws. */
export const isTyping = (target) =>
  Boolean(target.closest?.("input:not([type=checkbox]), textarea, select, [contenteditable], dialog") && !target.closest("dialog:not([open])"));
/** Whether keys of one sign do anything: who speaks to a computer turns them off (WCAG 2.1.4). */
export const signsWork = () => localStorage.getItem("keys") !== "off";

const meant = JSON.parse(document.querySelector("#words")?.textContent || "{}");
/** A text in the reader's language; {names} in it become the values. `tools/words.py` gathers what stands here for those who translate. */
export const words = (text, values = {}) => Object.entries(values).reduce((made, [name, value]) => made.replaceAll(`{${name}}`, () => value), meant[text] ?? text);

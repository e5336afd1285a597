// Finding things in the page.
/** The first element that a selector finds, in a part of the page. */
export const one = (selector, within = document) => within.querySelector(selector);
/** All of them, as a list. */
export const all = (selector, within = document) => [...within.querySelectorAll(selector)];
/** Whether what is typed goes into the page's own controls and is no key for us. */
export const isTyping = (target) => Boolean(target.closest?.("input:not([type=checkbox]), textarea, select, [contenteditable], dialog"));

/** Selecting by keyboard alone: a cursor in the text, as in a word processor. `v` begins, Esc ends. */

import { announce } from "./announce.js";
import { make } from "./elements.js";

const STEPS = {
  ArrowRight: ["forward", "character", "word"], ArrowLeft: ["backward", "character", "word"],
  ArrowDown: ["forward", "line", "paragraph"], ArrowUp: ["backward", "line", "paragraph"],
  End: ["forward", "lineboundary", "documentboundary"], Home: ["backward", "lineboundary", "documentboundary"],
};

/** @param {HTMLElement} article @returns {() => void} what the key v does */
export function watchCaret(article) {
  const cursor = make("span", { class: "caret", hidden: "", "aria-hidden": "true" });
  document.body.append(cursor);
  let on = false;
  const begin = () => {
    on = true;
    const selection = getSelection();
    if (!selection.rangeCount || !article.contains(selection.anchorNode)) selection.collapse(startIn(article), 0);
    draw(cursor);
    announce("Cursor in the text: arrows move it, with Shift they select, with Ctrl by words. Esc ends.");
  };
  const end = () => { on = false; cursor.hidden = true; };
  document.addEventListener("keydown", (event) => {
    const elsewhere = event.target.closest?.("input, textarea, select, dialog, [contenteditable]");
    if (elsewhere) return;
    if (event.key === "Escape") return end();
    const step = STEPS[event.key];
    if (!step || event.altKey || event.metaKey || !(on || (event.shiftKey && isIn(article)))) return;
    event.preventDefault();
    const selection = getSelection();
    const before = selection.getRangeAt(0).cloneRange();
    selection.modify(event.shiftKey ? "extend" : "move", step[0], event.ctrlKey ? step[2] : step[1]);
    if (!article.contains(selection.focusNode)) selection.setBaseAndExtent(before.startContainer, before.startOffset, before.endContainer, before.endOffset);
    if (on) draw(cursor);
  });
  document.addEventListener("mousedown", end);
  return begin;
}

const isIn = (article) => getSelection().rangeCount > 0 && article.contains(getSelection().focusNode);

/** The first text that is in view. @param {HTMLElement} article @returns {Node} */
function startIn(article) {
  const mark = article.querySelector("mark.current");
  const block = mark ?? [...article.querySelectorAll("[data-start]")].find((each) => each.getBoundingClientRect().bottom > 80) ?? article;
  return document.createTreeWalker(block, NodeFilter.SHOW_TEXT).nextNode() ?? block;
}

/** Show where the moving end of the selection is. @param {HTMLElement} cursor */
function draw(cursor) {
  const { focusNode, focusOffset } = getSelection();
  const range = document.createRange();
  range.setStart(focusNode, focusOffset);
  let box = range.getClientRects()[0];
  if (!box) {
    const element = focusNode instanceof Element ? focusNode : focusNode.parentElement;
    box = element.getBoundingClientRect();
  }
  cursor.hidden = false;
  cursor.style.left = `${box.left + scrollX}px`;
  cursor.style.top = `${box.top + scrollY}px`;
  cursor.style.height = `${Math.min(box.height, 40) || 20}px`;
  if (box.top < 80 || box.bottom > innerHeight - 20) scrollBy({ top: box.top - innerHeight / 2, behavior: "instant" });
}

/** Several separate passages for one note: gathered one by one, shown until the note is made or Esc is pressed. */

import { announce } from "./announce.js";
import { rangeOf } from "./offsets.js";

/** @typedef {{start: number, end: number, exact: string}} Passage */
/** @type {Passage[]} */
let held = [];

/** @param {Passage | null} passage */
export function add(passage) {
  if (!passage) return announce("Select words in the text first.");
  if (held.some((each) => each.start === passage.start && each.end === passage.end)) return announce("This passage is gathered already.");
  held.push(passage);
  paint();
  getSelection().removeAllRanges();
  announce(`${held.length} passage${held.length === 1 ? "" : "s"} gathered. Select the last one and choose what to do with them; Esc lets go of them.`);
}

/** All gathered passages and the one that is selected now. @param {Passage | null} passage @returns {Passage[]} */
export function gather(passage) {
  const known = passage && held.some((each) => each.start === passage.start && each.end === passage.end);
  return passage && !known ? [...held, passage] : [...held];
}

export function drop() {
  held = [];
  paint();
}

function paint() {
  if (!("highlights" in CSS)) return;
  const article = document.getElementById("text");
  CSS.highlights.set("gathered", new Highlight(...held.map((passage) => rangeOf(article, passage)).filter(Boolean)));
}

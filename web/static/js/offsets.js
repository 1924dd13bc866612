/** Places in the page ↔ code points of the frozen text. The browser counts UTF-16; nothing after this file does. */

/** @param {string} text @returns {number} its length in code points */
export const length = (text) => {
  let count = 0;
  for (const _ of text) count += 1;
  return count;
};

/** @param {Element} article @returns {HTMLElement[]} its blocks, in order */
const blocks = (article) => [...article.querySelectorAll("[data-start]")];

/** The text before a boundary, counted from the block it stands in.
 * @param {HTMLElement} block @param {Node} node @param {number} offset @returns {number} code points of the revision */
function inside(block, node, offset) {
  const before = document.createRange();
  before.selectNodeContents(block);
  before.setEnd(node, offset);
  let text = before.toString();
  const last = text.charCodeAt(text.length - 1);
  if (last >= 0xd800 && last <= 0xdbff) text = text.slice(0, -1); // inside a pair: before it
  return Number(block.dataset.start) + length(text);
}

/** @param {Element} article @param {Node} node @param {number} offset @returns {number} code points */
function place(article, node, offset) {
  const element = node instanceof Element ? node : node.parentElement;
  const block = element.closest("[data-start]");
  if (block && article.contains(block)) return inside(block, node, offset);
  const probe = document.createRange();
  probe.setStart(node, offset);
  let end = 0; // between blocks: the end of the last block that lies before
  for (const candidate of blocks(article)) {
    if (probe.comparePoint(candidate, 0) >= 0 && !candidate.contains(node)) break;
    end = Number(candidate.dataset.start) + length(candidate.textContent);
  }
  return end;
}

/** @param {Element} article @param {Range} range @returns {{start: number, end: number, exact: string} | null} */
export function spanOf(article, range) {
  const whole = document.createRange();
  whole.selectNodeContents(article);
  if (!range.intersectsNode(article)) return null;
  const clipped = range.cloneRange();
  if (clipped.compareBoundaryPoints(Range.START_TO_START, whole) < 0) clipped.setStart(whole.startContainer, whole.startOffset);
  if (clipped.compareBoundaryPoints(Range.END_TO_END, whole) > 0) clipped.setEnd(whole.endContainer, whole.endOffset);
  const start = place(article, clipped.startContainer, clipped.startOffset);
  const end = place(article, clipped.endContainer, clipped.endOffset);
  return trimmed([...textOf(article)], start, end);
}

/** The frozen text, as the page holds it. @param {Element} article */
export const textOf = (article) => blocks(article).map((block) => block.textContent).join("");

/** Blanks at the ends of a selection are hardly meant (a triple click takes the break to the next paragraph).
 * @param {string[]} signs @param {number} start @param {number} end */
function trimmed(signs, start, end) {
  while (start < end && /\s/.test(signs[start])) start += 1;
  while (end > start && /\s/.test(signs[end - 1])) end -= 1;
  return start < end ? { start, end, exact: signs.slice(start, end).join("") } : null;
}

/** @param {Element} article @param {{start: number, end: number}} span @returns {{prefix: string, suffix: string}} */
export function context(article, span) {
  const signs = [...textOf(article)];
  return {
    prefix: signs.slice(Math.max(0, span.start - 32), span.start).join(""),
    suffix: signs.slice(span.end, span.end + 32).join(""),
  };
}

/** The part of the page in which code points stand. @param {Element} article @param {{start: number, end: number}} span @returns {Range | null} */
export function rangeOf(article, span) {
  const range = document.createRange();
  let begun = false;
  for (const block of blocks(article)) {
    let at = Number(block.dataset.start);
    const walker = document.createTreeWalker(block, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const size = length(node.data);
      if (!begun && span.start < at + size) {
        range.setStart(node, units(node.data, span.start - at));
        begun = true;
      }
      if (begun && span.end <= at + size) {
        range.setEnd(node, units(node.data, span.end - at));
        return range;
      }
      at += size;
    }
  }
  return null;
}

/** @param {string} text @param {number} points @returns {number} how many UTF-16 units its first code points take */
const units = (text, points) => [...text].slice(0, points).join("").length;

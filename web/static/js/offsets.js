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
  let last = null; // between blocks: the end of the last block that lies before
  for (const candidate of blocks(article)) {
    if (probe.comparePoint(candidate, 0) >= 0 && !candidate.contains(node)) break;
    last = candidate;
  }
  return last ? Number(last.dataset.start) + length(last.textContent) : 0;
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
  return trimmed(article, start, end);
}

/** The blocks from that in which a code point stands. @param {Element} article @param {number} point @returns {HTMLElement[]} */
function blocksFrom(article, point) {
  const all = blocks(article);
  let [low, high] = [0, all.length];
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (Number(all[middle].dataset.start) <= point) low = middle;
    else high = middle;
  }
  return all.slice(low);
}

/** The frozen text between two code points, as the page holds it; only the blocks there are read.
 * @param {Element} article @param {number} start @param {number} end @returns {string[]} its code points */
function signsOf(article, start, end) {
  const [from, signs] = [Math.max(0, start), []];
  let skipped = -1;
  for (const block of blocksFrom(article, from)) {
    const at = Number(block.dataset.start);
    if (skipped < 0) skipped = from - at;
    if (at >= end) break;
    for (const sign of block.textContent) signs.push(sign);
  }
  return signs.slice(skipped, skipped + end - from);
}

/** Blanks at the ends of a selection are hardly meant (a triple click takes the break to the next paragraph).
 * @param {Element} article @param {number} start @param {number} end */
function trimmed(article, start, end) {
  const signs = signsOf(article, start, end);
  let [first, last] = [0, signs.length];
  while (first < last && /\s/.test(signs[first])) first += 1;
  while (last > first && /\s/.test(signs[last - 1])) last -= 1;
  return first < last ? { start: start + first, end: start + last, exact: signs.slice(first, last).join("") } : null;
}

/** @param {Element} article @param {{start: number, end: number}} span @returns {{prefix: string, suffix: string}} */
export function context(article, span) {
  return {
    prefix: signsOf(article, span.start - 32, span.start).join(""),
    suffix: signsOf(article, span.end, span.end + 32).join(""),
  };
}

/** The part of the page in which code points stand. @param {Element} article @param {{start: number, end: number}} span @returns {Range | null} */
export function rangeOf(article, span) {
  const range = document.createRange();
  let begun = false;
  for (const block of blocksFrom(article, span.start)) {
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

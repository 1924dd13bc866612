/** A hit opens in place: the whole passage, with those before and after it. Without this file it is a link to the text. */

import { announce } from "./announce.js";
import { make } from "./elements.js";

/** Give each hit its button. @param {HTMLElement} results @returns {Record<string, () => void>} what the key o does */
export function watchHits(results) {
  for (const hit of results.querySelectorAll(".hit[data-whole]")) {
    const button = make("button", { type: "button", class: "link", "aria-expanded": "false" }, "open here",
      make("span", { class: "hidden" }, ` the passage of ${hit.dataset.title}`));
    button.addEventListener("click", () => toggle(hit, button));
    hit.querySelector(".where").append(button);
  }
  return { o: () => document.activeElement?.closest(".hit")?.querySelector(".where button")?.click() };
}

/** @param {HTMLElement} hit @param {HTMLButtonElement} button */
async function toggle(hit, button) {
  let whole = hit.querySelector(".whole");
  if (!whole) {
    whole = await fetched(hit.dataset.whole, hit.querySelector(".hitline").href);
    if (!whole) return announce("The archive did not answer; the link still leads to the text.");
    hit.querySelector(".hitline").after(whole);
    whole.hidden = true;
  }
  const held = hit.contains(document.activeElement);
  whole.hidden = !whole.hidden;
  hit.querySelector(".hitline").hidden = !whole.hidden;
  if (held) button.focus();
  button.setAttribute("aria-expanded", String(!whole.hidden));
  button.firstChild.textContent = whole.hidden ? "open here" : "close";
}

/** @param {string} address @param {string} href where the text is read @returns {Promise<HTMLElement | null>} */
async function fetched(address, href) {
  const response = await fetch(address, { headers: { Accept: "application/json" } }).catch(() => null);
  if (!response?.ok) return null;
  const told = await response.json();
  return make("div", { class: "whole" },
    ...paragraphs(told.before, "beside"), ...paragraphs(told.passage, "found"), ...paragraphs(told.after, "beside"),
    make("p", { class: "on" }, make("a", { href }, "Read on in the document")));
}

/** The parts of a stretch as paragraphs; a blank line or a page's end parts them.
 * @param {{text: string, hit: boolean}[]} parts @param {string} kind */
function paragraphs(parts, kind) {
  const made = [make("p", { class: kind })];
  for (const part of parts) {
    part.text.split(/\n\s*\n|\f/).forEach((words, at) => {
      if (at) made.push(make("p", { class: kind }));
      if (words) made[made.length - 1].append(part.hit ? make("mark", {}, words) : words);
    });
  }
  return made.filter((paragraph) => paragraph.textContent.trim());
}

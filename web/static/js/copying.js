/** Copies a citation in a style or format: what the page shows, or what stands at an address. */

import { announce } from "./announce.js";
import { offerText } from "./dialogs.js";

/** Puts the copy buttons of the citation to work. */
export function watchCopying() {
  for (const button of document.querySelectorAll("[data-copy], [data-fetch]")) {
    button.setAttribute("aria-label", `Copy as ${button.dataset.named}`);
    button.addEventListener("click", () => copy(button));
  }
}

/** @param {HTMLElement} button */
async function copy(button) {
  const text = button.dataset.copy ? document.getElementById(button.dataset.copy).textContent : await fetched(button.dataset.fetch);
  if (text === null) return announce("The archive did not answer; nothing was copied.");
  try {
    await navigator.clipboard.writeText(text);
    announce(`${button.dataset.named} copied`);
  } catch {
    offerText(button.dataset.named, text);
  }
}

/** @param {string} address @returns {Promise<string | null>} */
async function fetched(address) {
  const response = await fetch(address).catch(() => null);
  return response?.ok ? response.text() : null;
}

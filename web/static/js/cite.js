/** Copies a citation of the selected words, after the archive has confirmed that they are those words. */

import { announce } from "./announce.js";
import { offerText } from "./dialogs.js";

/** @param {HTMLElement} article @param {{start: number, end: number, exact: string}} span */
export async function copyCitation(article, span) {
  const response = await fetch(`${article.dataset.cite}${span.start}-${span.end}.json`).catch(() => null);
  if (!response?.ok) return announce("The archive did not answer; nothing was copied.");
  const cited = await response.json();
  if (cited.exact !== span.exact) return announce("The archive holds other words at this place; nothing was copied. Reload the page.");
  try {
    await navigator.clipboard.writeText(cited.plain);
    announce("Citation copied");
  } catch {
    offerText("Citation", cited.plain);
  }
}

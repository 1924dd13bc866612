/** Choosing another source of a quotation: begun on its card in the ledger, ended by selecting the words in any document.
 * What is being chosen is kept for this tab, so that searching and reading go on meanwhile. */

import { announce } from "./announce.js";
import { make } from "./elements.js";

const KEPT = "choosing";
const csrf = () => document.querySelector('meta[name="csrf"]').content;

/** @typedef {{quote: string, action: string, back: string, comment: string}} Choice */
/** @returns {Choice | null} the quotation whose source is being chosen */
export const choice = () => (csrf() ? JSON.parse(sessionStorage.getItem(KEPT)) : null);

/** Say above every page which source is being chosen, with ways on and back; offer the choice on the cards of a ledger. */
export function watchChoosing() {
  document.querySelectorAll(".quote-card .judge").forEach(offer);
  const held = choice();
  if (!held) return;
  const cancel = make("a", { href: held.back }, "Cancel");
  const how = document.getElementById("text") ? "Select the words here, then “This is the source”." : "Open the document that has the words.";
  const bar = make("aside", { class: "choosing-bar", "aria-label": "Choosing a source" },
    make("p", {}, "You are choosing the source of ", make("b", {}, held.quote), ". ", make("span", { class: "quiet" }, how)),
    make("p", { class: "acts" }, make("a", { href: searchFor(held) }, "Search for its words"), cancel));
  cancel.addEventListener("click", () => { sessionStorage.removeItem(KEPT); bar.remove(); });
  document.querySelector("header.top").after(bar);
}

/** @param {HTMLFormElement} form that of a quotation's card */
function offer(form) {
  const card = form.closest(".quote-card");
  const button = make("button", { type: "button", class: "plain" }, "Choose it by selecting");
  button.addEventListener("click", () => {
    const held = { quote: card.querySelector(".of").textContent, action: form.action, comment: form.elements.comment.value,
      back: `${location.pathname}${location.search}#${card.id}` };
    sessionStorage.setItem(KEPT, JSON.stringify(held));
    location.assign(card.querySelector(".where a")?.href ?? searchFor(held));
  });
  form.querySelector("details summary").after(button);
}

/** @param {Choice} held */
const searchFor = (held) => `/search?${new URLSearchParams({ q: held.quote.replace(/[“”…]/g, " ").trim() })}`;

/** Keep the selected words as the source, after the archive has confirmed that they are those words, and go back to the card.
 * @param {HTMLElement} article @param {{start: number, end: number, exact: string}} span */
export async function choose(article, span) {
  const held = choice();
  const stands = await fetch(`${article.dataset.cite}${span.start}-${span.end}.json`).catch(() => null);
  const cited = stands?.ok ? await stands.json() : null;
  if (cited?.exact !== span.exact) return announce("The archive does not confirm these words; nothing was kept. Reload the page.");
  const place = `${article.dataset.source}?at=${span.start}-${span.end}`;
  const answer = await fetch(held.action, { method: "POST", redirect: "manual", headers: { "X-CSRF-Token": csrf(), Accept: "application/json" },
    body: new URLSearchParams({ ruling: "corrected", place, comment: held.comment }) }).catch(() => null);
  if (answer?.type !== "opaqueredirect") {
    const told = await answer?.json().catch(() => null);
    return announce(`This was not kept: ${told?.error ?? "the archive did not answer"}.`);
  }
  sessionStorage.removeItem(KEPT);
  location.assign(held.back);
}

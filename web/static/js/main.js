/** Puts the parts of the page to work. Without this file everything still reads, searches and cites. */

import { watchCopying } from "./copying.js";
import { watchBasket } from "./basket.js";
import { watchChoosing } from "./choosing.js";
import { watchDeposit } from "./deposit.js";
import { watchHits } from "./hits.js";
import { watchKeys } from "./keys.js";
import { watchLedger } from "./ledger.js";
import { bringNamed, refresh, watchOthers } from "./live.js";
import { watchMargin } from "./margin.js";
import { watchSelection } from "./selection.js";

const RESULTS = "results";
const article = document.getElementById("text");
const results = document.getElementById("results");
const ledger = document.getElementById("ledger-text");
watchKeys(article ? watchSelection(article) : results ? watchHits(results) : ledger ? watchLedger(ledger) : {});
if (article) {
  meet(article);
  watchMargin();
  watchOthers(article);
  bringNamed();
  watchCopying();
  if (!location.hash) document.getElementById("cited")?.scrollIntoView({ block: "center" });
}
if (results && location.search) sessionStorage.setItem(RESULTS, location.search);
else if (article) leadBack(document.querySelector(".hitbar a"), sessionStorage.getItem(RESULTS) ?? "");
watchBasket();
watchChoosing();
const deposit = document.getElementById("deposit");
if (deposit) watchDeposit(deposit);
document.documentElement.dataset.ready = "yes";

/** From a hit one comes back to the results as one left them: narrowed, in their order, on their page.
 * @param {HTMLAnchorElement | null} link to the results of the same words @param {string} left the search one left */
function leadBack(link, left) {
  const asked = (search) => ["q", "exact"].map((name) => new URLSearchParams(search).get(name) ?? "").join("\n");
  if (link && left && asked(link.search) === asked(left)) link.search = left;
}

/** A click on a mark shows its note, another click the next one of those that lie there; a click on a note's words flashes the mark.
 * @param {HTMLElement} text */
function meet(text) {
  let shown = "";
  text.addEventListener("click", (event) => {
    const mark = event.target.closest("mark.note");
    if (!mark || !getSelection().isCollapsed) return;
    const notes = mark.dataset.notes.split(" ");
    shown = notes.at(notes.includes(shown) ? notes.indexOf(shown) - 1 : -1); // the last one made first
    const card = document.getElementById(`note-${shown}`);
    return card ? flash(card) : refresh(shown).then(() => flash(document.getElementById(`note-${shown}`)));
  });
  document.querySelector(".margin").addEventListener("click", (event) => {
    const card = event.target.closest(".of a") && event.target.closest(".note-card");
    if (card) text.querySelectorAll(`mark[data-notes~="${card.dataset.id}"]`).forEach(flash);
  });
}

/** @param {HTMLElement | null} element */
function flash(element) {
  if (!element) return;
  element.scrollIntoView({ block: "nearest" });
  element.focus?.({ preventScroll: true });
  element.classList.add("flash");
  setTimeout(() => element.classList.remove("flash"), 1600);
}

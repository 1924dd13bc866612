/** The page is brought up to date in place: after one's own changes, and when others' marks arrive. */

import { announce } from "./announce.js";
import { arrange } from "./margin.js";

let waiting = false;
/** @type {EventSource | undefined} */
let source;

/** How long the header may be that names what the page has; servers in between take no longer ones. */
const LONGEST = 7000;

/** Fetch what has changed of the page and put it in place; the reader stays where they are. On any doubt it is loaded anew.
 * @param {string} [id] a note to be shown; where not all notes are on the page, those about it come */
export async function refresh(id) {
  const address = new URL(location.href);
  if (id && document.querySelector(".margin .stretch")) address.searchParams.set("note", id);
  history.replaceState(history.state, "", address);
  address.hash = "";
  const known = [...new Set([...document.querySelectorAll("[data-part]")].map((part) => part.dataset.part))].join(",");
  const headers = { Accept: "text/html", ...(known.length <= LONGEST && { "Verbatim-Held": known }) };
  const answer = await fetch(address, { headers, cache: "no-store" }).catch(() => null);
  if (!answer?.ok) return location.reload();
  const fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
  const at = scrollY, held = document.activeElement?.closest(".margin [id]")?.id; // the card that has the focus keeps it
  const [text, margin] = ["#text", ".margin"].map((place) => [document.querySelector(place), fresh.querySelector(place)]);
  if (!mend(...text) || !fill(...margin)) return location.reload();
  for (const [now, next] of [text, margin]) for (const { name, value } of next.attributes) now.setAttribute(name, value);
  scrollTo({ top: at, behavior: "instant" });
  arrange();
  follow(document.getElementById("text"));
  document.getElementById(id ? `note-${id}` : held)?.focus({ preventScroll: true });
  waiting = false;
}

/** Put in place the screenfuls of the text that are other than before: the rest need not be laid out anew for one mark.
 * @param {Element} now @param {Element} next @returns {boolean} whether there was no doubt which ones they are */
function mend(now, next) {
  const [old, fresh] = [now, next].map((text) => [...text.querySelectorAll(".screenful")]);
  const stays = (part, at) => part.dataset.part === old[at].dataset.part;
  if (old.length !== fresh.length || !fresh.every((part, at) => part.hasChildNodes() || stays(part, at))) return false;
  fresh.forEach((part, at) => {
    if (stays(part, at)) return;
    old[at].replaceChildren(...part.childNodes);
    old[at].dataset.part = part.dataset.part;
  });
  return true;
}

/** Put in place what is other than before in the margin; cards that stay are not laid out anew.
 * @param {Element} now @param {Element} next @returns {boolean} whether all cards of which only the name came are here */
function fill(now, next) {
  const [box, fresh] = [now, next].map((margin) => margin.querySelector(".cards"));
  const known = new Map([...box.children].map((card) => [card.dataset.part, card]));
  const cards = [...fresh.children].map((card) => (card.dataset.part && known.get(card.dataset.part)) || card);
  if (cards.some((card) => card.dataset.part && !card.matches(".note-card"))) return false;
  const stays = new Set(cards);
  for (const card of [...box.children]) if (!stays.has(card)) card.remove();
  let at = box.firstElementChild;
  for (const card of cards) {
    if (card === at) at = at.nextElementSibling;
    else box.insertBefore(card, at);
  }
  for (const node of [...now.childNodes]) if (node !== box) node.remove();
  const around = [...next.childNodes], middle = around.indexOf(fresh);
  box.before(...around.slice(0, middle));
  box.after(...around.slice(middle + 1));
  return true;
}

/** Show the note that the address names, where its stretch of the notes is not on the page. */
export function bringNamed() {
  const named = /^#(?:note|mark)-([^-]+)/.exec(location.hash)?.[1];
  if (!named || document.getElementById(location.hash.slice(1)) || !document.querySelector(".margin .stretch")) return;
  refresh(named).then(() => document.getElementById(location.hash.slice(1))?.scrollIntoView({ block: "center" }));
}

/** Follow what others do, within two seconds. @param {HTMLElement} article */
export function watchOthers(article) {
  follow(article);
  document.addEventListener("selectionchange", bring);
  document.addEventListener("focusout", () => setTimeout(bring));
  document.addEventListener("close", bring, true);
  addEventListener("pagehide", () => source?.close());
}

/** Ask from now on for what is newer than the page. @param {HTMLElement} article */
function follow(article) {
  source?.close();
  if (!("EventSource" in window) || !article.dataset.events) return;
  source = new EventSource(article.dataset.events);
  source.addEventListener("annotations", () => {
    waiting = true;
    bring();
  });
}

/** Bring what is new, unless somebody is in the midst of something; then as soon as they are done. */
function bring() {
  if (!waiting || !getSelection().isCollapsed || isBusy()) return;
  waiting = false;
  refresh().then(() => announce("Notes have changed"));
}

const isBusy = () => document.querySelector("dialog[open]") || document.activeElement?.closest?.(".margin textarea, .margin input, .margin select")
  || [...document.querySelectorAll(".margin .talk textarea, .margin .talk input:not([type=hidden])")].some((box) => box.value.trim()) // not sent yet
  || document.querySelector(".margin [data-sure]");

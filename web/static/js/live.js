/** The page is brought up to date in place: after one's own changes, and when others' marks arrive. */

import { announce } from "./announce.js";
import { arrange } from "./margin.js";

let waiting = false;
/** @type {EventSource | undefined} */
let source;

/** Fetch the page anew and put its text and notes in place of those shown; the reader stays where they are.
 * @param {string} [id] a note to be shown; where not all notes are on the page, those about it come */
export async function refresh(id) {
  const address = new URL(location.href);
  if (id && document.querySelector(".margin .stretch")) address.searchParams.set("note", id);
  history.replaceState(history.state, "", address);
  address.hash = "";
  const answer = await fetch(address, { headers: { Accept: "text/html" } }).catch(() => null);
  if (!answer?.ok) return location.reload();
  const fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
  const at = scrollY, held = document.activeElement?.closest(".margin [id]")?.id; // the card that has the focus keeps it
  for (const place of ["#text", ".margin"]) {
    const [now, next] = [document.querySelector(place), fresh.querySelector(place)];
    if (place !== "#text" || !mend(now, next)) now.replaceChildren(...next.childNodes);
    for (const { name, value } of next.attributes) now.setAttribute(name, value);
  }
  scrollTo({ top: at, behavior: "instant" });
  arrange();
  follow(document.getElementById("text"));
  document.getElementById(id ? `note-${id}` : held)?.focus({ preventScroll: true });
  waiting = false;
}

/** Put in place only the blocks that are other than before: a long text need not be laid out anew for one mark.
 * @param {Element} now @param {Element} next @returns {boolean} whether the blocks are the same in number */
function mend(now, next) {
  const [old, fresh] = [now, next].map((text) => [...text.querySelectorAll("[data-start]")]);
  if (old.length !== fresh.length) return false;
  old.forEach((block, at) => block.isEqualNode(fresh[at]) || block.replaceWith(fresh[at]));
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

/** The page is brought up to date in place: after one's own changes, and when others' marks arrive. */

import { announce } from "./announce.js";
import { arrange } from "./margin.js";

let waiting = false;
/** @type {EventSource | undefined} */
let source;

/** Fetch the page anew and put its text and notes in place of those shown; the reader stays where they are.
 * @param {string} [id] a note to be shown */
export async function refresh(id) {
  const answer = await fetch(location.href.split("#")[0], { headers: { Accept: "text/html" } }).catch(() => null);
  if (!answer?.ok) return location.reload();
  const fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
  const at = scrollY, held = document.activeElement?.closest(".margin [id]")?.id; // the card that has the focus keeps it
  for (const place of ["#text", ".margin"]) {
    const [now, next] = [document.querySelector(place), fresh.querySelector(place)];
    now.replaceChildren(...next.childNodes);
    for (const { name, value } of next.attributes) now.setAttribute(name, value);
  }
  scrollTo({ top: at, behavior: "instant" });
  arrange();
  follow(document.getElementById("text"));
  document.getElementById(id ? `note-${id}` : held)?.focus({ preventScroll: true });
  waiting = false;
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

/** A basket of excerpts, kept in this browser: gathered while reading, put in order, exported as one file. */

import { announce } from "./announce.js";
import { make } from "./elements.js";

/** @typedef {{address: string, exact: string}} Excerpt */
const KEY = "basket";
const MOST = 500;

/** @returns {Excerpt[]} */
function held() {
  try {
    const kept = JSON.parse(localStorage.getItem(KEY) ?? "[]");
    return Array.isArray(kept) ? kept.filter((each) => typeof each?.address === "string" && typeof each?.exact === "string") : [];
  } catch {
    return [];
  }
}

/** @param {Excerpt[]} excerpts */
function keep(excerpts) {
  localStorage.setItem(KEY, JSON.stringify(excerpts));
  tell();
}

/** @param {Excerpt} excerpt */
function put(excerpt) {
  const kept = held();
  if (kept.some((each) => each.address === excerpt.address)) return announce("This excerpt is in the basket already");
  if (kept.length >= MOST) return announce(`The basket is full: it holds ${MOST} excerpts.`);
  keep([...kept, { address: excerpt.address, exact: excerpt.exact.slice(0, 300) }]);
  announce(`In the basket: ${kept.length + 1}`);
}

/** Put selected words into the basket, after the archive has confirmed that they are those words.
 * @param {HTMLElement} article @param {{start: number, end: number, exact: string}} span */
export async function gatherExcerpt(article, span) {
  const response = await fetch(`${article.dataset.cite}${span.start}-${span.end}.json`).catch(() => null);
  if (!response?.ok) return announce("The archive did not answer; nothing was gathered.");
  const cited = await response.json();
  if (cited.exact !== span.exact) return announce("The archive holds other words at this place; nothing was gathered. Reload the page.");
  put(cited);
}

/** Show how many are in the basket, in the head of the page. */
function tell() {
  const link = document.getElementById("basket-link");
  const count = held().length;
  link.hidden = !count;
  link.textContent = `Basket ${count}`;
}

/** Put the link, the button on a citation and the page of the basket to work. */
export function watchBasket() {
  tell();
  document.getElementById("into-basket")?.addEventListener("click", (event) => {
    const { address, exact } = event.currentTarget.dataset;
    put({ address, exact });
  });
  const list = document.getElementById("basket");
  if (!list) return;
  if (list.dataset.kept === "yes") document.querySelector("textarea[name=cites]").value = addresses(held());
  draw(list);
}

/** @param {Excerpt[]} excerpts */
const addresses = (excerpts) => excerpts.map((each) => each.address).join("\n");

/** @param {HTMLElement} list */
function draw(list) {
  const kept = held();
  list.replaceChildren(...kept.map((excerpt, at) => make("li", {},
    make("a", { href: excerpt.address }, `“${shortened(excerpt.exact)}”`),
    make("p", { class: "about" }, act("Up", at > 0, () => swap(list, at, at - 1)), " ", act("Down", at + 1 < kept.length, () => swap(list, at, at + 1)), " ",
      act("Remove", true, () => change(list, kept.filter((_, other) => other !== at)))))));
  if (!kept.length) list.replaceChildren(make("li", { class: "quiet" }, "The basket is empty."));
}

/** @param {string} words */
function shortened(words) {
  const line = words.split(/\s+/).join(" ");
  return line.length > 200 ? `${line.slice(0, 200).trimEnd()} …` : line;
}

/** @param {string} label @param {boolean} possible @param {() => void} does */
function act(label, possible, does) {
  const button = make("button", { type: "button", class: "link" }, label);
  button.disabled = !possible;
  button.addEventListener("click", does);
  return button;
}

function swap(list, one, other) {
  const kept = held();
  [kept[one], kept[other]] = [kept[other], kept[one]];
  change(list, kept);
}

function change(list, excerpts) {
  keep(excerpts);
  document.querySelector("textarea[name=cites]").value = addresses(excerpts);
  draw(list);
}

/** One-letter keys: dead inside inputs and dialogs, and they can be switched off (WCAG 2.1.4). */

import { show } from "./dialogs.js";
import { make } from "./elements.js";

const LIST = [
  ["/", "search"], ["h", "highlight the selected words"], ["a", "comment on them"], ["+", "gather several passages for one note"], ["c", "copy a citation of them"], ["b", "put them into the basket"], ["s", "they are the source that you are choosing for a quotation"], ["v", "a cursor in the text, to select by keyboard"],
  ["n", "next mark, hit or quotation"], ["N", "the one before"], ["o", "open a hit in place"], ["?", "this list"], ["Esc", "close"],
];
const off = () => localStorage.getItem("keys") === "off";

/** @param {Record<string, () => void>} acts what h, a, c and o do */
export function watchKeys(acts) {
  const all = { "/": search, "?": list, n: () => step(1), N: () => step(-1), ...acts };
  document.addEventListener("keydown", (event) => {
    const typing = event.target.closest?.("input, textarea, select, dialog, [contenteditable]");
    if (typing || event.ctrlKey || event.metaKey || event.altKey || !all[event.key] || (off() && event.key !== "?")) return;
    event.preventDefault();
    all[event.key]();
  });
}

function search() {
  const box = document.getElementById("q");
  box.focus();
  box.select();
}

/** Go to the next (or previous) place in the text that is a hit or begins a note. @param {1|-1} way */
function step(way) {
  if (!document.getElementById("text")) return stepThroughHits(way);
  const marks = [...document.querySelectorAll("#text mark[id]")];
  if (!marks.length) return;
  const at = marks.indexOf(document.querySelector("#text mark.current") ?? document.getElementById(location.hash.slice(1)));
  const next = marks[(at < 0 ? (way > 0 ? 0 : marks.length - 1) : at + way + marks.length) % marks.length];
  document.querySelector("#text mark.current")?.classList.remove("current");
  next.classList.add("current");
  next.scrollIntoView({ block: "center" });
  const hit = [...document.querySelectorAll("#text mark.hit[id]")].indexOf(next);
  if (hit >= 0) document.getElementById("hit-number").textContent = String(hit + 1);
}

/** Put the focus on the next (or previous) hit of a search. @param {1|-1} way */
function stepThroughHits(way) {
  const hits = [...document.querySelectorAll("#results .hit")];
  if (!hits.length) return;
  const at = hits.indexOf(document.activeElement?.closest(".hit"));
  const next = hits[(at < 0 ? (way > 0 ? 0 : hits.length - 1) : at + way + hits.length) % hits.length];
  next.querySelector(".hitline:not([hidden]), .where button").focus();
  next.scrollIntoView({ block: "nearest" });
}

function list() {
  const box = make("input", { type: "checkbox" });
  box.checked = !off();
  box.addEventListener("change", () => localStorage.setItem("keys", box.checked ? "on" : "off"));
  const keys = make("dl", {}, ...LIST.flatMap(([key, what]) => [make("dt", {}, make("kbd", {}, key)), make("dd", {}, what)]));
  show(make("dialog", { "aria-label": "Keys" }, make("form", { method: "dialog" }, make("h2", {}, "Keys"), keys,
    make("label", {}, box, " One-letter keys are on"), make("div", { class: "acts" }, make("button", {}, "Close")))));
}

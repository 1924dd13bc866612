/** The page of a deposit: asks how far it is and shows it, until every file is done. */

import { make } from "./elements.js";

const PAUSE = 1000;

/** @param {HTMLElement} place */
export function watchDeposit(place) {
  if (place.dataset.finished === "yes") return;
  place.querySelector(".reload")?.remove();
  const look = async () => {
    const response = await fetch(place.dataset.address, { headers: { Accept: "application/json" } }).catch(() => null);
    const told = response?.ok ? await response.json() : null;
    if (told) show(place, told);
    if (!told?.finished) setTimeout(look, told ? PAUSE : 5 * PAUSE);
  };
  setTimeout(look, PAUSE / 2);
}

/** @param {HTMLElement} place @param {{total: number, done: number, failed: number, told: string, files: object[]}} told */
function show(place, told) {
  const bar = place.querySelector("progress");
  bar.max = told.total;
  bar.value = told.done;
  const far = place.querySelector(".told");
  if (far.textContent !== told.told) far.textContent = told.told;
  const list = place.querySelector(".outcome");
  told.files.forEach((file, at) => putLine(list, list.children[at], file));
  while (list.children.length > told.files.length) list.lastElementChild.remove();
}

/** Lines that say the same stay, with the focus that is on them. @param {Element} list @param {HTMLElement} old @param {object} file */
function putLine(list, old, file) {
  const made = line(file);
  made.normalize();
  if (old?.isEqualNode(made)) return;
  if (old) old.replaceWith(made);
  else list.append(made);
}

/** @param {{name: string, status: string, told: string, href: string, record: string, changes: string, title: string}} file */
function line(file) {
  const name = file.href ? make("a", { href: file.href }, file.name) : file.name;
  const title = file.title ? [make("span", { class: "called" }, file.title), " "] : [];
  const changes = file.changes ? [" ", link("what changed", ` in ${file.name}`, { href: file.changes, class: "changes" })] : [];
  const what = make("span", {}, name, " ", ...title, make("span", { class: "told" }, file.told), ...changes);
  const record = link("record", ` of ${file.name}`, { href: file.record, class: "record" });
  return make("li", { class: file.status }, make("strong", {}, file.status), " ", what, " ", record);
}

/** A link whose words make sense alone. @param {string} words @param {string} of @param {object} given */
function link(words, of, given) {
  return make("a", given, words, make("span", { class: "hidden" }, of));
}

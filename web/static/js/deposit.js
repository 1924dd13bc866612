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
  place.querySelector(".told").textContent = told.told;
  place.querySelector(".outcome").replaceChildren(...told.files.map(line));
}

/** @param {{name: string, status: string, told: string, href: string, record: string, changes: string}} file */
function line(file) {
  const name = file.href ? make("a", { href: file.href }, file.name) : file.name;
  const changes = file.changes ? [" ", make("a", { href: file.changes, class: "changes" }, "what changed")] : [];
  const what = make("span", {}, name, " ", make("span", { class: "told" }, file.told), ...changes);
  const record = make("a", { href: file.record, class: "record" }, "record");
  return make("li", { class: file.status }, make("strong", {}, file.status), " ", what, " ", record);
}

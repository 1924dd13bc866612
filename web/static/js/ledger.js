/** The ledger by keyboard and pointer: the chosen quotation and its card are shown side by side. Links do it without. */

/** @param {HTMLElement} text @returns {{n: () => void, N: () => void, Escape: () => void}} what the keys do */
export function watchLedger(text) {
  if (elsewhere(named())) return {};
  text.addEventListener("click", (event) => {
    const mark = event.target.closest("a.quoted");
    if (!mark || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    choose(mark.dataset.card);
  });
  for (const card of document.querySelectorAll(".quote-card")) {
    card.querySelector(".of a")?.addEventListener("click", (event) => {
      event.preventDefault();
      choose(card.id.slice(5), true);
    });
  }
  addEventListener("hashchange", () => (named() ? choose(named()) : let_go()));
  if (named()) choose(named(), true);
  return { n: () => step(1), N: () => step(-1), Escape: () => let_go() };

  function step(way) {
    const marks = [...text.querySelectorAll("a.quoted[id]")];
    if (!marks.length) return;
    const at = marks.findIndex((mark) => mark.classList.contains("current"));
    const next = marks[(at < 0 ? (way > 0 ? 0 : marks.length - 1) : at + way + marks.length) % marks.length];
    choose(next.dataset.card, true);
    next.focus({ preventScroll: true });
  }
}

function named() {
  return /^#(?:q|card)-(\d+)$/.exec(location.hash)?.[1] ?? "";
}

/** A card that is not on this page of a long ledger: open the one that has it. @param {string} key @returns {boolean} */
function elsewhere(key) {
  if (!key || document.getElementById(`card-${key}`) || new URLSearchParams(location.search).get("near") === key) return false;
  location.replace(`${location.pathname}?near=${key}${location.hash}`);
  return true;
}

/** @param {string} key @param {boolean} [scroll] whether the text is scrolled to the quotation */
function choose(key, scroll = false) {
  if (!key) return;
  let_go();
  const marks = document.querySelectorAll(`a.quoted[data-card="${key}"]`);
  const card = document.getElementById(`card-${key}`);
  marks.forEach((mark) => mark.classList.add("current"));
  card?.classList.add("current");
  history.replaceState(null, "", `#card-${key}`);
  if (scroll) marks[0]?.scrollIntoView({ block: "center" });
  const pane = card?.closest(".cards");
  if (pane && getComputedStyle(pane).position === "sticky") pane.scrollTo({ top: card.offsetTop - pane.offsetTop - 60 });
}

function let_go() {
  document.querySelectorAll(".current").forEach((element) => element.classList.remove("current"));
  if (named()) history.replaceState(null, "", location.pathname + location.search + "#");
}

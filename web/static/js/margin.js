/** Cards stand beside their passages, none over another; on narrow windows they stay a list. */

const WIDE = matchMedia("(min-width: 62.01rem)");
const GAP = 10;

/** Put each card as high as its passage, or below the one before it; the card in use stays where it is on the screen. */
export function arrange() {
  const box = document.querySelector(".margin .cards");
  const cards = box ? [...box.querySelectorAll(".note-card")] : [];
  document.querySelector(".margin")?.classList.toggle("beside", WIDE.matches && cards.length > 0);
  if (!cards.length) return;
  if (!WIDE.matches) {
    box.style.height = "";
    for (const card of cards) card.style.top = "";
    return;
  }
  const used = box.querySelector(".note-card:focus-within") ?? box.querySelector(".note-card:target");
  const before = used?.getBoundingClientRect();
  const origin = box.getBoundingClientRect().top;
  const passages = parts();
  const wanted = cards.map((card) => (heightOf(card, passages) ?? origin) - origin);
  const heights = cards.map((card) => card.offsetHeight);
  let free = 0;
  cards.forEach((card, at) => {
    const top = Math.max(wanted[at], free);
    card.style.top = `${top}px`;
    free = top + heights[at] + GAP;
  });
  box.style.height = `${free}px`;
  if (before && before.bottom > 0 && before.top < innerHeight) scrollBy({ top: used.getBoundingClientRect().top - before.top, behavior: "instant" });
}

/** The screenfuls of the text, and with which code point each begins. */
function parts() {
  const all = [...document.querySelectorAll("#text .screenful")];
  return { all, starts: all.map((part) => Number(part.firstElementChild.dataset.start)) };
}

/** How high a card's passage stands in the window. A mark in a screenful that is not laid out is not asked, as that alone
 * would lay it out: it stands about as far down as its words come in it, as does a passage that has no mark.
 * @param {HTMLElement} card @param {ReturnType<typeof parts>} passages @returns {number | undefined} */
function heightOf(card, { all, starts }) {
  const mark = document.getElementById(`mark-${card.dataset.id}`);
  if (mark?.checkVisibility({ contentVisibilityAuto: true })) return mark.getBoundingClientRect().top;
  const start = Number(card.dataset.start), at = starts.findLastIndex((each) => each <= start);
  if (at < 0) return undefined;
  const box = all[at].getBoundingClientRect();
  return box.top + box.height * (start - starts[at]) / ((starts[at + 1] ?? Infinity) - starts[at]);
}

/** Keep them so. */
export function watchMargin() {
  arrange();
  const margin = document.querySelector(".margin");
  const text = document.getElementById("text");
  margin.addEventListener("toggle", arrange, true); // a thread is opened or closed
  WIDE.addEventListener("change", arrange);
  text.addEventListener("contentvisibilityautostatechange", soon, true); // screenfuls come into view
  new ResizeObserver(arrange).observe(text);
  document.fonts?.ready.then(arrange);
}

let due = 0;
function soon() {
  cancelAnimationFrame(due);
  due = requestAnimationFrame(arrange);
}

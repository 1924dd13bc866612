/** Cards stand beside their passages, none over another; on narrow windows they stay a list. */

const WIDE = matchMedia("(min-width: 62.01rem)");
const GAP = 10;

/** Put each card as high as its passage, or below the one before it. */
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
  const origin = box.getBoundingClientRect().top;
  const wanted = cards.map((card) => (document.getElementById(`mark-${card.dataset.id}`)?.getBoundingClientRect().top ?? origin) - origin);
  const heights = cards.map((card) => card.offsetHeight);
  let free = 0;
  cards.forEach((card, at) => {
    const top = Math.max(wanted[at], free);
    card.style.top = `${top}px`;
    free = top + heights[at] + GAP;
  });
  box.style.height = `${free}px`;
}

/** Keep them so. */
export function watchMargin() {
  arrange();
  const margin = document.querySelector(".margin");
  margin.addEventListener("toggle", arrange, true); // a thread is opened or closed
  WIDE.addEventListener("change", arrange);
  new ResizeObserver(arrange).observe(document.getElementById("text"));
  document.fonts?.ready.then(arrange);
}

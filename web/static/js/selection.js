/** A selection in the text offers what can be done with it: by mouse, touch and keyboard. */

import { announce } from "./announce.js";
import { gatherExcerpt } from "./basket.js";
import { watchCaret } from "./caret.js";
import { choice, choose } from "./choosing.js";
import { copyCitation } from "./cite.js";
import { make } from "./elements.js";
import { annotate, comment, moveTo, watchCards } from "./notes.js";
import { add, drop, gather } from "./passages.js";
import { spanOf } from "./offsets.js";

/** @param {HTMLElement} article @returns {Record<string, () => void>} what the keys h, a, c, b, s, + and v do */
export function watchSelection(article) {
  const allowed = article.dataset.mayAnnotate === "yes";
  const bar = make("div", { class: "toolbar", role: "toolbar", "aria-label": "With the selected words", hidden: "" });
  let moving = null; // the card whose note is to lie on other words
  const current = () => {
    const selection = getSelection();
    return selection.isCollapsed || !selection.rangeCount ? null : spanOf(article, selection.getRangeAt(0));
  };
  const withPassages = (act) => () => {
    const passages = gather(current());
    if (!passages.length) return announce("Select words in the text first.");
    bar.hidden = true;
    return Promise.resolve(act(passages)).catch((error) => announce(error.message));
  };
  const signIn = () => announce("Sign in to mark passages; reading and citing need no name.");
  const place = async (passages) => {
    const card = moving;
    moving = null;
    await moveTo(article, card, passages);
    drop();
  };
  const acts = {
    h: allowed ? withPassages(async (passages) => { await annotate(article, passages, { visibility: localStorage.getItem("visibility") ?? "" }); drop(); }) : signIn,
    a: allowed ? withPassages((passages) => (moving ? place(passages) : comment(article, passages, drop))) : signIn,
    "+": allowed ? () => add(current()) : signIn,
    c: () => (current() ? copyCitation(article, current()) : announce("Select words in the text first.")),
    b: () => (current() ? gatherExcerpt(article, current()) : announce("Select words in the text first.")),
    v: watchCaret(article),
    ...(choice() && { s: () => (current() ? choose(article, current()) : announce("Select words in the text first.")) }),
  };
  const marking = allowed ? [["h", "Highlight"], ["a", "Comment"], ["+", "Add passage"]] : [];
  const labels = [...(choice() ? [["s", "This is the source"]] : []), ...marking, ["c", "Copy citation"]];
  for (const [key, label] of labels) {
    const button = make("button", { type: "button", "aria-keyshortcuts": key }, label);
    button.addEventListener("mousedown", (event) => event.preventDefault()); // keeps the selection
    button.addEventListener("click", acts[key]);
    bar.append(button);
  }
  document.body.append(bar);
  letLinksBeSelected(article);
  watchCards(article, (card) => {
    moving = card;
    bar.querySelector('[aria-keyshortcuts="a"]').textContent = "Place the note here";
    announce("Select the words on which the note is to lie, then choose “Place the note here”.");
  });

  let timer = 0;
  document.addEventListener("selectionchange", () => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      bar.querySelector('[aria-keyshortcuts="a"]')?.replaceChildren(moving ? "Place the note here" : "Comment");
      return current() && !document.querySelector("dialog[open]") ? put(bar) : hide(bar);
    }, 120);
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    moving = null;
    drop();
    hide(bar);
  });
  return acts;
}

/** A mouse that is drawn over a link selects its words, as elsewhere; a plain click follows it. @param {HTMLElement} article */
function letLinksBeSelected(article) {
  article.addEventListener("mousedown", (event) => {
    const link = event.button === 0 && event.target.closest("a.source");
    if (!link) return;
    const { href } = link;
    link.removeAttribute("href"); // without it the browser does not drag the link away
    addEventListener("mouseup", () => { link.href = href; }, { once: true, capture: true });
  });
  article.addEventListener("click", (event) => {
    if (event.target.closest("a.source") && !getSelection().isCollapsed) event.preventDefault();
  });
}

function hide(bar) {
  bar.hidden = true;
}

/** Put the bar below the selection's end, inside the window. */
function put(bar) {
  const boxes = getSelection().getRangeAt(0).getClientRects();
  const last = boxes[boxes.length - 1];
  if (!last) return;
  bar.hidden = false;
  const left = Math.min(last.left, document.documentElement.clientWidth - bar.offsetWidth - 8);
  bar.style.left = `${Math.max(8, left) + scrollX}px`;
  bar.style.top = `${last.bottom + scrollY + 8}px`;
}

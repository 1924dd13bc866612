/** A selection in the text offers what can be done with it: by mouse, touch and keyboard. */

import { announce } from "./announce.js";
import { copyCitation } from "./cite.js";
import { make } from "./elements.js";
import { annotate, comment } from "./notes.js";
import { spanOf } from "./offsets.js";

/** @param {HTMLElement} article @returns {Record<string, () => void>} what the keys h, a and c do */
export function watchSelection(article) {
  const allowed = article.dataset.mayAnnotate === "yes";
  const bar = make("div", { class: "toolbar", role: "toolbar", "aria-label": "With the selected words", hidden: "" });
  const current = () => {
    const selection = getSelection();
    return selection.isCollapsed || !selection.rangeCount ? null : spanOf(article, selection.getRangeAt(0));
  };
  const withSpan = (act) => () => {
    const span = current();
    if (!span) return announce("Select words in the text first.");
    bar.hidden = true;
    act(span);
  };
  const signIn = () => announce("Sign in to mark passages; reading and citing need no name.");
  const acts = {
    h: allowed ? withSpan((span) => annotate(article, span, "").catch((error) => announce(error.message))) : signIn,
    a: allowed ? withSpan((span) => comment(article, span)) : signIn,
    c: withSpan((span) => copyCitation(article, span)),
  };
  const labels = allowed ? [["h", "Highlight"], ["a", "Comment"], ["c", "Copy citation"]] : [["c", "Copy citation"]];
  for (const [key, label] of labels) {
    const button = make("button", { type: "button", "aria-keyshortcuts": key }, label);
    button.addEventListener("mousedown", (event) => event.preventDefault()); // keeps the selection
    button.addEventListener("click", acts[key]);
    bar.append(button);
  }
  document.body.append(bar);
  letLinksBeSelected(article);

  let timer = 0;
  document.addEventListener("selectionchange", () => {
    clearTimeout(timer);
    timer = setTimeout(() => (current() && !document.querySelector("dialog[open]") ? put(bar) : hide(bar)), 120);
  });
  document.addEventListener("keydown", (event) => event.key === "Escape" && hide(bar));
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

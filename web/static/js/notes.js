/** Marks and comments: sent to the archive in the words of the W3C model, each change with the version it was made from. */

import { announce } from "./announce.js";
import { askComment } from "./dialogs.js";
import { context } from "./offsets.js";

const TYPE = 'application/ld+json; profile="http://www.w3.org/ns/anno.jsonld"';

/** @param {string} address @param {string} method @param {object|null} sent @param {Record<string, string>} headers */
async function send(address, method, sent, headers = {}) {
  const csrf = document.querySelector('meta[name="csrf"]').content;
  let response;
  try {
    response = await fetch(address, {
      method,
      headers: { "Content-Type": TYPE, Accept: "application/ld+json, application/json", "X-CSRF-Token": csrf, ...headers },
      body: sent === null ? undefined : JSON.stringify(sent),
    });
  } catch {
    throw new Error("The archive cannot be reached. Nothing was stored; your text is still here.");
  }
  if (response.ok) return response.status === 204 ? null : response.json();
  const told = await response.json().catch(() => ({}));
  throw new Error(told.error ?? `The archive answered ${response.status}.`);
}

/** Load the page anew, where it was, with a note in view. @param {string} [id] */
function reload(id) {
  sessionStorage.setItem("scroll", JSON.stringify({ path: location.pathname, y: scrollY, note: id ?? "" }));
  location.reload();
}

/** After a reload: back to where the reader was. */
export function restore() {
  const kept = JSON.parse(sessionStorage.getItem("scroll") ?? "null");
  sessionStorage.removeItem("scroll");
  if (!kept || kept.path !== location.pathname) return;
  scrollTo({ top: kept.y, behavior: "instant" });
  const card = kept.note && document.getElementById(`note-${kept.note}`);
  if (card) card.focus({ preventScroll: true });
}

/** The comment and the tags as bodies. @param {string} body @param {string[]} tags */
const bodies = (body, tags) => [
  ...(body ? [{ type: "TextualBody", value: body, format: "text/markdown", purpose: "commenting" }] : []),
  ...tags.map((tag) => ({ type: "TextualBody", value: tag, purpose: "tagging" })),
];

/** @param {HTMLElement} article @param {{start: number, end: number, exact: string}} span @param {string} body @param {string[]} tags */
export async function annotate(article, span, body, tags = []) {
  const made = await send(article.dataset.container, "POST", {
    "@context": "http://www.w3.org/ns/anno.jsonld",
    type: "Annotation",
    motivation: body ? "commenting" : tags.length ? "tagging" : "highlighting",
    body: bodies(body, tags),
    target: {
      type: "SpecificResource",
      source: new URL(article.dataset.source, location.href).href,
      selector: [
        { type: "TextPositionSelector", start: span.start, end: span.end },
        { type: "TextQuoteSelector", exact: span.exact, ...context(article, span) },
      ],
    },
  });
  reload(made.id.split("/").pop());
}

/** @param {HTMLElement} article @param {{start: number, end: number, exact: string}} span */
export const comment = (article, span) =>
  askComment({ title: "Comment", quote: span.exact, save: (body, tags) => annotate(article, span, body, tags) });

/** Make the cards' own buttons work. */
export function cards() {
  for (const card of document.querySelectorAll(".note-card")) {
    card.querySelector('[data-act="edit"]')?.addEventListener("click", () => edit(card));
    card.querySelector('[data-act="delete"]')?.addEventListener("click", (event) => remove(card, event.currentTarget));
  }
}

function edit(card) {
  askComment({
    title: "Edit the comment",
    quote: card.querySelector(".of").textContent.replace(/^“|”$/g, ""),
    body: card.dataset.body,
    tags: card.dataset.tags,
    save: async (body, tags) => {
      await send(card.dataset.href, "PUT", { type: "Annotation", body: bodies(body, tags) }, { "If-Match": card.dataset.etag });
      reload(card.dataset.id);
    },
  });
}

async function remove(card, button) {
  if (!button.dataset.sure) {
    button.dataset.sure = "yes";
    button.textContent = "Delete for good?";
    setTimeout(() => { delete button.dataset.sure; button.textContent = "Delete"; }, 5000);
    return;
  }
  try {
    await send(card.dataset.href, "DELETE", null, { "If-Match": card.dataset.etag });
    reload();
  } catch (error) {
    announce(error.message);
  }
}

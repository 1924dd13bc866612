/** Marks and notes: sent to the archive in the words of the W3C model, each change with the version it was made from. */

import { announce } from "./announce.js";
import { compose } from "./compose.js";
import { refresh } from "./live.js";
import { context } from "./offsets.js";

const TYPE = 'application/ld+json; profile="http://www.w3.org/ns/anno.jsonld"';
/** @typedef {{start: number, end: number, exact: string}} Passage */

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

/** What a note says, in the words of the model. @param {Partial<import("./compose.js").Said>} said */
const wire = ({ body = "", tags = [], kind = "", visibility = "" }) => ({
  "@context": "http://www.w3.org/ns/anno.jsonld",
  type: "Annotation",
  motivation: kind || (body ? "commenting" : tags.length ? "tagging" : "highlighting"),
  ...(visibility && { audience: { id: `urn:verbatim:audience:${visibility}`, type: "schema:Audience" } }),
  body: [
    ...(body ? [{ type: "TextualBody", value: body, format: "text/markdown", purpose: "commenting" }] : []),
    ...tags.map((tag) => ({ type: "TextualBody", value: tag, purpose: "tagging" })),
  ],
});

/** @param {HTMLElement} article @param {Passage[]} passages */
const target = (article, passages) => passages.map((passage) => ({
  type: "SpecificResource",
  source: new URL(article.dataset.source, location.href).href,
  selector: [
    { type: "TextPositionSelector", start: passage.start, end: passage.end },
    { type: "TextQuoteSelector", exact: passage.exact, ...context(article, passage) },
  ],
}));

/** @param {HTMLElement} article @param {Passage[]} passages @param {Partial<import("./compose.js").Said>} said */
export async function annotate(article, passages, said = {}) {
  const made = await send(article.dataset.container, "POST", { ...wire(said), target: target(article, passages) });
  await refresh(made.id.split("/").pop());
}

/** @param {HTMLElement} article @param {Passage[]} passages @param {() => void} kept */
export const comment = (article, passages, kept) =>
  compose({
    title: "Comment",
    quotes: passages.map((passage) => passage.exact),
    save: async (said) => { await annotate(article, passages, said); kept(); },
  });

/** Make the cards' own buttons work, those too that come later. @param {HTMLElement} article @param {(card: HTMLElement) => void} adjust */
export function watchCards(article, adjust) {
  const acts = { edit: (card) => edit(article, card), delete: remove, adjust };
  document.querySelector(".margin").addEventListener("click", (event) => {
    const button = event.target.closest("[data-act]");
    if (button) acts[button.dataset.act](button.closest("[data-id]"), button);
  });
}

/** Let a note lie on other words. @param {HTMLElement} article @param {HTMLElement} card @param {Passage[]} passages */
export async function moveTo(article, card, passages) {
  const sent = { ...wire(saidBy(card)), target: target(article, passages) };
  await send(card.dataset.href, "PUT", sent, { "If-Match": card.dataset.etag });
  await refresh(card.dataset.id);
}

/** @param {HTMLElement} card */
const saidBy = (card) => ({
  body: card.dataset.body,
  tags: card.dataset.tags.split(",").map((tag) => tag.trim()).filter(Boolean),
  kind: { question: "questioning", assessment: "assessing", link: "linking" }[card.dataset.kind] ?? "",
  visibility: card.dataset.visibility,
});

function edit(article, card) {
  const reply = card.classList.contains("reply-card");
  compose({
    title: reply ? "Edit the reply" : "Edit the note",
    quotes: reply ? [] : [card.querySelector(".of a").textContent.replace(/^“|”$/g, "")],
    said: saidBy(card),
    plain: reply,
    save: async (said) => {
      await send(card.dataset.href, "PUT", wire(reply ? { body: said.body } : said), { "If-Match": card.dataset.etag });
      await refresh(card.dataset.id);
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
    await refresh();
  } catch (error) {
    announce(error.message);
  }
}

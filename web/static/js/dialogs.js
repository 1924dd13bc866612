/** Dialogs: one to write in, one to read from. */

import { make } from "./elements.js";

/** @param {HTMLDialogElement} dialog */
export function show(dialog) {
  document.body.append(dialog);
  dialog.addEventListener("close", () => dialog.remove());
  dialog.showModal();
}

/** Ask for a comment and tags. `save` gets the text and the tags, and throws an Error with a sentence when they could not
 * be kept; what was typed then stays where it is.
 * @param {{title: string, quote: string, body?: string, tags?: string, save: (body: string, tags: string[]) => Promise<void>}} asked */
export function askComment({ title, quote, body = "", tags = "", save }) {
  const box = make("textarea", { "aria-label": "Comment", maxlength: "100000", placeholder: "Markdown is understood" });
  box.value = body;
  const tagged = make("input", { maxlength: "1700", autocomplete: "off", placeholder: "quality, shipment" });
  tagged.value = tags;
  const tagging = make("label", { class: "tagging" }, "Tags, with commas between them", tagged);
  const trouble = make("p", { class: "trouble", role: "alert" });
  const button = make("button", { type: "submit" }, "Save");
  const cancel = make("button", { type: "button", class: "plain" }, "Cancel");
  const form = make("form", { method: "dialog" }, make("h2", {}, title), make("p", { class: "of" }, `“${quote}”`), box, tagging, trouble,
    make("div", { class: "acts" }, button, cancel, make("span", { class: "quiet" }, "Ctrl+Enter saves")));
  const dialog = make("dialog", { "aria-label": title }, form);
  cancel.addEventListener("click", () => dialog.close());
  box.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) form.requestSubmit();
  });
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    button.disabled = true;
    try {
      await save(box.value.trim(), tagged.value.split(",").map((tag) => tag.trim()).filter(Boolean));
      dialog.close();
    } catch (error) {
      trouble.textContent = error.message;
    } finally {
      button.disabled = false;
    }
  });
  show(dialog);
  box.focus();
}

/** Show text to be copied by hand. @param {string} title @param {string} text */
export function offerText(title, text) {
  const box = make("textarea", { readonly: "", "aria-label": title });
  box.value = text;
  const close = make("button", { type: "submit" }, "Close");
  show(make("dialog", { "aria-label": title }, make("form", { method: "dialog" }, make("h2", {}, title), box, make("div", { class: "acts" }, close))));
  box.select();
}

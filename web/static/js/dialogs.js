/** Dialogs: one to write in, one to read from. */

import { make } from "./elements.js";

/** @param {HTMLDialogElement} dialog */
export function show(dialog) {
  document.body.append(dialog);
  dialog.addEventListener("close", () => dialog.remove());
  dialog.showModal();
}

/** Show text to be copied by hand. @param {string} title @param {string} text */
export function offerText(title, text) {
  const box = make("textarea", { readonly: "", "aria-label": title });
  box.value = text;
  const close = make("button", { type: "submit" }, "Close");
  show(make("dialog", { "aria-label": title }, make("form", { method: "dialog" }, make("h2", {}, title), box, make("div", { class: "acts" }, close))));
  box.select();
}

/** The dialog in which a note is written: comment with preview, tags, why it is made, who sees it. */

import { make } from "./elements.js";
import { show } from "./dialogs.js";

const KINDS = [["", "Note"], ["questioning", "Question"], ["assessing", "Assessment"], ["linking", "Link"]];
const SEEN = [["public", "everybody"], ["team", "the team"], ["private", "only me"]];

/** @typedef {{body: string, tags: string[], kind: string, visibility: string}} Said */

/** Ask for a note. `save` gets what was said, and throws an Error with a sentence when it could not be kept; what was typed
 * then stays where it is.
 * @param {{title: string, quotes: string[], said?: Partial<Said>, plain?: boolean, save: (said: Said) => Promise<void>}} asked */
export function compose({ title, quotes, said = {}, plain = false, save }) {
  const box = make("textarea", { "aria-label": "Comment", maxlength: "100000", placeholder: "Markdown is understood" });
  box.value = said.body ?? "";
  const tags = make("input", { maxlength: "1700", autocomplete: "off", list: "known-tags", placeholder: "quality, shipment" });
  tags.value = (said.tags ?? []).join(", ");
  const kind = choice(KINDS, said.kind ?? "");
  const visibility = choice(SEEN, said.visibility ?? localStorage.getItem("visibility") ?? "public");
  const trouble = make("p", { class: "trouble", role: "alert" });
  const button = make("button", { type: "submit" }, "Save");
  const cancel = make("button", { type: "button", class: "plain" }, "Cancel");
  const more = plain ? [] : [make("label", { class: "tagging" }, "Tags, with commas between them", tags),
    make("div", { class: "choices" }, make("label", {}, "As ", kind), make("label", {}, "Seen by ", visibility))];
  const form = make("form", { method: "dialog" }, make("h2", {}, title), ...quotes.map((quote) => make("p", { class: "of" }, `“${quote}”`)),
    box, previewOf(box), ...more, trouble, make("div", { class: "acts" }, button, cancel, make("span", { class: "quiet" }, "Ctrl+Enter saves")));
  const dialog = make("dialog", { "aria-label": title }, form);
  cancel.addEventListener("click", () => dialog.close());
  dialog.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) form.requestSubmit();
  });
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    button.disabled = true;
    try {
      const listed = tags.value.split(",").map((tag) => tag.trim()).filter(Boolean);
      await save({ body: box.value.trim(), tags: listed, kind: kind.value, visibility: visibility.value });
      localStorage.setItem("visibility", visibility.value);
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

/** @param {string[][]} entries @param {string} chosen */
function choice(entries, chosen) {
  const select = make("select", {}, ...entries.map(([value, label]) => make("option", { value }, label)));
  select.value = chosen;
  return select;
}

/** A button that shows the comment as it will be shown. @param {HTMLTextAreaElement} box */
function previewOf(box) {
  const shown = make("div", { class: "preview body", hidden: "" });
  const button = make("button", { type: "button", class: "link", "aria-pressed": "false" }, "Preview");
  button.addEventListener("click", async () => {
    const open = shown.hidden;
    if (open) {
      const csrf = document.querySelector('meta[name="csrf"]').content;
      const answer = await fetch("/preview", { method: "POST", body: box.value, headers: { "X-CSRF-Token": csrf, "Content-Type": "text/plain" } }).catch(() => null);
      shown.innerHTML = answer?.ok ? await answer.text() : "The archive did not answer."; // sanitised by the archive
    }
    shown.hidden = !open;
    box.hidden = open;
    button.setAttribute("aria-pressed", String(open));
    button.textContent = open ? "Write" : "Preview";
  });
  return make("div", { class: "previewing" }, button, shown);
}

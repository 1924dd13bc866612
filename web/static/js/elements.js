/** Makes elements. */

/** Signs that turn the direction of what follows: shown as U+FFFD, as the server's pages show them. */
const TURNING = /[\u202a-\u202e\u2066-\u2069]/g;

/** @param {string} tag @param {Record<string, string>} attributes @param {...(Node|string)} children */
export function make(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.append(...children.map((child) => (typeof child === "string" ? child.replace(TURNING, "\ufffd") : child)));
  return element;
}

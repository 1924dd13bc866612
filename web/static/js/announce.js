/** Says something to everybody: on the screen and to screen readers, in one live region. */

let timer = 0;

/** @param {string} sentence */
export function announce(sentence) {
  const region = document.getElementById("announce");
  region.textContent = sentence;
  clearTimeout(timer);
  timer = setTimeout(() => { region.textContent = ""; }, 6000);
}

"""What a person does in a text in the browser: selecting words with the mouse, commenting on them."""

LETTER = (
    "Dear Mr Vale,\n\nWe hold our products to the industry’s highest standards, and nothing leaves this house unseen. "
    "The shipment of the third of March isn’t approved, and it will not be approved before the inquiry has ended.\n\n"
    "Yours sincerely,\nIda Brandt"
)

PLACE = """([words]) => {
  const article = document.getElementById('text');
  const at = article.textContent.indexOf(words);
  if (at < 0) return null;
  const range = document.createRange(), place = (offset, end) => {
    const walker = document.createTreeWalker(article, NodeFilter.SHOW_TEXT);
    for (let node; (node = walker.nextNode()); offset -= node.length)
      if (offset < node.length || (end && offset === node.length)) return [node, offset];
  };
  range.setStart(...place(at, false)); range.setEnd(...place(at + words.length, true));
  range.startContainer.parentElement.scrollIntoView({block: 'center', behavior: 'instant'});
  const boxes = [...range.getClientRects()];
  const first = boxes[0], last = boxes[boxes.length - 1];
  return [first.left + 0.5, first.top + first.height / 2, last.right - 0.5, last.top + last.height / 2];
}"""


def select(page, words):
    """Drag the mouse over the words, from the left edge of the first to the right edge of the last letter."""
    page.wait_for_function("document.documentElement.dataset.ready === 'yes'")
    left, top, right, bottom = page.evaluate(PLACE, [words])
    page.mouse.move(left, top)
    page.mouse.down()
    page.mouse.move((left + right) / 2, (top + bottom) / 2, steps=4)
    page.mouse.move(right, bottom, steps=4)
    page.mouse.up()


def comment(page, words, said):
    select(page, words)
    page.get_by_role("toolbar").get_by_role("button", name="Comment").click()
    page.get_by_role("dialog").get_by_role("textbox", name="Comment").fill(said)
    with page.expect_response(lambda response: response.request.method == "POST") as made:
        page.get_by_role("dialog").get_by_role("button", name="Save").click()
    assert made.value.status == 201
    page.get_by_text(said).first.wait_for()


def marked(page):
    """Return the words under the note's mark, joined over its pieces."""
    return "".join(page.locator("#text mark.note").all_text_contents())

/* The peer of `bench marks`: a small script that wraps marks around the words of a plain text, as client libraries do.
 * The text's nodes are listed once and found by bisection; each piece is wrapped by Range.surroundContents. */
function wrap(root, spans) {
  const nodes = [], starts = [];
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  for (let at = 0, node = walker.nextNode(); node; node = walker.nextNode()) {
    nodes.push(node);
    starts.push(at);
    at += node.data.length;
  }
  const split = (number, at) => {
    nodes.splice(number + 1, 0, nodes[number].splitText(at));
    starts.splice(number + 1, 0, starts[number] + at);
  };
  for (const [start, end] of spans) {
    let low = 0, high = starts.length;
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if (starts[middle] <= start) low = middle; else high = middle;
    }
    for (let number = low; number < nodes.length && starts[number] < end; number += 1) {
      if (starts[number] < start) { split(number, start - starts[number]); continue; }
      if (starts[number] + nodes[number].data.length > end) split(number, end - starts[number]);
      const range = document.createRange();
      range.selectNode(nodes[number]);
      range.surroundContents(document.createElement("mark"));
    }
  }
}

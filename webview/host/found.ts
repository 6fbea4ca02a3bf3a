/** Highlights what the filter found in the outputs that are in the page, without changing it. */

const NAME = 'found';

/** Marks each place of `piece`, capital or not; nothing when it is empty. */
export function highlightFound(root: ParentNode, piece: string): void {
  const wanted = piece.toLowerCase();
  const ranges =
    wanted === '' ? [] : [...root.querySelectorAll('.card-text')].flatMap((text) => rangesIn(text, wanted));
  if (ranges.length === 0) CSS.highlights.delete(NAME);
  else CSS.highlights.set(NAME, new Highlight(...ranges));
}

/** A text is in pieces where parts of it are marked; what is found may begin in one and end in another. */
function rangesIn(element: Element, wanted: string): readonly Range[] {
  const nodes: { readonly node: Node; readonly start: number; readonly end: number }[] = [];
  const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
  let text = '';
  for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
    const start = text.length;
    text += node.nodeValue ?? '';
    nodes.push({ node, start, end: text.length });
  }
  // Small letters may be more units than their capitals: then nothing would be where it was found.
  const small = text.toLowerCase();
  if (small.length !== text.length) return [];
  const ranges: Range[] = [];
  for (let at = small.indexOf(wanted); at >= 0; at = small.indexOf(wanted, at + wanted.length)) {
    const [first, last] = [at, at + wanted.length - 1].map((place) => nodes.find(({ end }) => place < end));
    if (first === undefined || last === undefined) break;
    const range = document.createRange();
    range.setStart(first.node, at - first.start);
    range.setEnd(last.node, at + wanted.length - last.start);
    ranges.push(range);
  }
  return ranges;
}

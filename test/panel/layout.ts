/**
 * What is wrong with the layout of the page as it stands: boxes that can be moved sideways, text that is cut without a
 * sign of it, texts that lie on each other. Runs in the page, so it names nothing outside of itself.
 */
export function layoutProblems(): readonly string[] {
  const MOST = 6;
  /** What may be wider than it is shown: columns side by side, the row of tabs, a table or a source in a box that takes the focus. */
  const MAY_SCROLL = '[data-listing], .tabs, .table-box[tabindex="0"][aria-label], .source[tabindex="0"][aria-label]';
  /** Not for eyes, or over everything for a moment. */
  const UNSEEN = '.visually-hidden, .definitions, .toast, .colour-probe, svg, script, style';
  const problems: string[] = [];

  const nameOf = (element: Element): string =>
    [element.tagName.toLowerCase(), ...element.classList].join('.') +
    ` “${(element.textContent ?? '').replace(/\s+/g, ' ').trim().slice(0, 30)}”`;
  const hasText = (element: Element): boolean =>
    [...element.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && (node.nodeValue ?? '').trim() !== '');

  function lookAt(element: Element): void {
    const { clientWidth, clientHeight, scrollWidth, scrollHeight } = element;
    const style = getComputedStyle(element);
    if (clientWidth === 0 || style.overflowX === 'visible') return;
    const isClamped = style.webkitLineClamp !== 'none' && style.webkitLineClamp !== '';
    const isCutter = style.overflowX === 'hidden' || style.overflowX === 'clip';
    if (scrollWidth > clientWidth + 1) {
      if (!isCutter && !element.matches(MAY_SCROLL)) problems.push(`moves sideways: ${nameOf(element)}`);
      if (isCutter && style.textOverflow !== 'ellipsis' && !isClamped)
        problems.push(`cut at its end: ${nameOf(element)}`);
    }
    if (isCutter && hasText(element) && !isClamped && scrollHeight > clientHeight + 2) {
      problems.push(`cut below: ${nameOf(element)}`);
    }
  }

  interface Box {
    readonly left: number;
    readonly right: number;
    readonly top: number;
    readonly bottom: number;
  }
  const clips = new Map<Element, Box>();
  const meet = (a: Box, b: Box): Box => ({
    left: Math.max(a.left, b.left),
    right: Math.min(a.right, b.right),
    top: Math.max(a.top, b.top),
    bottom: Math.min(a.bottom, b.bottom),
  });
  const screen: Box = { left: 0, top: 0, right: innerWidth, bottom: innerHeight };
  /** The part of the window in which the content of an element shows. */
  function clipOf(element: Element | null): Box {
    if (element === null) return screen;
    const known = clips.get(element);
    if (known !== undefined) return known;
    const outer = clipOf(element.parentElement);
    const isClipping = getComputedStyle(element).overflowX !== 'visible';
    const clip = isClipping ? meet(outer, element.getBoundingClientRect()) : outer;
    clips.set(element, clip);
    return clip;
  }

  function textBoxes(): readonly (Box & { readonly of: Element })[] {
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const range = document.createRange();
    const boxes: (Box & { readonly of: Element })[] = [];
    while (walker.nextNode() !== null) {
      const node = walker.currentNode;
      const parent = node.parentElement;
      if (parent === null || (node.nodeValue ?? '').trim() === '' || parent.closest(UNSEEN) !== null) continue;
      if (!parent.checkVisibility({ visibilityProperty: true })) continue;
      range.selectNodeContents(node);
      for (const rect of range.getClientRects()) {
        const seen = meet(rect, clipOf(parent));
        if (seen.right - seen.left > 1 && seen.bottom - seen.top > 1) boxes.push({ ...seen, of: parent });
      }
    }
    return boxes;
  }

  function lookForOverlaps(): void {
    const boxes = [...textBoxes()].sort((a, b) => a.top - b.top);
    for (const [index, box] of boxes.entries()) {
      for (const other of boxes.slice(index + 1)) {
        if (other.top >= box.bottom - 4) break;
        const isSame = other.of === box.of || other.of.contains(box.of) || box.of.contains(other.of);
        const shared = Math.min(box.right, other.right) - Math.max(box.left, other.left);
        if (!isSame && shared > 2) problems.push(`on each other: ${nameOf(box.of)} and ${nameOf(other.of)}`);
        if (problems.length >= MOST) return;
      }
    }
  }

  if (document.documentElement.scrollWidth > innerWidth) problems.push('the page moves sideways');
  for (const element of document.body.querySelectorAll('*')) if (element.closest(UNSEEN) === null) lookAt(element);
  lookForOverlaps();
  return problems.slice(0, MOST);
}

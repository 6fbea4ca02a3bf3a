/** What of a page is not shown as its own words: comments, scripts, styles, and drawings with titles of their own. */
const HIDDEN = [
  ['<!--', '-->'],
  ['<script', '</script'],
  ['<style', '</style'],
  ['<svg', '</svg'],
  ['<template', '</template'],
] as const;

/**
 * The text with everything in comments, scripts, styles, templates and drawings of a page made blank, so that places stay what they are.
 * Linear in the length of any text.
 */
export function maskHidden(text: string): string {
  // Only ASCII is lowered, so that offsets stay what they are.
  const lower = text.replace(/[A-Z]+/g, (letters) => letters.toLowerCase());
  let masked = '';
  let at = 0;
  for (let open = lower.indexOf('<'); open !== -1; open = lower.indexOf('<', Math.max(at, open + 1))) {
    const hidden = HIDDEN.find(
      ([begin]) =>
        lower.startsWith(begin, open) && (begin === '<!--' || /[\s/>]/.test(lower.charAt(open + begin.length))),
    );
    if (hidden === undefined) continue;
    const [begin, end] = hidden;
    const found = lower.indexOf(end, open + begin.length);
    const close = found === -1 ? text.length : found + end.length;
    masked += text.slice(at, open) + ' '.repeat(close - open);
    at = close;
  }
  return masked + text.slice(at);
}

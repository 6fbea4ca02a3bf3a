/** Where a text is inside a code fence, so that what a program or a transcript holds is not taken for scaffolding. */

const FENCE_LINE = /^[ \t]{0,8}(?:`{3,}|~{3,})[^\n]*$/gm;

/** Tells whether an offset is inside a fence. Offsets must be asked for in rising order. */
export function insideFences(text: string): (offset: number) => boolean {
  if (!/`{3}|~{3}/.test(text)) return () => false;
  const lines = [...text.matchAll(FENCE_LINE)].map(({ index }) => index);
  let at = 0;
  return (offset) => {
    while (at < lines.length && lines[at]! <= offset) at++;
    return at % 2 === 1;
  };
}

/** Whether one fence is around all of a text, so that what it holds is the answer as it came. */
export function isOneFence(text: string): boolean {
  if (!/^\s*(?:`{3}|~{3})/.test(text) || !/(?:`{3}|~{3})\s*$/.test(text.slice(-20))) return false;
  return [...text.matchAll(FENCE_LINE)].length === 2;
}

/** What the fence in the last line before a place says (the name of a language, or nothing); `null` where that line is no fence. */
export function fenceLabel(text: string, start: number): string | null {
  let end = start;
  while (end > 0 && /\s/.test(text.charAt(end - 1))) end--;
  if (!text.slice(end, start).includes('\n')) return null;
  const line = text.slice(text.lastIndexOf('\n', end - 1) + 1, end);
  return /^[ \t]*(?:`{3}|~{3})/.test(line) ? line.replace(/^[ \t]*[`~]+/, '').trim() : null;
}

/** A file parted into its front matter and what follows. */
export interface FrontMatter {
  /** The lines between the dashes, never evaluated (front matter can name code); `null` when there is none. */
  readonly front: string | null;
  readonly body: string;
  /** 0-based line on which the body begins. */
  readonly bodyLine: number;
}

const DASHES = /^---[ \t]*$/;
/** A key of a mapping, as YAML writes it. */
const KEY = /^(?:[\p{L}_][\p{L}\p{N}_. /-]{0,99}|"[^"]{0,99}"|'[^']{0,99}'):(?:\s|$)/u;
/** What a fence around a prompt file calls it. */
const PROMPT_FENCE = /^(?:prompt|prompty|dotprompt|chatmode|chatagent|agent|instructions|skill|markdown|md)?$/i;

/**
 * Sets front matter apart. Blank lines and comments (a licence) may stand before it, and a fence around the whole file. An
 * opening line of dashes that is never closed is text, as is `---js`.
 */
export function splitFrontMatter(text: string): FrontMatter {
  const content = text.startsWith('\uFEFF') ? text.slice(1) : text;
  const lines = content.split('\n').map((line) => line.replace(/\r$/, ''));
  const fenced = insideFence(lines);
  const [from, to] = fenced ?? [0, lines.length];
  const found = frontIn(lines, from, to);
  if (found === null && fenced === null) return { front: null, body: content, bodyLine: 0 };
  // A fence without front matter in it is one around the prompt only where it says so.
  if (found === null && !PROMPT_FENCE.test(infoOf(lines[from - 1] ?? '')))
    return { front: null, body: content, bodyLine: 0 };
  const bodyLine = found ? found.close + 1 : from;
  const all = content.split('\n');
  return {
    front:
      found &&
      all
        .slice(found.open + 1, found.close)
        .join('\n')
        .replace(/\r$/, ''),
    body: all.slice(bodyLine, to).join('\n'),
    bodyLine,
  };
}

interface Front {
  /** 0-based lines of the dashes. */
  readonly open: number;
  readonly close: number;
}

function frontIn(lines: readonly string[], from: number, to: number): Front | null {
  const open = afterComments(lines, from, to);
  if (!DASHES.test(lines[open] ?? '') || open >= to) return null;
  const close = lines.findIndex((line, at) => at > open && at < to && DASHES.test(line));
  if (close < 0) return null;
  // Behind a comment that could be a heading, dashes are a rule of Markdown unless keys stand between them.
  const isSure = open === from || lines.slice(from, open).every((line) => line.trim() === '');
  const first = lines.slice(open + 1, close).find((line) => line.trim() !== '' && !line.startsWith('#'));
  return isSure || KEY.test(first ?? '') ? { open, close } : null;
}

/** The comments that can stand before front matter, by what begins and what ends them. */
const BLOCKS = [
  ['<!--', '-->'],
  ['{{!--', '--}}'],
  ['{{!', '}}'],
  ['/*', '*/'],
  ['{#', '#}'],
] as const;

function afterComments(lines: readonly string[], from: number, to: number): number {
  let at = from;
  while (at < to) {
    const line = (lines[at] ?? '').trim();
    const block = BLOCKS.find(([open]) => line.startsWith(open));
    if (block) {
      const [open, close] = block;
      let last = at;
      while (
        last < to &&
        !(lines[last] ?? '').slice(last === at ? (lines[at] ?? '').indexOf(open) + open.length : 0).includes(close)
      )
        last++;
      if (last >= to) return at;
      at = last + 1;
    } else if (line === '' || line.startsWith('#') || line.startsWith('//')) at++;
    else return at;
  }
  return at;
}

/** [from, to) of the lines in a fence around the whole file; `null` when there is none. */
function insideFence(lines: readonly string[]): readonly [number, number] | null {
  const open = afterComments(lines, 0, lines.length);
  let close = lines.length - 1;
  while (close > open && (lines[close] ?? '').trim() === '') close--;
  const fence = /^(`{3,}|~{3,})/.exec(lines[open] ?? '')?.[1];
  if (fence === undefined || close <= open || infoOf(lines[open] ?? '').includes('`')) return null;
  const isClosing = (line: string): boolean =>
    line.trim().startsWith(fence) && line.trim().replaceAll(fence.charAt(0), '') === '';
  // The first line that closes it must be the last of the file.
  const first = lines.findIndex((line, at) => at > open && isClosing(line));
  return first === close ? [open + 1, close] : null;
}

function infoOf(line: string): string {
  return line.replace(/^[`~]+/, '').trim();
}

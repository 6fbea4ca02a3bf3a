/** A file parted into its front matter and what follows. */
export interface FrontMatter {
  /** The lines between the dashes, never evaluated (front matter can name code); `null` when there is none. */
  readonly front: string | null;
  readonly body: string;
  /** 0-based line on which the body begins. */
  readonly bodyLine: number;
}

const FENCE = /^---[ \t]*\r?\n(?:([\s\S]*?)\r?\n)?---[ \t]*(?:\r?\n|$)/;

/** Sets front matter apart. An opening line of dashes that is never closed is text, as is `---js`. */
export function splitFrontMatter(text: string): FrontMatter {
  const start = text.startsWith('\uFEFF') ? 1 : 0;
  const content = text.slice(start);
  const match = FENCE.exec(content);
  if (!match) return { front: null, body: content, bodyLine: 0 };
  const body = content.slice(match[0].length);
  return { front: match[1] ?? '', body, bodyLine: match[0].split('\n').length - 1 };
}

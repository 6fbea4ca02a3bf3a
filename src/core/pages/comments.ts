import type { Artefact } from './artefact.ts';

/** A comment, a string, a template, or a run of anything else, of a script. Each piece is read once, whatever is missing at its end. */
const PIECES =
  /\/\/[^\n]*|\/\*[^*]*(?:\*(?!\/)[^*]*)*(?:\*\/|$)|"[^"\\\n]*(?:\\[\s\S][^"\\\n]*)*"?|'[^'\\\n]*(?:\\[\s\S][^'\\\n]*)*'?|`[^`\\]*(?:\\[\s\S][^`\\]*)*`?|[^/"'`]+|\//g;

/** A script without its comments; strings that hold what looks like one are left as they are. */
export function withoutScriptComments(code: string): string {
  return code.replace(PIECES, (piece) => (piece.startsWith('//') || piece.startsWith('/*') ? ' ' : piece));
}

/** The names and numbers of a script in their order; comments and strings are left out. */
export function codeWords(code: string): readonly string[] {
  const words: string[] = [];
  for (const piece of code.match(PIECES) ?? []) {
    if (/^(?:["'`]|\/[/*])/.test(piece)) continue;
    for (const word of piece.match(/[A-Za-z_$][\w$]*|\d[\w.]*/g) ?? []) words.push(word);
  }
  return words;
}

/** Where `text` is found at or after `from`; the end when it is not. */
function indexOrEnd(lower: string, text: string, from: number): number {
  const at = lower.indexOf(text, from);
  return at === -1 ? lower.length : at;
}

/** Markup without its comments, and without those of its scripts and styles. */
function withoutMarkupComments(markup: string): string {
  const lower = markup.replace(/[A-Z]+/g, (letters) => letters.toLowerCase());
  let text = '';
  for (let at = 0; at < markup.length;) {
    const open = indexOrEnd(lower, '<', at);
    text += markup.slice(at, open);
    if (lower.startsWith('<!--', open)) {
      at = indexOrEnd(lower, '-->', open + 4) + 3;
      continue;
    }
    const name = /^<(script|style)\b/.exec(lower.slice(open, open + 8))?.[1];
    const end = name === undefined ? open + 1 : indexOrEnd(lower, `</${name}`, open);
    const piece = markup.slice(open, end);
    text +=
      name === 'script'
        ? withoutScriptComments(piece)
        : name === 'style'
          ? piece.replace(/\/\*[^*]*(?:\*(?!\/)[^*]*)*(?:\*\/|$)/g, ' ')
          : piece;
    at = end;
  }
  return text;
}

/** All code of an artefact, its comments left out. */
export function codeWithoutComments({ sources }: Artefact): string {
  return sources
    .map(({ language, text }) =>
      language === 'html' || language === 'svg' || language === 'vue'
        ? withoutMarkupComments(text)
        : withoutScriptComments(text),
    )
    .join('\n');
}

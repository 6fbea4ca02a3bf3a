import type { Span } from '../../text/span.ts';
import { textOf } from '../../text/span.ts';
import { insideFences } from './fences.ts';
import type { ScaffoldingKind } from './kind.ts';

/** Names of blocks of reasoning: those that models are trained on and those that prompts ask for. */
const NAMES =
  'think(?:ing)?|thoughts?|thought_process|reasoning|reflection|scratch_?pad|inner_?(?:monologue|thoughts?)|cot';
/**
 * A tag of such a block in angle, square or triangular brackets, with a vendor's prefix or bars: `<think>`, `[/THINK]`,
 * `◁think▷`, `<seed:think>`, `<|begin_of_thought|>`, `<|START_THINKING|>`.
 */
const TAG = new RegExp(
  `(<|&lt;|[[◁])\\|?(/?)(?:[a-z]{1,12}:)?(begin_of_|start_|end_of_|end_)?(?:${NAMES})(\\s[^<>[\\]=\\n]{1,40}=[^<>\\n]{0,160})?\\|?(>|&gt;|[\\]▷])`,
  'gi',
);
const CLOSING_BRACKET: Readonly<Record<string, string>> = { '<': '>', '&lt;': '&gt;', '[': ']', '◁': '▷' };
/** An answer that is marked as one ends a block that was never closed. */
const ANSWER_BEGINS = /(?:<\|?(?:begin_of_|start_)?(?:final_)?(?:answer|response|solution)\|?>)/i;
/** Prompts whose answer may be such a tag itself. */
const ABOUT_TAGS = /\b(?:tag|token|marker|element|delimiter)s?\b/i;

interface Tag extends Span {
  readonly closes: boolean;
}

/** `<think>` and its relatives: what is between the tags, and all that is before a closing one that was never opened. */
export const reasoningTags: ScaffoldingKind = {
  holds: 'reasoning',
  marks: '<&[◁',
  note: 'reasoning set aside',
  kept(text, { prompt }) {
    const tags = tagsOf(text);
    const [first] = tags;
    if (first === undefined) return null;
    if (textOf(text, first) === text.trim() && ABOUT_TAGS.test(prompt)) return null;
    return outsideBlocks(text, tags);
  },
};

/** How Open WebUI keeps reasoning in a conversation. */
const DETAILS = /<details\s+type="reasoning"[^<>]{0,200}>|<\/details>/gi;

function tagsOf(text: string): readonly Tag[] {
  if (text.includes('<details type="reasoning"')) return detailsOf(text);
  const found: Tag[] = [];
  const isInFence = insideFences(text);
  for (const match of text.matchAll(TAG)) {
    const [tag, open = '', slash, prefix = '', attributes, close = ''] = match;
    const [start, end] = [match.index, match.index + tag.length];
    if (CLOSING_BRACKET[open] !== close) continue;
    // A link, and a word in brackets that goes on, are no tags.
    if (open === '[' && (attributes !== undefined || /^[(:[]/.test(text.slice(end, end + 1)))) continue;
    const closes = slash === '/' || /^end/i.test(prefix);
    // Reasoning holds fences that it never closes; a tag in a fence only opens nothing.
    if (isQuoted(text, start, end) || (!closes && isInFence(start))) continue;
    found.push({ start, end, closes });
  }
  return found;
}

/** Blocks that a page folds away for its own reasons stay: only those of reasoning open one, and the next end closes it. */
function detailsOf(text: string): readonly Tag[] {
  const all = [...text.matchAll(DETAILS)].map(({ 0: tag, index }) => ({
    start: index,
    end: index + tag.length,
    closes: tag.startsWith('</'),
  }));
  return all.filter(({ closes }, index) => !closes || all[index - 1]?.closes === false);
}

/** `<think>` in quotation marks or as code is spoken about. */
function isQuoted(text: string, start: number, end: number): boolean {
  const [before, after] = [text.charAt(start - 1), text.charAt(end)];
  return /^["'`“‘]$/.test(before) && /^["'`”’]$/.test(after);
}

function outsideBlocks(text: string, tags: readonly Tag[]): readonly Span[] | null {
  let kept: Span[] = [];
  let from = 0;
  let open: Tag | null = null;
  let found = false;
  for (const tag of tags) {
    if (!tag.closes) {
      open ??= tag;
    } else if (open !== null) {
      kept.push({ start: from, end: open.start });
      [from, open, found] = [tag.end, null, true];
    } else {
      // The opening one was in the chat template: all before is reasoning.
      kept = [];
      [from, found] = [tag.end, true];
    }
  }
  if (open !== null && isOnOwnLine(text, open)) {
    found = true;
    kept.push({ start: from, end: open.start });
    const answer = text.slice(open.end).search(ANSWER_BEGINS);
    from = answer === -1 ? text.length : open.end + answer;
  }
  return found ? [...kept, { start: from, end: text.length }] : null;
}

/** A block that is never closed begins a line; inside a sentence a tag is only mentioned. */
function isOnOwnLine(text: string, { start }: Span): boolean {
  return /(?:^|\n)[ \t>]{0,20}$/.test(text.slice(Math.max(0, start - 24), start)) || text.slice(0, start).trim() === '';
}

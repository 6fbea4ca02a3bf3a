import { LONG_WORDS, SHORT_WORDS } from './limits.ts';
import { isMarked } from '../notation/notation.ts';
import { readList } from './list-key.ts';
import { readQualified } from './qualifier.ts';
import { nameKey, valueKey, withoutArticle } from './short-key.ts';
import { statementKey } from './statement.ts';
import { tokensOf } from './tokens.ts';
import { foldText } from '../text/fold.ts';

/** How one answer is compared: by a key alone, or by its wording as well. */

/** An answer as grouping sees it. */
export interface Reading {
  /** Equal keys are the same answer. */
  readonly key: string;
  /** What tells answers of one key apart when they do not agree on it (a year, a maker, an order); else `null`. */
  readonly qualifier: { readonly kind: string; readonly value: string } | null;
  /** Whether it is long enough to be compared by its wording. */
  readonly worded: boolean;
}

/** Reads an answer as it was written. */
export function readAnswer(answer: string, folded: string): Reading {
  if (isMarked(folded)) return { key: folded, qualifier: null, worded: false };
  const value = valueKey(folded);
  if (value !== null) return { key: value, qualifier: null, worded: false };
  const list = readList(answer);
  if (list !== null) {
    const qualifier = list.order === '' ? null : { kind: 'order', value: list.order };
    return { key: list.key, qualifier, worded: false };
  }
  if (hasManyWords(folded)) return { key: `text ${folded}`, qualifier: null, worded: true };
  const named = readQualified(answer);
  if (named !== null) {
    const { key, worded } = readPlain(foldText(named.name));
    if (!worded) return { key, qualifier: { kind: named.kind, value: named.added }, worded };
  }
  return { ...readPlain(folded), qualifier: null };
}

/** Whether a text is compared as a whole. Counts no further than it must. */
function hasManyWords(folded: string): boolean {
  let words = 1;
  for (let at = folded.indexOf(' '); at !== -1; at = folded.indexOf(' ', at + 1)) if (++words > LONG_WORDS) return true;
  return false;
}

function readPlain(folded: string): Pick<Reading, 'key' | 'worded'> {
  const tokens = tokensOf(folded);
  const value = /^[-+$€£¥]?\.?\d/.test(tokens[0] ?? '') ? valueKey(tokens.join(' ')) : null;
  if (value !== null) return { key: value, worded: false };
  const worded = withoutArticle(tokens).length >= SHORT_WORDS;
  const statement = statementKey(tokens);
  if (statement !== null) return { key: `says ${statement}`, worded };
  return worded ? { key: `text ${folded}`, worded } : { key: nameKey(tokens), worded };
}

/** How two readings of one key differ, in words. */
export function explainReadings(one: Reading, other: Reading): string {
  if (one.key.startsWith('list ')) return 'the same things listed';
  const kinds = new Set([one.qualifier?.kind, other.qualifier?.kind]);
  if (kinds.has('year') || kinds.has('remark')) return 'words in brackets aside';
  if (kinds.has('maker')) return 'who made it aside';
  if (one.key.startsWith('number ')) return 'the same number';
  if (one.key.startsWith('colour ')) return 'the same colour code';
  return one.key.startsWith('says ') ? 'the same said in other words' : 'article, spelling or spacing aside';
}

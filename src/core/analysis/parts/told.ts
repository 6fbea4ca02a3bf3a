import { foldText } from '../../text/fold.ts';
import type { Group, Report, SharedPart, SharedPhrase } from '../../model/report.ts';
import { LEAST_SHARE, partFinder } from './part-finder.ts';

/** What shared parts say beyond the rest of a report. */

/** An answer that holds a part and has this share of its outputs has told of it. */
const TOLD = 0.8;

/** The shared parts that the tally does not tell: those of several answers, most telling first. */
export function newParts(
  parts: Report['sharedParts'],
  groups: readonly Pick<Group, 'answer' | 'count'>[],
): readonly SharedPart[] {
  return (parts ?? []).filter(({ text, outputs }) => {
    const large = groups.filter(({ count }) => count >= TOLD * outputs);
    if (large.length === 0) return true;
    const holds = partFinder(text);
    return !large.some(({ answer }) => holds(foldText(answer)));
  });
}

/** A phrase with so many words of a shared part in a row is a fragment around it. */
const PIECE_WORDS = 3;

/** Each few words in a row of a part of two words or more. */
function piecesOf(words: readonly string[]): readonly string[] {
  const length = Math.min(PIECE_WORDS, words.length);
  if (length < 2) return [];
  return Array.from({ length: words.length - length + 1 }, (_, at) => words.slice(at, at + length).join(' '));
}

/**
 * Phrases that several models say in too few outputs to be shared parts, without those of the prompt; of a file of earlier versions,
 * which has no shared parts, all phrases that are not of the prompt.
 */
export function rarerPhrases({
  phrases,
  sharedParts: parts,
  outputs: total,
}: Pick<Report, 'phrases' | 'sharedParts'> & { readonly outputs: number }): readonly SharedPhrase[] {
  const own = (phrases ?? []).filter(({ echo }) => !echo);
  if (parts === undefined || parts === null) return own;
  const told = parts.flatMap(({ text }) => piecesOf(foldText(text).split(' ')));
  return own.filter(
    ({ phrase, outputs, targets }) =>
      targets > 1 && outputs < LEAST_SHARE * total && !told.some((piece) => ` ${phrase} `.includes(` ${piece} `)),
  );
}

import type { Span } from '../text/span.ts';

/** How clearly the words around an option say that it is the one that was chosen. */

/** Where an option is mentioned. */
export interface OptionMention extends Span {
  readonly option: string;
  readonly rank: number;
}

/**
 * 0: spoken against; 1: merely there; 2: first of its line, or said to be so; 3: chosen or declared; 4: the statement that a text
 * opens with; 5: the conclusion of a reasoning.
 */
export const CONCLUDED = 5;
const OPENING = 4;

/** Bounded: 60, like all that is looked for before a mention. */
const CHOSEN =
  /(?:\b(?:i(?:['’]ll| will| would|['’]d|['’]ve)?\s*(?:\w+ )?(?:pick|picked|choose|chose|chosen|select|selected|go with|went with|say|got|vote for|prefer)|(?:answer|(?:first |top |final |my )?choice|(?:my |final )?pick|result|verdict|option|outcome)(?: is|:)|landed on|lands on|shows?|(?:take|choose|pick)(?: the)?)\s*[:*_"“'(]*\s*(?:the |a |an |option )*[*_"“'($]*|\*\*["“]?|答案(?:是|为|為|：|:)?|选择?|選擇?|答えは?|正解は|正しいのは|정답은|답은)\s*[*_"“「(（]*$/iu;
/** Said to be so, which an explanation says of other things, too. Bounded: 60. */
const IS_SO = /\b(?:it['’]s|it is|would be|is|are|was|seems)\s*[:*_"“'(]*\s*(?:the |a |an |option )*[*_"“']*$/iu;
/** Bounded: 60. */
const CONCLUDES =
  /\b(?:so|therefore|thus|hence|leaving|leaves|in conclusion|overall|finally|ultimately|consequently|final answer(?: is)?|must be|has to be)[,:]?\s*(?:(?:i (?:pick|choose|say|go with)|the (?:correct |right |final )?(?:answer|choice|option) (?:is|must be)|it['’]s|it is|only|we (?:get|choose|pick))[,:]?\s*)?(?:the |option )?[:*_"“'($]*$/i;
// Bounded: 60.
const NEGATED =
  /\b(?:not|n['’]t|never|over|than|instead of|rather than|versus|vs\.?|between|unlike|against)\s+(?:the |a |an |choose |pick )*[*_"“']*$/i;
const LISTED = /^[*_"”']*\s*(?:,|or|and|\/|vs\.?|versus|、)\s*[*_"“']*$/i;
/** What is named beside the choice: the opposite, a distractor, what comes second. Bounded: 60. */
const BESIDE =
  /\b(?:opposite|alternatives?|distractors?|other (?:option|side|choice|one)|second|runner[- ]up|third|least|last time|wrong|incorrect|tempting|common mistake|many (?:would )?(?:say|think)|some (?:would )?(?:say|think)|smallest|until|before \d{4}|used to)\b[^.!?\n]{0,50}$/i;
const IS_RIGHT =
  /^[)\]*_"”'$]*\s*(?:[^\s.,;!?]{1,20}\s+)?(?:is|are|would be|must be|seems)\s+(?:the\s+|my\s+)?(?:correct|right|answer|choice|pick|best|winner|one i)\b/i;
const IS_WRONG =
  /^[)\]*_"”'$]*\s*(?:is|are|was|would be|can(?:no|['’])?t be|isn['’]t|aren['’]t)\s*(?:not\b|n['’]t|wrong\b|incorrect\b|ruled out|impossible\b|be\b)|^[)\]*_"”'$]*\s*(?:isn['’]t|aren['’]t)\b/i;
/** What may follow the answer that a text opens with. */
const ENDS = /^[)\]*_"”'$]*\s*(?:[.,;:!?—–-]|\(|$|\n|because\b|since\b)/;
const OPENS = /^[\s*_"“'`>#(\[$-]*(?:(?:the |option |answer:? |answer is )[*_"“'(]*)?$/i;
/** A model that takes back what it said. */
const CORRECTS =
  /\b(?:wait|scratch that|correction|on second thoughts?|let me (?:correct|reconsider|revise|change)|i (?:was wrong|made (?:a mistake|an error)|meant|mean|stand corrected)|my mistake|oops|actually,)/gi;
const REACH = 60;

/** How clearly a mention is the choice, by the words around it and the mentions beside it. */
export function optionRank(
  text: string,
  mention: OptionMention,
  previous?: OptionMention,
  next?: OptionMention,
): number {
  const before = text.slice(Math.max(0, mention.start - REACH), mention.start);
  const after = text.slice(mention.end, mention.end + REACH);
  if (NEGATED.test(before) || IS_WRONG.test(after)) return 0;
  if (isListed(text, mention, previous, next)) return 1;
  const opens = mention.start < REACH && OPENS.test(before);
  if (opens && ENDS.test(after)) return OPENING;
  const line = before.slice(before.lastIndexOf('\n') + 1);
  if (BESIDE.test(line)) return 1;
  if (CONCLUDES.test(line)) return CONCLUDED;
  if (CHOSEN.test(line) || IS_RIGHT.test(after)) return 3;
  return IS_SO.test(line) || /^[\s*_"“'`>#(-]*$/.test(before) ? 2 : 1;
}

function isListed(text: string, mention: OptionMention, previous?: OptionMention, next?: OptionMention): boolean {
  const joins = (one: OptionMention, other: OptionMention): boolean =>
    one.option !== other.option && other.start - one.end < REACH && LISTED.test(text.slice(one.end, other.start));
  return (next !== undefined && joins(mention, next)) || (previous !== undefined && joins(previous, mention));
}

/** How near a correction the new choice may be merely said: "Actually, no." */
const NEXT = 16;

/** The mentions behind the last correction, where something is chosen behind it; else all. */
export function sinceCorrection(text: string, mentions: readonly OptionMention[]): readonly OptionMention[] {
  const corrections = [...text.matchAll(CORRECTS)].map(({ index }) => index).reverse();
  for (const at of corrections) {
    const later = mentions.filter(({ start }) => start > at);
    const isNext = (later[0]?.start ?? Infinity) - at < NEXT;
    if ((isNext || later.some(({ rank }) => rank >= 2)) && later.length < mentions.length) return later;
  }
  return mentions;
}

import { foldText } from '../../text/fold.ts';
import type { Interval } from '../../model/report.ts';
import type { Condition } from '../../model/run.ts';
import { tokensOf } from '../texts/tokens.ts';
import { holdsWords } from './echo.ts';
import { HEX_COLOUR, plainHex } from './colours.ts';
import { numbersIn, toldBy, toldText } from './prompt-terms.ts';

/** An answer of more words is a text of its own, even if the prompt holds it. */
const MOST_WORDS = 12;

/** What is known of an answer. */
export interface AnswerWords {
  /** Folded. */
  readonly folded: string;
  /** `null` for texts. */
  readonly number: number | null;
}

/**
 * Tells whether a condition's prompt or system prompt already holds an answer: its words one behind the other, a colour in any notation,
 * a number that is not an end of the domain ("1 to 100" names what is allowed, and gives no answer away). An answer without a
 * letter or digit echoes nothing.
 */
export function echoesOf(condition: Condition, domain: Interval | null): (answer: AnswerWords) => boolean {
  const told = toldText(toldBy(condition));
  const padded = ` ${foldText(told)} `;
  const numbers = new Set(numbersIn(told).map(({ number }) => Number(number)));
  const colours = new Set([...told.matchAll(HEX_COLOUR)].map(([code]) => plainHex(code)));
  return ({ folded, number }) => {
    if (number !== null) return numbers.has(number) && number !== domain?.[0] && number !== domain?.[1];
    if (!/[\p{L}\p{N}]/u.test(folded)) return false;
    if (/^#[0-9a-f]{3,8}$/.test(folded)) return colours.has(plainHex(folded));
    return tokensOf(folded).length <= MOST_WORDS && holdsWords(padded, folded);
  };
}

import { typicalRendering } from '../prompt/render.ts';
import type { Condition, Parameters } from '../model/run.ts';

/**
 * How many tokens a text has, without a tokenizer: those are megabytes each, differ by model and are not published for
 * most. So there are two figures: a likely one to tell people, and one that is never passed.
 */

/** Likely tokens of what frames a turn (its role and its ends), and of what begins the reply. */
const FRAME = { turn: 4, call: 3 };
/** No server is known to add more than this to a turn and to a call. */
const MOST_FRAME = { turn: 16, call: 64 };

/**
 * Likely tokens of one character. Tokenizers have whole words of common Latin text, shorter pieces of other
 * alphabets, one or two characters of Chinese, Japanese and Korean, and parts of an emoji.
 */
function tokensOf(point: number): number {
  if (point < 0x80) return 1 / 4; // ASCII
  if (point < 0x2e80) return 1 / 2; // other alphabets, accents, punctuation
  return point <= 0xffff ? 1 : 2; // ideographs, kana, hangul; emoji and rare scripts
}

/** Likely number of tokens of a text: a quarter of its length for English, more for what tokenizers know less well. */
export function estimateTokens(text: string): number {
  let tokens = 0;
  for (const character of text) tokens += tokensOf(character.codePointAt(0)!);
  return Math.ceil(tokens);
}

/** The most tokens a text can have: one for each byte of its UTF-8, because no token is shorter than a byte. */
export function mostTokens(text: string): number {
  let bytes = 0;
  for (const character of text) {
    const point = character.codePointAt(0)!;
    bytes += point < 0x80 ? 1 : point < 0x800 ? 2 : point <= 0xffff ? 3 : 4;
  }
  return bytes;
}

/** Input tokens of one call. */
export interface InputTokens {
  readonly likely: number;
  /** Not passed by any tokenizer. */
  readonly most: number;
}

/** Input tokens of one call of a condition. Schemas and tools among the parameters are read by the model too. */
export function inputTokens(
  condition: Pick<Condition, 'prompt' | 'system' | 'messages' | 'shuffled'>,
  parameters: Parameters,
): InputTokens {
  const { system, messages } = typicalRendering(condition);
  const turns = messages.map(({ text }) => text);
  if (system !== null) turns.push(system);
  const structures = Object.values(parameters).filter((value) => typeof value === 'object' && value !== null);
  const texts = [...turns, ...structures.map((value) => JSON.stringify(value))];
  const sum = (count: (text: string) => number) => texts.reduce((total, text) => total + count(text), 0);
  return {
    likely: sum(estimateTokens) + turns.length * FRAME.turn + FRAME.call,
    most: sum(mostTokens) + turns.length * MOST_FRAME.turn + MOST_FRAME.call,
  };
}

import type { Extraction } from './extractor.ts';
import type { Sample } from './sample.ts';

/** From so many words in the median on, outputs are prose. */
const LONG_WORDS = 40;
/** A piece that is less than this part of an output says too little of it. */
const LEAST_PART = 1 / 5;

/** A word is a run of letters and digits, or one ideograph. */
const WORD = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]|[\p{L}\p{N}]+/gu;
/** More words than this are not counted. */
const MOST_COUNTED = 4_000;

function words(text: string): number {
  return text.slice(0, MOST_COUNTED * 6).match(WORD)?.length ?? 0;
}

/** The value that half of the outputs reach, each text as often as it was given. */
function middle(values: readonly (readonly [value: number, count: number])[], total: number): number {
  let seen = 0;
  for (const [value, count] of [...values].sort(([a], [b]) => a - b)) {
    seen += count;
    if (2 * seen >= total) return value;
  }
  return 0;
}

/** Whether outputs have the length of prose. */
export function areLong({ texts, total }: Sample): boolean {
  return (
    middle(
      texts.map(([text, count]) => [words(text), count]),
      total,
    ) >= LONG_WORDS
  );
}

/**
 * Whether outputs are prose of which `read` takes too small a piece to stand for it, so that whole texts are to be compared: 40
 * words or more in the median, and the piece less than a fifth of that.
 */
export function isProse(outputs: Sample, read: (text: string) => Extraction): boolean {
  if (!areLong(outputs)) return false;
  const parts = outputs.texts.map(([text, count]): readonly [number, number] => {
    const { answer } = read(text);
    return [answer === null ? 1 : words(answer) / Math.max(1, words(text)), count];
  });
  return middle(parts, outputs.total) < LEAST_PART;
}

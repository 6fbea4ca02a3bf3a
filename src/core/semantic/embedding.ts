import type { SemanticClass } from '../model/run.ts';
import type { Provider } from '../ports.ts';
import type { Asking } from './asking.ts';
import { claimsOf, keptApart } from '../grouping/contradiction.ts';
import { completeLinkage } from './linkage.ts';
import { shortened } from '../text/shortened.ts';

/** Answers as vectors: those that point the same way mean the same. */

/** Longest text that is sent of an answer, UTF-16 units: below the 8,192 tokens of the common models for any script. */
const LONGEST_EMBEDDED = 4000;
/** Gemini takes 100 texts a call; others take more. */
const BATCH_TEXTS = 100;
/** Characters of a call: OpenAI takes 300,000 tokens, small servers less. */
const BATCH_CHARACTERS = 60_000;

/** What is sent of each answer, cut into calls. */
export function embeddingBatches(answers: readonly string[]): readonly (readonly string[])[] {
  const batches: string[][] = [];
  let room = 0;
  for (const answer of answers) {
    const text = shortened(answer, LONGEST_EMBEDDED);
    const last = batches.at(-1);
    if (last === undefined || last.length === BATCH_TEXTS || text.length > room) {
      batches.push([text]);
      room = BATCH_CHARACTERS - text.length;
    } else {
      last.push(text);
      room -= text.length;
    }
  }
  return batches;
}

/** Asks for the vectors of the answers and makes classes of those that are alike. */
export async function classesByEmbedding(
  answers: readonly string[],
  { model, least }: { readonly model: string; readonly least: number },
  embed: NonNullable<Provider['embed']>,
  asking: Asking,
): Promise<readonly SemanticClass[]> {
  const vectors: (readonly number[])[] = [];
  for (const texts of embeddingBatches(answers)) {
    const reply = await asking.ask((signal) => embed({ model, texts }, signal));
    vectors.push(...reply.vectors);
  }
  return alike(answers, vectors, least);
}

/**
 * Classes in which every two answers have a cosine similarity of at least `least` and nothing keeps apart. The
 * first of a class is the first in the list. `vectors` are of any length above 0.
 */
export function alike(
  answers: readonly string[],
  vectors: readonly (readonly number[])[],
  least: number,
): readonly SemanticClass[] {
  const units = vectors.map(unit);
  const claims = answers.map(claimsOf);
  const similarity = (a: number, b: number): number => {
    const found = dot(units[a]!, units[b]!);
    return found >= least && keptApart(claims[a]!, claims[b]!) ? -Infinity : found;
  };
  return completeLinkage(answers.length, similarity, least)
    .filter((members) => members.length > 1)
    .map((members) => ({
      answers: members.map((member) => answers[member]!),
      similarity: members.map((member) => rounded(dot(units[members[0]!]!, units[member]!))),
    }));
}

/** To length 1; a vector of nothing stays as it is and is like none. */
function unit(vector: readonly number[]): Float64Array {
  const length = Math.hypot(...vector);
  return Float64Array.from(vector, (value) => (length === 0 ? 0 : value / length));
}

function dot(a: Float64Array, b: Float64Array): number {
  if (a.length !== b.length) return 0;
  let sum = 0;
  for (let index = 0; index < a.length; index++) sum += a[index]! * b[index]!;
  return sum;
}

function rounded(similarity: number): number {
  return Math.round(similarity * 1e4) / 1e4;
}

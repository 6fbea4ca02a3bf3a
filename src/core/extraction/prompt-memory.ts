import { rememberLast } from '../remember.ts';

/** What a prompt asks for stands in its first or last part; long documents in between are not searched, UTF-16 units. */
const PART = 1_500;

/** All answers of a run share one prompt: what can be told from its first and last part is kept until another one comes. */
export function rememberEnds<Result>(compute: (prompt: string) => Result): (prompt: string) => Result {
  return rememberLast((prompt) =>
    compute(prompt.length <= 2 * PART ? prompt : `${prompt.slice(0, PART)}\n${prompt.slice(-PART)}`),
  );
}

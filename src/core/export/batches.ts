import { UsageError } from '../model/usage-error.ts';

/** Characters of a batch, about: fewer make more calls of the system, more make a text in memory. */
const BATCH = 2 ** 16;

/** The same text in fewer pieces, none of them empty. */
export function* batches(pieces: Iterable<string>): Generator<string> {
  let parts: string[] = [];
  let length = 0;
  for (const piece of pieces) {
    parts.push(piece);
    length += piece.length;
    if (length < BATCH) continue;
    yield parts.join('');
    parts = [];
    length = 0;
  }
  if (length > 0) yield parts.join('');
}

/** Longest text that V8 makes, characters. */
const LONGEST_TEXT = 2 ** 29 - 24;

/** All pieces as one text, for those who cannot take them one by one. Throws a `UsageError` when no text is so long. */
export function wholeText(pieces: Iterable<string>, longest = LONGEST_TEXT): string {
  const parts: string[] = [];
  let length = 0;
  for (const piece of pieces) {
    parts.push(piece);
    length += piece.length;
    if (length > longest) {
      throw new UsageError(
        'This export is larger than 512 MB; export the run with `convergence-probe analyze --format`.',
      );
    }
  }
  return parts.join('');
}

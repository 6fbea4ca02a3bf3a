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

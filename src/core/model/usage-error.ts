/**
 * Something the user asked for cannot be done. `message` is one sentence for a person that says what to do; it
 * never holds a key. Shells show it as it is; every other error is a defect of this program.
 */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

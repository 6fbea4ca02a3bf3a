import { open } from 'node:fs/promises';

const CHUNK_BYTES = 256 * 1024;
/** Longest line that is read, bytes. What stands in it must fit into memory more than once. */
const LONGEST_BYTES = 128 * 2 ** 20;
const LINE_FEED = 10;

/**
 * Gives each line of a file, without its line feed, to `take`: as bytes that are only good until it returns, so that a
 * file of any size needs no more memory than its longest line; `null` for a line that is too long. The last line may lack
 * its line feed. Rejects with the system's error.
 */
export async function eachLine(
  file: string,
  take: (line: Buffer | null) => void,
  longest = LONGEST_BYTES,
): Promise<void> {
  const handle = await open(file, 'r');
  try {
    const chunk = Buffer.alloc(CHUNK_BYTES);
    let begun: Buffer[] = [];
    let length = 0;
    const keep = (part: Buffer): void => {
      length += part.length;
      if (length > longest) begun = [];
      else begun.push(part);
    };
    const finish = (): void => {
      const [only, more] = begun;
      take(length > longest ? null : more === undefined ? (only ?? Buffer.alloc(0)) : Buffer.concat(begun));
      begun = [];
      length = 0;
    };
    for (;;) {
      const { bytesRead } = await handle.read(chunk, 0, chunk.length, null);
      if (bytesRead === 0) break;
      const got = chunk.subarray(0, bytesRead);
      let from = 0;
      for (let feed = got.indexOf(LINE_FEED); feed >= 0; feed = got.indexOf(LINE_FEED, from)) {
        keep(got.subarray(from, feed));
        finish();
        from = feed + 1;
      }
      if (from < bytesRead) keep(Buffer.from(got.subarray(from)));
    }
    if (length > 0) finish();
  } finally {
    await handle.close();
  }
}

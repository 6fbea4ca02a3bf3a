import { open } from 'node:fs/promises';

const CHUNK_BYTES = 256 * 1024;
const LINE_FEED = 10;

/**
 * Gives each line of a file, without its line feed, to `take`: as bytes that are only good until it returns, so that a
 * file of any size needs no more memory than its longest line. The last line may lack its line feed. Rejects with the
 * system's error.
 */
export async function eachLine(file: string, take: (line: Buffer) => void): Promise<void> {
  const handle = await open(file, 'r');
  try {
    const chunk = Buffer.alloc(CHUNK_BYTES);
    let begun: Buffer[] = [];
    for (;;) {
      const { bytesRead } = await handle.read(chunk, 0, chunk.length, null);
      if (bytesRead === 0) break;
      const got = chunk.subarray(0, bytesRead);
      let from = 0;
      for (let feed = got.indexOf(LINE_FEED); feed >= 0; feed = got.indexOf(LINE_FEED, from)) {
        const end = got.subarray(from, feed);
        take(begun.length === 0 ? end : Buffer.concat([...begun, end]));
        begun = [];
        from = feed + 1;
      }
      if (from < bytesRead) begun.push(Buffer.from(got.subarray(from)));
    }
    if (begun.length > 0) take(Buffer.concat(begun));
  } finally {
    await handle.close();
  }
}

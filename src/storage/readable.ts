import { createReadStream, statSync, type Stats } from 'node:fs';
import { textOfBytes } from '../core/text/text-bytes.ts';
import { UsageError } from '../core/model/usage-error.ts';

/** What can be read to its end. */

/** Names of what is open already: a shell's `<(command)` and its pipes have somebody who writes. */
const DESCRIPTOR = /^\/(?:dev\/(?:stdin|fd\/\d+)|proc\/(?:self|\d+)\/fd\/\d+)$/;

/**
 * Throws a `UsageError` for everything that may never begin or end (a pipe that waits for a writer, a device, a socket),
 * and the system's error when there is nothing. `pipes`: whether a pipe that is open already may be read, once.
 */
export function checkReadable(file: string, { pipes = false } = {}): void {
  const found = statSync(file);
  if (found.isFile() || (pipes && found.isFIFO() && DESCRIPTOR.test(file))) return;
  throw new UsageError(`Cannot read ${file}: it is a ${kindOf(found)}, not a file.`);
}

function kindOf(found: Stats): string {
  if (found.isDirectory()) return 'folder';
  if (found.isFIFO()) return 'pipe';
  return found.isSocket() ? 'socket' : 'device';
}

/** The whole text of a file or an open pipe of at most so many bytes, without a byte order mark. Rejects as `checkReadable`. */
export async function readWhole(file: string, most: number): Promise<string> {
  checkReadable(file, { pipes: true });
  return wholeText(createReadStream(file), most, file);
}

/** The same of a stream; `name` is what a person calls it. */
export async function wholeText(source: AsyncIterable<Buffer>, most: number, name: string): Promise<string> {
  const pieces: Buffer[] = [];
  let length = 0;
  for await (const piece of source) {
    length += piece.length;
    if (length > most)
      throw new UsageError(`${name} holds more than ${String(Math.floor(most / 1e6))} MB, too much to send.`);
    pieces.push(piece);
  }
  return textOfBytes(Buffer.concat(pieces), name);
}

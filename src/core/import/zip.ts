import { inflateSync } from 'fflate/browser';
import { decompress } from 'fzstd';

/** Reads archives: those that zip tools and Python write, deflated or by Zstandard. Each is hostile. */

/** A file in an archive. */
export interface ZipEntry {
  readonly name: string;
  /** Bytes of its content, as the archive says. */
  readonly size: number;
  /** Bytes in the archive. */
  readonly packed: number;
  readonly method: number;
  /** Where its own header begins. */
  readonly offset: number;
  readonly crc: number;
}

/** An archive that cannot be read, and why, as the end of a sentence. */
export class ZipError extends Error {
  override readonly name = 'ZipError';
}

const END = 0x06054b50;
const END_64_PLACE = 0x07064b50;
const END_64 = 0x06064b50;
const ENTRY = 0x02014b50;
const LOCAL = 0x04034b50;
/** Longest comment at the end of an archive, and the record before it. */
const LONGEST_END = 0xffff + 22;
/** Stands where the true number is in the extra field. */
const IN_EXTRA = 0xffffffff;

/** Largest content that is unpacked, bytes: what is made of it must fit into memory. */
export const LARGEST_ENTRY = 128 * 2 ** 20;
/** All that is unpacked of one archive, bytes. */
const LARGEST_TOTAL = 8 * 2 ** 30;

/** Whether a file begins like an archive. */
export function isZip(begin: Uint8Array): boolean {
  return (
    begin[0] === 0x50 && begin[1] === 0x4b && ((begin[2] === 3 && begin[3] === 4) || (begin[2] === 5 && begin[3] === 6))
  );
}

/** Reads the files of an archive one by one, within bounds for all of them together. */
export class ZipArchive {
  readonly entries: readonly ZipEntry[];
  private readonly bytes: Uint8Array;
  private readonly view: DataView;
  private left = LARGEST_TOTAL;

  /** Throws a `ZipError` when its directory cannot be read, or claims more than there is. */
  constructor(bytes: Uint8Array) {
    this.bytes = bytes;
    this.view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    this.entries = this.within(() => this.directory());
    // Archives whose files overlap unpack to any size.
    const packed = this.entries.reduce((sum, entry) => sum + entry.packed, 0);
    if (packed > bytes.length) throw new ZipError('its files overlap');
  }

  /** The content of a file. Throws a `ZipError`. */
  content(entry: ZipEntry): Uint8Array {
    const { size, packed, method, crc } = entry;
    if (size > LARGEST_ENTRY) throw new ZipError('a file in it is larger than 128 MB');
    this.left -= size;
    if (this.left < 0) throw new ZipError('it unpacks to more than 8 GB');
    const from = this.within(() => this.dataOf(entry));
    if (from + packed > this.bytes.length) throw new ZipError('it is cut short');
    const content = unpacked(this.bytes.subarray(from, from + packed), method, size);
    if (content.length !== size || crc32(content) !== crc) throw new ZipError('a file in it is damaged');
    return content;
  }

  private directory(): readonly ZipEntry[] {
    const { offset, count } = this.end();
    const entries: ZipEntry[] = [];
    let at = offset;
    for (let index = 0; index < count; index++) {
      if (this.view.getUint32(at, true) !== ENTRY) throw new ZipError('its directory is damaged');
      const { entry, length } = this.entryAt(at);
      entries.push(entry);
      at += length;
    }
    return entries;
  }

  /** Where the directory begins, and how many entries it has. */
  private end(): { readonly offset: number; readonly count: number } {
    const { view } = this;
    for (let at = view.byteLength - 22; at >= Math.max(0, view.byteLength - LONGEST_END); at--) {
      if (view.getUint32(at, true) !== END) continue;
      const count = view.getUint16(at + 10, true);
      const offset = view.getUint32(at + 16, true);
      const is64 =
        at >= 20 && view.getUint32(at - 20, true) === END_64_PLACE && (count === 0xffff || offset === IN_EXTRA);
      return is64 ? this.end64(this.long(at - 12)) : { offset, count };
    }
    throw new ZipError('it is cut short');
  }

  private end64(at: number): { readonly offset: number; readonly count: number } {
    if (this.view.getUint32(at, true) !== END_64) throw new ZipError('its directory is damaged');
    return { offset: this.long(at + 48), count: this.long(at + 32) };
  }

  private entryAt(at: number): { readonly entry: ZipEntry; readonly length: number } {
    const { view } = this;
    const [nameLength, extraLength, commentLength] = [28, 30, 32].map((place) => view.getUint16(at + place, true));
    const extra = at + 46 + nameLength!;
    const sizes = [view.getUint32(at + 24, true), view.getUint32(at + 20, true), view.getUint32(at + 42, true)];
    const [size, packed, offset] = this.trueSizes(sizes, extra, extra + extraLength!);
    if ((view.getUint16(at + 8, true) & 1) === 1) throw new ZipError('it is encrypted');
    const name = new TextDecoder().decode(this.bytes.subarray(at + 46, extra));
    const [method, crc] = [view.getUint16(at + 10, true), view.getUint32(at + 16, true)];
    return {
      entry: { name, size: size!, packed: packed!, method, offset: offset!, crc },
      length: 46 + nameLength! + extraLength! + commentLength!,
    };
  }

  /** Numbers that did not fit stand in the extra field of ZIP64, in this order. */
  private trueSizes(sizes: readonly number[], from: number, to: number): readonly number[] {
    if (!sizes.includes(IN_EXTRA)) return sizes;
    for (let at = from; at + 4 <= to; at += 4 + this.view.getUint16(at + 2, true)) {
      if (this.view.getUint16(at, true) !== 1) continue;
      let next = at + 4;
      return sizes.map((size) => (size === IN_EXTRA ? this.long((next += 8) - 8) : size));
    }
    return sizes;
  }

  private dataOf({ offset }: ZipEntry): number {
    if (this.view.getUint32(offset, true) !== LOCAL) throw new ZipError('its directory is damaged');
    return offset + 30 + this.view.getUint16(offset + 26, true) + this.view.getUint16(offset + 28, true);
  }

  /** A number of 64 bits; beyond any file when it is too large for one of ours. */
  private long(at: number): number {
    const value = this.view.getBigUint64(at, true);
    return value > BigInt(Number.MAX_SAFE_INTEGER) ? Number.MAX_SAFE_INTEGER : Number(value);
  }

  /** A place beyond the end is a damaged archive. */
  private within<T>(read: () => T): T {
    try {
      return read();
    } catch (error) {
      if (error instanceof RangeError) throw new ZipError('its directory is damaged');
      throw error;
    }
  }
}

const STORED = 0;
const DEFLATED = 8;
/** Zstandard, by its number and by the one it had first. */
const ZSTANDARD: readonly number[] = [93, 20];

function unpacked(packed: Uint8Array, method: number, size: number): Uint8Array {
  if (method === STORED) return packed;
  // What is longer than the archive says does not fit, and its sum is then another one.
  const out = new Uint8Array(size);
  try {
    if (method === DEFLATED) return inflateSync(packed, { out });
    if (ZSTANDARD.includes(method)) return decompress(packed, out);
  } catch {
    throw new ZipError('a file in it is damaged');
  }
  throw new ZipError(`its files are compressed by a method that is not read here (${method})`);
}

const CRC_TABLE = Uint32Array.from({ length: 256 }, (_, index) => {
  let rest = index;
  for (let bit = 0; bit < 8; bit++) rest = (rest & 1) === 1 ? 0xedb88320 ^ (rest >>> 1) : rest >>> 1;
  return rest;
});

function crc32(bytes: Uint8Array): number {
  let crc = 0xffffffff;
  for (const byte of bytes) crc = CRC_TABLE[(crc ^ byte) & 0xff]! ^ (crc >>> 8);
  return ~crc >>> 0;
}

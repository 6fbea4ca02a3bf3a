import { UsageError } from '../model/usage-error.ts';

/** Its type has a name in some environments only. */
type Decoder = InstanceType<typeof TextDecoder>;

/** Encodings that are told by the bytes. */
type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be';

/** So many bytes tell the encoding. */
const ENOUGH = 256;

const NO_TEXT = 'it is not a text file';
const UNKNOWN_ENCODING =
  'it is not UTF-8 text but in another encoding, perhaps Windows-1252; save it as UTF-8 (spreadsheets: "CSV UTF-8")';
const UTF_32 = 'it is UTF-32 text; save it as UTF-8';
const CUT_SHORT = 'its last character is cut in two, or it is not UTF-8 text; save it as UTF-8';

/**
 * Makes text of the bytes of a file that come in pieces: UTF-8, or UTF-16 with a byte order mark or without; the mark is left out.
 * Nothing is replaced: any other encoding, which bytes alone do not tell, ends in a `UsageError` that names the file.
 */
export class TextBytes {
  private readonly name: string;
  private readonly mayBeDamaged: (begin: string) => boolean;
  private decoder: Decoder | null = null;
  private begin = new Uint8Array(0);

  /**
   * `name` is what a person calls the file. `mayBeDamaged`: whether a file that begins like this is read with what is no text
   * replaced, as the journal of a run is that was killed while it wrote a character.
   */
  constructor(name: string, mayBeDamaged: (begin: string) => boolean = () => false) {
    this.name = name;
    this.mayBeDamaged = mayBeDamaged;
  }

  /** The text of the next piece as far as it is whole. */
  push(bytes: Uint8Array): string {
    if (this.decoder !== null) return this.decoded(this.decoder, bytes);
    this.begin = joined(this.begin, bytes);
    return this.begin.length < ENOUGH ? '' : this.first().text;
  }

  /** The text of what is left. */
  end(): string {
    const { decoder, text } = this.decoder === null ? this.first() : { decoder: this.decoder, text: '' };
    try {
      return text + decoder.decode();
    } catch {
      return this.refuse(CUT_SHORT);
    }
  }

  private first(): { readonly decoder: Decoder; readonly text: string } {
    const { begin } = this;
    this.begin = new Uint8Array(0);
    const encoding = encodingOf(begin) ?? this.refuse(UTF_32);
    if (encoding === 'utf-8' && begin.subarray(0, ENOUGH).includes(0)) this.refuse(NO_TEXT);
    const fatal = !this.mayBeDamaged(new TextDecoder(encoding).decode(begin.subarray(0, ENOUGH)));
    const decoder = new TextDecoder(encoding, { fatal });
    this.decoder = decoder;
    return { decoder, text: this.decoded(decoder, begin) };
  }

  private decoded(decoder: Decoder, bytes: Uint8Array): string {
    try {
      return decoder.decode(bytes, { stream: true });
    } catch {
      return this.refuse(UNKNOWN_ENCODING);
    }
  }

  private refuse(problem: string): never {
    throw new UsageError(`${this.name} cannot be read: ${problem}.`);
  }
}

function joined(one: Uint8Array, other: Uint8Array): Uint8Array<ArrayBuffer> {
  const both = new Uint8Array(one.length + other.length);
  both.set(one);
  both.set(other, one.length);
  return both;
}

/** `null` for UTF-32. */
function encodingOf(begin: Uint8Array): Encoding | null {
  const [a, b, c, d] = begin;
  if ((a === 0xff && b === 0xfe && c === 0 && d === 0) || (a === 0 && b === 0 && c === 0xfe && d === 0xff)) return null;
  if (a === 0xff && b === 0xfe) return 'utf-16le';
  if (a === 0xfe && b === 0xff) return 'utf-16be';
  const zeros = [0, 0];
  // The first character of every second one of these is nothing in Latin letters, digits and brackets.
  begin.subarray(0, ENOUGH).forEach((byte, at) => (zeros[at % 2]! += byte === 0 ? 1 : 0));
  const pairs = Math.floor(Math.min(begin.length, ENOUGH) / 2);
  if (pairs > 0 && zeros[1]! > pairs / 2 && zeros[0] === 0) return 'utf-16le';
  if (pairs > 0 && zeros[0]! > pairs / 2 && zeros[1] === 0) return 'utf-16be';
  return 'utf-8';
}

/** The text of a whole file. Throws as `TextBytes`. */
export function textOfBytes(bytes: Uint8Array, name: string): string {
  const text = new TextBytes(name);
  return text.push(bytes) + text.end();
}

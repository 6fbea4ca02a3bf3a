/** Which encodings begin with which bytes, whatever a server calls them. */
const MARKS: readonly (readonly [readonly number[], string])[] = [
  [[0xef, 0xbb, 0xbf], 'utf-8'],
  [[0xff, 0xfe], 'utf-16le'],
  [[0xfe, 0xff], 'utf-16be'],
];
/** One byte a character: what is valid UTF-8 in them, and more than ASCII, is hardly ever meant. */
const ONE_BYTE = /^(?:windows-125\d|iso-8859-\d+)$/;

/**
 * The text of a body: by its byte order mark, else by the encoding that its content type declares, else as UTF-8. An
 * encoding that nobody knows is UTF-8, too. `isCut`: more bytes would have followed.
 */
export function decodedText(bytes: Uint8Array, contentType: string | null, isCut: boolean): string {
  const options = { stream: isCut };
  const decoder = decoderFor(MARKS.find(([mark]) => mark.every((byte, at) => bytes[at] === byte))?.[1]);
  const declared = decoder ?? decoderFor(declaredCharset(contentType));
  if (declared === null) return new TextDecoder().decode(bytes, options);
  const utf8 = ONE_BYTE.test(declared.encoding) ? strictUtf8(bytes, isCut) : null;
  return utf8 ?? declared.decode(bytes, options);
}

function declaredCharset(contentType: string | null): string | undefined {
  return /;\s*charset\s*=\s*"?([^\s";]+)/i.exec(contentType ?? '')?.[1];
}

/** `null` for no name and for one that the platform does not know. */
function decoderFor(charset: string | undefined): InstanceType<typeof TextDecoder> | null {
  if (charset === undefined) return null;
  try {
    return new TextDecoder(charset);
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}

function strictUtf8(bytes: Uint8Array, isCut: boolean): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes, { stream: isCut });
  } catch (error) {
    if (error instanceof TypeError) return null;
    throw error;
  }
}

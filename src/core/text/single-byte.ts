/**
 * The two single-byte encodings that UTF-8 is misread as in practice, as maps from a character to its byte.
 * ASCII is left out: it reads the same in all three.
 */
export type ByteOf = ReadonlyMap<number, number>;

/** Bytes 0x80 ... 0xFF of Mac OS Roman (Apple's ROMAN.TXT, with the Apple logo at 0xF0). */
const MAC_ROMAN =
  'ÄÅÇÉÑÖÜáàâäãåçéèêëíìîïñóòôöõúùûü†°¢£§•¶ß®©™´¨≠ÆØ∞±≤≥¥µ∂∑∏π∫ªºΩæø¿¡¬√ƒ≈∆«»…\u00a0ÀÃÕŒœ–—“”‘’÷◊ÿŸ⁄€‹›ﬁﬂ‡·‚„‰ÂÊÁËÈÍÎÏÌÓÔ\uf8ffÒÚÛÙıˆ˜¯˘˙˚¸˝˛ˇ';

/** Bytes 0x80 ... 0x9F of Windows-1252; a blank stands for the five bytes it leaves undefined. */
const WINDOWS_1252_LOW = '€ ‚ƒ„…†‡ˆ‰Š‹Œ Ž  ‘’“”•–—˜™š›œ žŸ';

function macRoman(): ByteOf {
  const bytes = new Map<number, number>();
  for (let index = 0; index < MAC_ROMAN.length; index++) bytes.set(MAC_ROMAN.charCodeAt(index), 0x80 + index);
  // Two characters that old and new tables place differently, or that NFC turns into a twin.
  bytes.set(0xa4, 0xdb); // currency sign, where the euro stands since 1998
  bytes.set(0x2126, 0xbd); // ohm sign for Greek omega
  bytes.set(0x394, 0xc6); // Greek delta for the increment sign
  return bytes;
}

function windows1252(): ByteOf {
  const bytes = new Map<number, number>();
  // Latin-1 first: bytes 0x80 ... 0x9F as C1 controls are what a Latin-1 reader leaves behind.
  for (let byte = 0x80; byte <= 0xff; byte++) bytes.set(byte, byte);
  for (let index = 0; index < WINDOWS_1252_LOW.length; index++) {
    const code = WINDOWS_1252_LOW.charCodeAt(index);
    if (code !== 0x20) bytes.set(code, 0x80 + index);
  }
  return bytes;
}

/** Mac OS Roman: character code -> byte. */
export const MAC_ROMAN_BYTES: ByteOf = macRoman();

/** Windows-1252, and Latin-1 where that differs: character code -> byte. */
export const WINDOWS_1252_BYTES: ByteOf = windows1252();

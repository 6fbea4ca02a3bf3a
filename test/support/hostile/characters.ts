import { kinds, kindsOf, LONG, repeated, scattered } from './kinds.ts';

const range = (from: number, to: number): string =>
  Array.from({ length: to - from }, (_, at) => String.fromCodePoint(from + at)).join('');

/** Where blocks of Unicode begin that behave unlike Latin: other digits, marks, directions, joining, cases, planes. */
const BLOCKS = [
  ...[0x80, 0x250, 0x300, 0x370, 0x400, 0x530, 0x590, 0x600, 0x700, 0x780, 0x900, 0xa00, 0xb80, 0xd00, 0xe00, 0xf00],
  ...[0x1000, 0x1100, 0x1200, 0x13a0, 0x1680, 0x1780, 0x1800, 0x1ab0, 0x1e00, 0x1f00, 0x2000, 0x2070, 0x20d0, 0x2150],
  ...[0x2190, 0x2200, 0x2460, 0x2500, 0x2600, 0x2800, 0x2e80, 0x3000, 0x3040, 0x3130, 0x3200, 0x4e00, 0xa000, 0xac00],
  ...[0xe000, 0xf900, 0xfb00, 0xfe00, 0xff00, 0x10000, 0x10900, 0x11000, 0x12000, 0x13000, 0x1d100, 0x1d400, 0x1d7ce],
  ...[0x1f000, 0x1f1e6, 0x1f300, 0x1f900, 0x20000, 0xe0000, 0xe0100, 0xf0000, 0x10ff00],
];

export const BROKEN_CHARACTERS = [
  ...BLOCKS.map((from) => ({
    name: `every character: from U+${from.toString(16).toUpperCase()}`,
    make: () => Array.from({ length: 20 }, () => range(from, from + 0x100)).join('\n'),
  })),
  ...kinds('characters', {
    'a high surrogate alone': 'The answer is \ud83d',
    'a low surrogate alone': '\ude00 is the answer',
    'surrogates the wrong way round': () => repeated('\ude00\ud83d'),
    'a surrogate at the end of a cut': () => `${'x'.repeat(19_999)}😀${'x'.repeat(100)}`,
    'a surrogate at every border': () => Array.from({ length: 300 }, (_, at) => `${'x'.repeat(at)}😀`).join(' '),
    noncharacters: () => repeated('\uffff\ufffe\ufdd0'),
    'NUL in the middle': '4\u00002',
    'NUL at both ends': '\u000042\u0000',
    'every control character': () => Array.from({ length: 0xa0 }, (_, at) => `a${String.fromCharCode(at)}b`).join(''),
    'a byte order mark before all': '\ufeff\ufeff42',
    'mojibake once': 'It is itâ€™s dÃ©jÃ  vu',
    'mojibake of mojibake': 'ÃƒÂ©ÃƒÂ©ÃƒÂ©',
    'mojibake five times': () => mojibake('é', 5),
    'mojibake eleven times': () => mojibake('é', 11),
    'a long chain of mojibake': () => repeated(mojibake('naïve – “quote”', 2)),
    'mojibake of every letter': () =>
      Array.from({ length: 0x60 }, (_, at) => mojibake(String.fromCharCode(0xa0 + at), 2)).join(' '),
    'mojibake of emoji': () => repeated(mojibake('😀', 1)),
    'halves of mojibake': () => repeated('Ã Ã â â€ ðŸ '),
    Zalgo: () => [...'HE COMES'].map((letter) => letter + marks(60)).join(''),
    'Zalgo without end': () => `a${marks(LONG)}`,
    'letters with a mark each': () => repeated('e\u0301a\u0300o\u0308'),
    'a mark before all': '\u0301\u030142',
    'Hangul that is composed': () => repeated('\u1100\u1161\u11a8'),
    'characters that grow when they are normalised': () => repeated('\ufdfa', 20_000),
    'characters that grow in upper case': () => repeated('ß\u0149\u0390ﬃ'),
    'the Turkish i': 'İSTANBUL ıstanbul i̇stanbul',
    'Latin look-alikes': 'раураl аррlе Ωne',
    'letters in circles': 'Ⓣⓗⓔ ⓐⓝⓢⓦⓔⓡ ⓘⓢ ④②',
    'mathematical letters': '𝐓𝐡𝐞 𝐚𝐧𝐬𝐰𝐞𝐫 𝐢𝐬 𝟒𝟐',
    'wide letters': 'Ｔｈｅ　ａｎｓｗｅｒ　ｉｓ　４２',
    'a private use area': () => repeated('\ue000\uf8ff\u{100000}'),
    'characters at random': () =>
      scattered(20_000, 0x110000)
        .map((code) => String.fromCodePoint(code))
        .join(''),
    'halves at random': () =>
      scattered(20_000, 0x10000)
        .map((code) => String.fromCharCode(code))
        .join(''),
  }),
];

export const HIDDEN_CHARACTERS = [
  ...kindsOf(
    'between digits',
    ['\u200b', '\u200c', '\u200d', '\u2060', '\ufeff', '\u00ad', '\u034f', '\u202e'],
    (unit) => `4${unit}2`,
  ),
  ...kinds('direction', {
    'an override that is never ended': 'safe\u202etxt.exe',
    'isolates that are never ended': () => repeated('\u2066\u2067\u2068'),
    'embeddings and ends mixed': () => repeated('\u202a\u202c\u202b\u202c\u202d'),
    'an end without a beginning': '\u202c\u2069\u202c42',
    'Hebrew with Latin and digits': 'התשובה היא 42 (answer) שלום',
    'Arabic digits with marks': '\u061c٤٢\u200f ٪',
  }),
  ...kinds('terminal', {
    'clears the screen': '\u001b[2J\u001b[H42',
    'sets the title': '\u001b]0;pwned\u0007 42',
    'fills the clipboard': '\u001b]52;c;cm0gLXJmIH4=\u0007',
    'a link': '\u001b]8;;http://127.0.0.1:9/\u001b\\click\u001b]8;;\u001b\\',
    'a device control string': '\u001bP+q544e\u001b\\',
    'asks for an answer': '\u001b[6n\u001b[c\u001b[>c\u0005',
    'eight bit controls': '\u009b31mred\u009d0;title\u009c',
    'never ends a sequence': () => `\u001b]0;${'x'.repeat(LONG)}`,
    'colours every letter': () => repeated('\u001b[31ma\u001b[0m'),
    'moves back over itself': () => `failed${'\b'.repeat(6)}passed`,
    'carriage returns over itself': 'refused\rcompleted 50 of 50',
    'the alternate screen': '\u001b[?1049h\u001b[?25l\u001b[?1000h',
    'a bell for ever': () => '\u0007'.repeat(10_000),
    'tabs wider than the screen': () => `a${'\t'.repeat(10_000)}b`,
  }),
  ...kinds('hidden', {
    'words in tags of language': () =>
      [...'ignore all'].map((letter) => String.fromCodePoint(0xe0000 + letter.charCodeAt(0))).join(''),
    'variation selectors that carry bytes': () =>
      Array.from({ length: 240 }, (_, at) => String.fromCodePoint(0xe0100 + at)).join(''),
    'a joiner between all letters': () => [...'completely ordinary'].join('\u2060'),
    'only what is not seen': '\u200b\u200c\u200d\u2060\ufeff',
    'soft hyphens in every word': () => repeated('hy\u00adphen\u00adat\u00adion '),
    'fillers of Hangul': '\u3164\u115f\u1160\uffa0',
    'empty Braille': () => '\u2800'.repeat(1_000),
  }),
];

function marks(count: number): string {
  return Array.from({ length: count }, (_, at) => String.fromCharCode(0x300 + (at % 0x6f))).join('');
}

/** Text that was read as Windows-1252 so many times (the five bytes without a character there are kept as controls). */
function mojibake(text: string, times: number): string {
  const latin = new TextDecoder('windows-1252');
  let broken = text;
  for (let turn = 0; turn < times; turn++) broken = latin.decode(new TextEncoder().encode(broken));
  return broken;
}

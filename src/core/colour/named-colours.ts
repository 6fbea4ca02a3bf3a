/** Names of colours and their codes: those of CSS (CSS Color Module Level 4, section 6.1) that people say, and some more. */
const CODES: Readonly<Record<string, string>> = {
  ...{ aqua: '00ffff', aquamarine: '7fffd4', azure: 'f0ffff', beige: 'f5f5dc', black: '000000', blue: '0000ff' },
  ...{ brown: 'a52a2a', chartreuse: '7fff00', chocolate: 'd2691e', coral: 'ff7f50', crimson: 'dc143c', cyan: '00ffff' },
  ...{ fuchsia: 'ff00ff', gold: 'ffd700', goldenrod: 'daa520', gray: '808080', grey: '808080', green: '008000' },
  ...{ indigo: '4b0082', ivory: 'fffff0', khaki: 'f0e68c', lavender: 'e6e6fa', lime: '00ff00', magenta: 'ff00ff' },
  ...{ maroon: '800000', navy: '000080', olive: '808000', orange: 'ffa500', orchid: 'da70d6', peru: 'cd853f' },
  ...{ pink: 'ffc0cb', plum: 'dda0dd', purple: '800080', red: 'ff0000', salmon: 'fa8072', sienna: 'a0522d' },
  ...{ silver: 'c0c0c0', tan: 'd2b48c', teal: '008080', thistle: 'd8bfd8', tomato: 'ff6347', turquoise: '40e0d0' },
  ...{
    violet: 'ee82ee',
    wheat: 'f5deb3',
    white: 'ffffff',
    yellow: 'ffff00',
    cornflower: '6495ed',
    periwinkle: 'ccccff',
  },
  ...{ amber: 'ffbf00', burgundy: '800020', cerulean: '007ba7', charcoal: '36454f', cobalt: '0047ab', cream: 'fffdd0' },
  ...{ emerald: '50c878', jade: '00a86b', lilac: 'c8a2c8', mauve: 'e0b0ff', mint: '98ff98', mustard: 'ffdb58' },
  ...{ ochre: 'cc7722', peach: 'ffe5b4', rose: 'ff007f', ruby: 'e0115f', rust: 'b7410e', sapphire: '0f52ba' },
  ...{ scarlet: 'ff2400', taupe: '483c32', ultramarine: '3f00ff', vermilion: 'e34234', viridian: '40826d' },
};

/** Words before a name that change how light or strong it is, not its hue. */
const SHADES = new Set(
  'light dark pale deep bright neon pastel hot royal sky dusty soft vivid medium electric midnight forest sea baby powder steel navy slate burnt olive'.split(
    ' ',
  ),
);

/**
 * The code of a colour, six lower-case hex digits, by its folded name or code: "teal", "dark blue", "skyblue", "#0af"; `null` for
 * anything else. Of a name with a shade before it, the code of the plain name: the hue is what it is asked for.
 */
export function colourCode(folded: string): string | null {
  const hex = /^#?([0-9a-f]{6}|[0-9a-f]{3})$/.exec(folded);
  if (hex !== null && folded.startsWith('#')) {
    const digits = hex[1]!;
    return digits.length === 6 ? digits : [...digits].map((digit) => digit + digit).join('');
  }
  const words = folded.split(' ');
  const name = words.at(-1)!;
  const known = words.slice(0, -1).every((word) => SHADES.has(word));
  return known && words.length <= 3 && Object.hasOwn(CODES, name) ? CODES[name]! : null;
}

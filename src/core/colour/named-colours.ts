import { colorsNamed } from 'culori/fn';

/** Names that people say and CSS does not know. */
const MORE_NAMES: Readonly<Record<string, string>> = {
  ...{ amber: 'ffbf00', burgundy: '800020', cerulean: '007ba7', charcoal: '36454f', cobalt: '0047ab', cream: 'fffdd0' },
  ...{ cornflower: '6495ed', emerald: '50c878', jade: '00a86b', lilac: 'c8a2c8', mauve: 'e0b0ff', mint: '98ff98' },
  ...{ mustard: 'ffdb58', ochre: 'cc7722', peach: 'ffe5b4', periwinkle: 'ccccff', rose: 'ff007f', ruby: 'e0115f' },
  ...{ rust: 'b7410e', sapphire: '0f52ba', scarlet: 'ff2400', taupe: '483c32', ultramarine: '3f00ff' },
  ...{ vermilion: 'e34234', viridian: '40826d' },
};

/** The code of a name in one word; `null` when it is none of a colour. */
function codeOf(name: string): string | null {
  if (Object.hasOwn(MORE_NAMES, name)) return MORE_NAMES[name]!;
  if (!Object.hasOwn(colorsNamed, name)) return null;
  return (colorsNamed as Readonly<Record<string, number>>)[name]!.toString(16).padStart(6, '0');
}

/** Words before a name that change how light or strong it is, not its hue. */
const SHADES = new Set(
  'light dark pale deep bright neon pastel hot royal sky dusty soft vivid medium electric midnight forest sea baby powder steel navy slate burnt olive'.split(
    ' ',
  ),
);

/**
 * The code of a colour, six lower-case hex digits, by its folded name or code: "teal", "dark blue", "skyblue", "#0af"; `null` for
 * anything else. Of a name with a shade that CSS does not know, the code of the plain name: the hue is what it is asked for.
 */
export function colourCode(folded: string): string | null {
  const hex = /^#?([0-9a-f]{6}|[0-9a-f]{3})$/.exec(folded);
  if (hex !== null && folded.startsWith('#')) {
    const digits = hex[1]!;
    return digits.length === 6 ? digits : [...digits].map((digit) => digit + digit).join('');
  }
  const words = folded.split(' ');
  if (words.length > 3 || !words.slice(0, -1).every((word) => SHADES.has(word))) return null;
  return codeOf(words.join('')) ?? codeOf(words.at(-1)!);
}

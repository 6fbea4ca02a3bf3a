/** Names of colours that mean nothing else in most prompts. */
const PLAIN = new Set(
  'aqua aquamarine azure beige black blue brown chartreuse crimson cyan fuchsia gray green grey indigo khaki lavender magenta maroon mauve ochre pink purple red scarlet taupe teal turquoise vermilion violet white yellow'.split(
    ' ',
  ),
);
/** Names of colours that are things, too: a recipe for salmon speaks of no colour. */
const THINGS = new Set(
  'amber burgundy cerulean charcoal cobalt coral cornsilk cream emerald gold ivory jade lilac lime linen navy olive orange orchid peach plum rust salmon sapphire sienna silver tan thistle tomato wheat'.split(
    ' ',
  ),
);
/** Words beside which a name that is a thing, too, is a colour. */
const SPEAKS_OF_COLOUR =
  /^(?:colou?r(?:s|ed)?|palette|hue|hues|shade|shades|tint|background|foreground|paint|gradient|hex|rgb|css|#[0-9a-f]{3,8})$/;

/** The names of colours among the folded words of a prompt. */
export function coloursAmong(words: readonly string[]): readonly string[] {
  const speaksOfColour = words.some((word) => PLAIN.has(word) || SPEAKS_OF_COLOUR.test(word));
  return words.filter((word) => PLAIN.has(word) || (speaksOfColour && THINGS.has(word)));
}

/** Hex codes of 3, 4, 6 or 8 digits, wherever they stand. */
export const HEX_COLOUR = /#(?:[0-9a-f]{8}|[0-9a-f]{6}|[0-9a-f]{3,4})(?![0-9a-z_-])/gi;

/** A hex code in the form in which two notations of one colour are equal: lower case, six digits, eight with transparency. */
export function plainHex(code: string): string {
  const digits = code.slice(1).toLowerCase();
  if (digits.length > 4) return `#${digits}`;
  return `#${[...digits].map((digit) => digit + digit).join('')}`;
}

/** Names of colours that people write in prompts: those of CSS that are one plain word, and a few that are not in it. */
export const COLOUR_NAMES: ReadonlySet<string> = new Set(
  'aqua aquamarine azure beige black blue brown chartreuse coral cornsilk crimson cyan fuchsia gold gray green grey indigo ivory khaki lavender lime linen magenta maroon navy olive orange orchid pink plum purple red salmon sienna silver tan teal thistle tomato turquoise violet wheat white yellow amber burgundy cerulean charcoal cobalt cream emerald jade lilac mauve ochre peach rust sapphire scarlet taupe vermilion'.split(
    ' ',
  ),
);

/** Hex codes of 3, 4, 6 or 8 digits, wherever they stand. */
export const HEX_COLOUR = /#(?:[0-9a-f]{8}|[0-9a-f]{6}|[0-9a-f]{3,4})(?![0-9a-z_-])/gi;

/** A hex code in the form in which two notations of one colour are equal: lower case, six digits, eight with transparency. */
export function plainHex(code: string): string {
  const digits = code.slice(1).toLowerCase();
  if (digits.length > 4) return `#${digits}`;
  return `#${[...digits].map((digit) => digit + digit).join('')}`;
}

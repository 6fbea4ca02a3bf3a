import { ANIMATION } from './animation.ts';
import { INTERACTION } from './interaction.ts';
import { LIBRARIES } from './libraries.ts';
import { COLOUR } from './palette.ts';
import { RENDERING } from './rendering.ts';
import { AUDIO, STRUCTURE } from './structure.ts';
import { TECHNIQUE } from './technique.ts';
import type { Trait } from './trait.ts';

const libraryTraits: readonly Trait[] = LIBRARIES.map(({ id, label, globals, modules }) => ({
  ...{ id, label, family: 'library' },
  counts: `${label} is loaded or used: ${[...globals, ...modules.slice(0, 1)].join(', ')} as a name, a module or part of an address.`,
  has: (facts) => facts.libraries.has(id),
}));

/** All traits, in the order of tables. */
export const TRAITS = [
  ...RENDERING,
  ...libraryTraits,
  ...ANIMATION,
  ...TECHNIQUE,
  AUDIO,
  ...INTERACTION,
  ...STRUCTURE,
  ...COLOUR,
] as const satisfies readonly Trait[];

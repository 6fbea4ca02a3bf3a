import { BROKEN_CHARACTERS, HIDDEN_CHARACTERS } from './characters.ts';
import { CODE } from './code.ts';
import { DATA } from './data.ts';
import { MARKUP } from './markup.ts';
import { NUMBERS } from './numbers.ts';
import { PROSE } from './prose.ts';
import { REPEATS } from './repeats.ts';
import type { HostileOutput } from './kinds.ts';

/**
 * Outputs that a model might give to hurt whoever reads them: 500 kinds, each the same text in every run. They are made when
 * they are asked for, since some are long.
 */
export const HOSTILE_OUTPUTS: readonly HostileOutput[] = [
  ...REPEATS,
  ...BROKEN_CHARACTERS,
  ...HIDDEN_CHARACTERS,
  ...NUMBERS,
  ...MARKUP,
  ...CODE,
  ...DATA,
  ...PROSE,
];

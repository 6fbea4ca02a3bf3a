import * as fc from 'fast-check';
import { Dice } from './dice.ts';
import { mutatedText, mutatedValue } from './mutate.ts';

/** The text of a file that holds JSON: as it was, with members changed, or with the text itself damaged. */
export function jsonFiles<T>(values: fc.Arbitrary<T>): fc.Arbitrary<string> {
  return fc.tuple(values, fc.nat(2 ** 31 - 1)).map(([value, seed]) => {
    const dice = new Dice(seed);
    let changed: unknown = value;
    for (let turn = dice.one([0, 1, 1, 2, 4]); turn > 0; turn--) changed = mutatedValue(changed, dice);
    const text = JSON.stringify(changed) ?? 'null';
    return dice.chance(0.15) ? mutatedText(text, dice) : text;
  });
}

/** One of the seeds, changed as a text. */
export function mutatedSeeds<T>(seeds: readonly T[], change: (seed: T, dice: Dice) => T): readonly fc.Arbitrary<T>[] {
  if (seeds.length === 0) return [];
  return [fc.tuple(fc.constantFrom(...seeds), fc.nat(2 ** 31 - 1)).map(([one, seed]) => change(one, new Dice(seed)))];
}

import { repairMojibake } from '../text/mojibake.ts';
import type { CustomTrait } from '../model/run.ts';
import { isUnreadable, onText } from '../watch.ts';
import { usableTraits } from '../pages/custom.ts';
import { type OutputTraits, TraitReader } from '../pages/output-traits.ts';

/** What parsing one output came to: plain data, so that it can go from one thread to another. */
export interface PageReading {
  /** The text with broken encoding repaired; `null` when nothing was broken. */
  readonly repaired: string | null;
  /** What it has; `null` when it is no page and no code. */
  readonly traits: OutputTraits | null;
}

/** Shorter texts are parsed in less time than it takes to hand them to somebody else. UTF-16 units. */
const LEAST_LENGTH = 500;

/** Whether a text may be a page or code that takes a while to parse. Most of what is neither is told by its lack of brackets. */
export function mayBePage(text: string): boolean {
  return text.length >= LEAST_LENGTH && (text.includes('</') || text.includes('{'));
}

/** Parses each text as a report would; `null` for one on which work was ended before. `own`: traits of the user. */
export function readPages(texts: readonly string[], own: readonly CustomTrait[]): readonly (PageReading | null)[] {
  const reader = new TraitReader(usableTraits(own).traits);
  return texts.map((text) => {
    if (isUnreadable(text)) return null;
    const repaired = onText(text, () => repairMojibake(text).text);
    if (isUnreadable(repaired)) return null;
    const traits = onText(text, () => reader.read(repaired));
    return { repaired: repaired === text ? null : repaired, traits };
  });
}

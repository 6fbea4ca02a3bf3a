import { wilsonInterval } from '../../src/core/statistics/intervals/wilson.ts';
import type { CodeMeasure, TraitReport, TraitSet } from '../../src/core/model/traits-report.ts';

/** What the tab of traits looks up in a report, and its sentences. */

/** In which order traits stand: most frequent first, or by what they are about. */
export type TraitOrder = 'share' | 'kind';

const FAMILIES: Readonly<Record<TraitReport['family'], string>> = {
  own: 'Of your own',
  rendering: 'Drawing',
  library: 'Libraries',
  animation: 'Animation',
  technique: 'Techniques',
  interaction: 'Interaction',
  structure: 'Structure',
  colour: 'Background and palette',
};

/** Traits that stand together, under a title or, by share, without one. */
export function traitGroups(
  traits: readonly TraitReport[],
  order: TraitOrder,
): readonly { readonly title: string; readonly traits: readonly TraitReport[] }[] {
  if (order === 'share') return [{ title: '', traits }];
  return Object.entries(FAMILIES)
    .map(([family, title]) => ({ title, traits: traits.filter((trait) => trait.family === family) }))
    .filter((group) => group.traits.length > 0);
}

/** How often one target has a trait, under all conditions together. */
export function traitOf(
  { cells }: TraitReport,
  target: string,
): { readonly count: number; readonly n: number; readonly share: number | null } {
  const own = cells.filter((cell) => cell.target === target);
  const count = own.reduce((sum, cell) => sum + cell.count, 0);
  const n = own.reduce((sum, cell) => sum + cell.n, 0);
  return { count, n, share: n === 0 ? null : count / n };
}

/** With the interval that goes with it. */
export function withInterval<T extends { readonly count: number; readonly n: number }>(
  part: T,
): T & { readonly interval: readonly [number, number] | null } {
  return { ...part, interval: wilsonInterval(part.count, part.n) };
}

/** The names of some traits: `Canvas 2D`; an id where the table does not name it. */
export function traitNames(ids: readonly string[], traits: readonly TraitReport[]): readonly string[] {
  return ids.map((id) => traits.find(({ trait }) => trait === id)?.label ?? id);
}

/** A list in a sentence: `a`, `a and b`, `a, b and c`. */
export function inWords(parts: readonly string[]): string {
  if (parts.length < 2) return parts.join('');
  return `${parts.slice(0, -1).join(', ')} and ${parts.at(-1) ?? ''}`;
}

/** How much more, or less, often traits come together than by chance. */
export function togetherWords({ lift }: Pick<TraitSet, 'lift'>): string {
  if (lift === null) return '';
  if (lift >= 1.05) return `${lift.toFixed(1)} times as often as by chance`;
  return lift > 0.95
    ? 'as often as by chance'
    : `${lift === 0 ? 'never' : `${lift.toFixed(2)} times as often as by chance`}`;
}

/** `61 (57–63)`: the median of a size and its quartiles; empty for no pages. */
export function medianText({ median, quartiles }: CodeMeasure['cells'][number]): string {
  if (median === null) return '–';
  const value = (figure: number): string => String(Math.round(figure * 10) / 10);
  return quartiles === null ? value(median) : `${value(median)} (${value(quartiles[0])}–${value(quartiles[1])})`;
}

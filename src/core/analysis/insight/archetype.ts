import type { Report } from '../../model/report.ts';
import { list, percent, quote } from '../../text/prose.ts';

/** "57% of 354 outputs (52% to 62%) have all of this: Dark background, Canvas 2D and ...; 2.0 times as often as by chance." */
export function archetypeSentence({ archetype, traits }: Pick<Report, 'archetype' | 'traits'>): string | null {
  const core = archetype?.core;
  if (!archetype || !core) return null;
  const labels = core.traits.map((id) => traits?.find(({ trait }) => trait === id)?.label ?? id);
  const names = labels.map((label) => quote(label, 'text').replace(/[“”]/gu, ''));
  const range = core.interval === null ? '' : ` (${percent(core.interval[0])} to ${percent(core.interval[1])})`;
  const lift = core.lift === null || core.lift < 1.1 ? '' : `; ${core.lift.toFixed(1)} times as often as by chance`;
  return `${percent(core.share)} of ${archetype.n} outputs${range} have all of this: ${list(names)}${lift}.`;
}

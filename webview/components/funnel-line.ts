import type { Funnel } from '../../src/core/model/report.ts';
import type { Rung } from '../../src/core/analysis/rows.ts';
import type { Counts } from '../../src/core/model/report.ts';
import { formatCount, plural } from '../text/format.ts';

/** One step from outputs to answers. */
export interface FunnelStep {
  readonly rung: Rung;
  readonly count: number;
  readonly noun: string;
  /** What this step counts once. */
  readonly caption: string;
}

/** The steps of the funnel; some only where there is something to count. */
export function funnelSteps(funnel: Funnel, extractor: string): readonly FunnelStep[] {
  const [kind] = extractor.split(':');
  const same = `same ${EXTRACTED[kind ?? ''] ?? 'answer'}${kind === 'number' ? '' : ' in other words'}`;
  const noun = (count: number, one: string): string => (count === 1 ? one : `${one}s`);
  return [
    { rung: 'outputs', count: funnel.outputs, noun: noun(funnel.outputs, 'output'), caption: 'as they came' },
    { rung: 'raw', count: funnel.raw, noun: noun(funnel.raw, 'string'), caption: 'identical text counted once' },
    ...(funnel.unwrapped === undefined
      ? []
      : [
          {
            rung: 'unwrapped' as const,
            count: funnel.unwrapped,
            noun: 'unwrapped',
            caption: 'reasoning, labels and tags set aside',
          },
        ]),
    { rung: 'folded', count: funnel.folded, noun: 'folded', caption: 'case, space, punctuation, emoji, Markdown' },
    ...(kind === 'named'
      ? [{ rung: 'extracted', count: funnel.extracted, noun: 'named', caption: 'the thing each output names' } as const]
      : []),
    { rung: 'groups', count: funnel.groups, noun: noun(funnel.groups, 'answer'), caption: same },
  ];
}

/** What an extractor takes out of an output, where that has a name of its own. */
const EXTRACTED: Readonly<Record<string, string>> = {
  named: 'thing',
  number: 'number',
  choice: 'choice',
  'first-line': 'first line',
  title: 'title',
  joke: 'joke',
  code: 'code',
};

/** Its beginning and its end in a few words: `150 outputs › 18 strings › 18 answers`. */
export function funnelLine({ outputs, raw, groups }: Funnel, extractor: string): string {
  const last = extractor === 'named' ? `${formatCount(groups)} named` : plural(groups, 'answer');
  return `${plural(outputs, 'output')} › ${plural(raw, 'string')} › ${last}`;
}

/** Trials that are not among the outputs of the funnel, and why; empty when there are none. */
export function leftOutLine(counts: Counts): string {
  const parts: readonly (readonly [number, string])[] = [
    [counts.unparsed, 'without a recognisable answer'],
    [counts.outOfRange, 'out of range'],
    [counts.echoed ?? 0, 'held by the prompt'],
    [counts.unreadable ?? 0, 'took too long to read'],
    [counts.refused, 'refused'],
    [counts.empty, 'empty'],
    [counts.failed, 'failed'],
    [counts.cancelled, 'missing'],
  ];
  const named = parts.filter(([count]) => count > 0).map(([count, word]) => `${formatCount(count)} ${word}`);
  return named.length === 0 ? '' : `Not counted: ${named.join(', ')}.`;
}

import type { Interval } from '../../model/report.ts';
import type { CodeMeasure, CodeReport } from '../../model/traits-report.ts';
import type { Run } from '../../model/run.ts';
import { Corpus } from '../texts/corpus.ts';
import { sharedPhrases } from '../phrases/shared-phrases.ts';
import type { OutputTraits } from '../../pages/output-traits.ts';
import type { OutputRead } from './trait-table.ts';

/** A page or piece of code and who wrote it. */
interface CodeRead extends OutputRead {
  readonly found: OutputTraits;
}

/** Shorter names say nothing: i, ctx, dot. */
const SHORTEST_NAME = 4;
/** A name or shingle is shared when so many outputs have it. */
const FEWEST = 2;
const MOST_LISTED = 50;

/** What many programs call what everyone has. */
const COMMON = new Set(
  'angle animate animation animationId array button buttons canvas center centerX centerY circle click color colors container content context count current data delta deltaTime display distance document draw element elements event frame frameId handleClick handleResize height hide hours index init input item items label last lastTime length level line list loop main maxX maxY message minutes mouse mouseX mouseY name next number offset onResize output p5 path pause play point points position progress radius random rect render renderer reset resize resizeCanvas result root running scene score seconds setup show size speed start state step stop svgNS text tick time timer title toggle total update value values width'.split(
    ' ',
  ),
);

const MEASURES = ['lines', 'files', 'classes', 'functions'] as const;

/** A quantile of sorted values, linear between neighbours (Hyndman and Fan 1996, type 7). */
function quantile(sorted: readonly number[], at: number): number | null {
  if (sorted.length === 0) return null;
  const place = (sorted.length - 1) * at;
  const low = Math.floor(place);
  return sorted[low]! + (place - low) * ((sorted[low + 1] ?? sorted[low]!) - sorted[low]!);
}

function measured(
  values: readonly number[],
): Pick<CodeMeasure['cells'][number], 'n' | 'median' | 'quartiles' | 'range'> {
  const sorted = [...values].sort((a, b) => a - b);
  const pair = (low: number | null, high: number | null): Interval | null =>
    low === null || high === null ? null : [low, high];
  return {
    n: sorted.length,
    median: quantile(sorted, 0.5),
    quartiles: pair(quantile(sorted, 0.25), quantile(sorted, 0.75)),
    range: pair(sorted[0] ?? null, sorted.at(-1) ?? null),
  };
}

function measures(code: readonly CodeRead[], { conditions, targets }: Run): readonly CodeMeasure[] {
  return MEASURES.map((measure) => ({
    measure,
    cells: conditions.flatMap(({ id: condition }) =>
      targets.map(({ id: target }) => ({
        ...{ target, condition },
        ...measured(
          code.filter((one) => one.target === target && one.condition === condition).map(({ found }) => found[measure]),
        ),
      })),
    ),
  }));
}

/** Names that several outputs declare, most targets first, then most outputs. */
function identifiers(code: readonly CodeRead[]): CodeReport['identifiers'] {
  const byName = new Map<string, Map<string, number>>();
  for (const { target, found } of code) {
    for (const name of found.names) {
      if (name.length < SHORTEST_NAME || name.length > 60 || COMMON.has(name)) continue;
      let counts = byName.get(name);
      if (counts === undefined) byName.set(name, (counts = new Map()));
      counts.set(target, (counts.get(target) ?? 0) + 1);
    }
  }
  return [...byName]
    .map(([name, counts]) => ({
      name,
      outputs: [...counts.values()].reduce((sum, count) => sum + count, 0),
      targets: counts.size,
      byTarget: Object.fromEntries([...counts].sort(([a], [b]) => (a < b ? -1 : 1))),
    }))
    .filter(({ outputs }) => outputs >= FEWEST)
    .sort((a, b) => b.targets - a.targets || b.outputs - a.outputs || (a.name < b.name ? -1 : 1))
    .slice(0, MOST_LISTED);
}

/** Least words of a shingle. */
const LEAST_WORDS = 5;

/** Sequences of words of code that several outputs hold: phrases, in the sense of `sharedPhrases`, of five words or more. */
function shingles(code: readonly CodeRead[], run: Run): CodeReport['shingles'] {
  const targets = [...new Set([...run.targets.map(({ id }) => id), ...code.map(({ target }) => target)])];
  const corpus = new Corpus(code.map(({ found }) => [found.words]));
  const writers = Array.from({ length: corpus.size }, () => new Map<number, number>());
  code.forEach(({ target }, index) => {
    const wrote = writers[corpus.documentOf[index]!]!;
    const place = targets.indexOf(target);
    wrote.set(place, (wrote.get(place) ?? 0) + 1);
  });
  const material = { corpus, targets, prompted: new Set<string>(), isEcho: () => false };
  const sorted = writers.map((wrote) => [...wrote].sort(([a], [b]) => a - b));
  return sharedPhrases({ ...material, writers: sorted })
    .filter(({ phrase }) => phrase.split(' ').length >= LEAST_WORDS)
    .map(({ phrase, outputs, targets: models, byTarget }) => ({ words: phrase, outputs, targets: models, byTarget }));
}

/** What the pages and scripts of a run are like beside their traits; `null` when there are none. */
export function codeReport(outputs: readonly OutputRead[], run: Run): CodeReport | null {
  const code = outputs.flatMap((output) => (output.found === null ? [] : [{ ...output, found: output.found }]));
  if (code.length === 0) return null;
  return {
    n: code.length,
    measures: measures(code, run),
    identifiers: identifiers(code),
    shingles: shingles(code, run),
  };
}

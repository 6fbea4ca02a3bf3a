import { foldDifferences } from '../grouping/fold-difference.ts';
import { onText } from '../watch.ts';
import { trialName } from '../run-file/journal.ts';
import type { Analysis } from './analyse.ts';
import { tallyBy } from './grouped.ts';
import { isCounted, type CountedRead } from './trial-read.ts';
import { TEXT_LIMIT, type Rung, type RungRow } from './rows.ts';

type ValueOf = (read: CountedRead) => string;

/** How the rung before a rung names its values, how the rung does, and what joined several into one. */
interface Step {
  readonly before: ValueOf;
  readonly value: ValueOf;
  /** What a reader sees of the value. */
  readonly shown: ValueOf;
  readonly why: (reads: readonly CountedRead[]) => string;
}

/** More texts than this are not compared one by one; a sample of what joined them is enough for a sentence. */
const MOST_COMPARED = 50;

/** What folding took away between the given texts. */
function foldedAway(reads: readonly CountedRead[]): string {
  const [first, ...others] = new Set(reads.map(({ reading }) => reading.repaired));
  if (first === undefined || others.length === 0) return 'broken encoding repaired';
  const differences = others
    .slice(0, MOST_COMPARED)
    .flatMap((other) => onText(other, () => foldDifferences(first, other)));
  return `folded: ${[...new Set(differences)].join(', ')}`;
}

function notesOf(reads: readonly CountedRead[]): string {
  const notes = new Set(
    reads.flatMap(({ reading: { extraction, unwrapped } }) =>
      extraction.notes.filter((note) => !unwrapped.includes(note)),
    ),
  );
  return notes.size > 0 ? [...notes].join('; ') : 'the same answer was read from them';
}

/** What was taken off before any answer was looked for. */
function unwrappedBy(reads: readonly CountedRead[]): string {
  const notes = new Set(reads.flatMap(({ reading }) => reading.unwrapped));
  return notes.size > 0 ? [...notes].join('; ') : 'broken encoding repaired';
}

const rawOf: ValueOf = ({ trial }) => trial.text;
const bareOf: ValueOf = ({ reading }) => reading.repaired;
const foldedOf: ValueOf = ({ reading }) => reading.folded;
const extractedOf: ValueOf = ({ reading }) => reading.compared ?? '';
const trialOf: ValueOf = ({ trial }) => trialName(trial);

function stepsOf({ report, grouped }: Analysis): Readonly<Record<Rung, Step>> {
  const group = (read: CountedRead) => report.groups[grouped.groupOf.get(read)!]!;
  return {
    outputs: { before: trialOf, value: trialOf, shown: rawOf, why: () => '' },
    raw: { before: trialOf, value: rawOf, shown: rawOf, why: () => 'the same text, character for character' },
    unwrapped: { before: rawOf, value: bareOf, shown: bareOf, why: unwrappedBy },
    folded: {
      before: report.funnel.unwrapped === undefined ? rawOf : bareOf,
      value: foldedOf,
      shown: foldedOf,
      why: foldedAway,
    },
    extracted: {
      before: foldedOf,
      value: extractedOf,
      shown: ({ reading }) => reading.extraction.answer,
      why: notesOf,
    },
    groups: {
      before: extractedOf,
      value: (read) => group(read).id,
      shown: (read) => group(read).answer,
      why: (reads) => group(reads[0]!).why,
    },
  };
}

function rowOf(reads: readonly CountedRead[], step: Step): RungRow {
  const merged = new Set(reads.map(step.before)).size;
  return {
    value: step.shown(reads[0]!).slice(0, TEXT_LIMIT),
    count: reads.length,
    byTarget: tallyBy(reads, ({ trial }) => trial.target),
    merged,
    why: merged > 1 ? step.why(reads) : '',
  };
}

/** All values of a rung, most frequent first, then in the order of the report. Only trials that count. */
export function rungRows(analysis: Analysis, rung: Rung): readonly RungRow[] {
  const step = stepsOf(analysis)[rung];
  const byValue = new Map<string, CountedRead[]>();
  for (const read of analysis.reads.filter(isCounted)) {
    const value = step.value(read);
    const reads = byValue.get(value);
    if (reads) reads.push(read);
    else byValue.set(value, [read]);
  }
  return [...byValue.values()].map((reads) => rowOf(reads, step)).sort((a, b) => b.count - a.count);
}

import { mayBeTitled, ownTitle } from '../../extraction/title.ts';
import { foldText } from '../../text/fold.ts';
import { recalled } from '../../memory.ts';
import type { TitleReport, TitleTally } from '../../model/conditions-report.ts';
import type { Feature } from '../conditions/feature.ts';
import { beginStage, onText } from '../../watch.ts';
import { tallyBy } from '../grouped.ts';
import type { CountedRead } from '../trial-read.ts';
import { commonWords, type CommonWords } from './common-words.ts';
import { comparedWords } from './compared-words.ts';

/** Outputs are pages or documents with titles when this share of them has one. */
const MOST_TITLED = 0.5;
const FEWEST_TITLED = 3;
const MOST_LISTED = 50;

/** A title, once folded, with everything that was written so. */
export interface FoldedTitle {
  readonly folded: string;
  /** As most outputs write it. */
  readonly written: string;
  readonly reads: readonly CountedRead[];
}

/** The titles of the outputs of a run. */
export interface Titles {
  readonly report: TitleReport;
  /** A feature for each title, most frequent first, then for the words that are worth a comparison of their own. */
  readonly features: readonly Feature[];
}

const compareText = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);

/** The writing that most outputs have, of equally frequent ones the first in the order of characters. */
function mostWritten(written: readonly string[]): string {
  if (written.length === 1) return written[0]!;
  const counts = Object.entries(tallyBy(written, (title) => title));
  return counts.sort(([a, n], [b, m]) => m - n || compareText(a, b))[0]![0];
}

const titleOf = recalled((text: string) => text, ownTitle);

function foldedTitles(reads: readonly CountedRead[]): readonly FoldedTitle[] {
  const known = new Map<string, string | null>();
  const titles = new Map<string, { reads: CountedRead[]; written: string[] }>();
  for (const read of reads) {
    const text = read.reading.repaired;
    if (!mayBeTitled(text)) continue;
    let written = known.get(text);
    if (written === undefined) known.set(text, (written = onText(text, () => titleOf(text))));
    if (written === null) continue;
    const folded = foldText(written);
    const title = titles.get(folded) ?? { reads: [], written: [] };
    titles.set(folded, title);
    title.reads.push(read);
    title.written.push(written);
  }
  beginStage('wording');
  return [...titles]
    .map(([folded, { reads: own, written }]) => ({ folded, written: mostWritten(written), reads: own }))
    .sort((a, b) => b.reads.length - a.reads.length || compareText(a.folded, b.folded));
}

/** A row of a tally. */
export function titleTally(title: string, reads: readonly CountedRead[]): TitleTally {
  return {
    title,
    count: reads.length,
    byTarget: tallyBy(reads, ({ trial }) => trial.target),
    byCondition: tallyBy(reads, ({ trial }) => trial.condition),
  };
}

function featureOf({ folded, written, reads }: FoldedTitle): Feature {
  return { id: folded, label: written, reads };
}

/** A folded title has no colon before a letter, so that no title has such an id. */
function featureOfWords({ words, reads }: CommonWords): Feature {
  return { id: `contains:${words}`, label: words, match: 'contains', reads };
}

/**
 * The titles of outputs, folded, and the words that they hold; `null` unless at least half of the outputs, and three, have a title of
 * their own.
 */
export function titlesOf(reads: readonly CountedRead[]): Titles | null {
  const titles = foldedTitles(reads);
  const titled = titles.reduce((sum, title) => sum + title.reads.length, 0);
  if (titled < FEWEST_TITLED || titled < MOST_TITLED * reads.length) return null;
  const exact = titles.filter((title) => title.reads.length > 1).slice(0, MOST_LISTED);
  const contains = commonWords(titles);
  return {
    report: {
      outputs: reads.length,
      titled,
      different: titles.length,
      exact: exact.map(({ written, reads: own }) => titleTally(written, own)),
      contains: contains.map(({ words, reads: own }) => titleTally(words, own)),
    },
    features: [...titles.map(featureOf), ...comparedWords(contains, titles).map(featureOfWords)],
  };
}

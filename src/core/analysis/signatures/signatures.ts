import type { SignatureTerm } from '../../model/report.ts';
import { benjaminiHochberg } from '../../statistics/significance/benjamini-hochberg.ts';
import { fisherGreater } from '../../statistics/significance/fisher.ts';
import { logOddsZ, type Totals } from './log-odds.ts';

/** How many documents of each target hold each term. */
export interface TermTable {
  /** Number of terms. */
  readonly terms: number;
  /** What a reader sees of a term. */
  readonly nameOf: (term: number) => string;
  /** Documents of each target. */
  readonly totals: readonly number[];
  /** Documents of a target that hold each term. The array may be used again for the next target. */
  readonly countsOf: (target: number) => Int32Array;
  /** Documents of all targets that hold each term. */
  readonly all: Int32Array;
}

/** A term is a signature only when so many documents of the target hold it. */
const FEWEST_DOCUMENTS = 3;
const MOST_LISTED = 20;
const LEVEL = 0.05;

const compareText = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);

/** Whether a listed pair of words holds this word and says the same of as many documents. */
function isTold(word: SignatureTerm, listed: readonly SignatureTerm[]): boolean {
  return listed.some(
    ({ term, documents, otherDocuments }) =>
      documents === word.documents &&
      otherDocuments === word.otherDocuments &&
      ` ${term} `.includes(` ${word.term} `) &&
      term !== word.term,
  );
}

/** What is tested for every target. Which terms are must not depend on whose they are, or the adjustment would promise too much. */
interface Tests {
  readonly table: TermTable;
  /** Terms in at least three documents. */
  readonly terms: readonly number[];
}

/** Terms that more documents of the target hold than chance would give it, tested. */
function tested(counts: Int32Array, totals: Totals, { table, terms }: Tests): SignatureTerm[] {
  const found: (Omit<SignatureTerm, 'term' | 'pAdjusted'> & { readonly number: number })[] = [];
  for (const number of terms) {
    const documents = counts[number]!;
    const otherDocuments = table.all[number]! - documents;
    if (documents * totals.otherDocuments <= otherDocuments * totals.documents) continue;
    const p = fisherGreater(documents, totals.documents, otherDocuments, totals.otherDocuments, LEVEL);
    // No adjustment makes a p smaller, and those above the level are the last in its order.
    if (p > LEVEL) continue;
    found.push({ number, z: logOddsZ({ documents, otherDocuments }, totals), documents, otherDocuments, p });
  }
  const adjusted = benjaminiHochberg(
    found.map(({ p }) => p),
    terms.length * table.totals.length,
  );
  return found.flatMap(({ number, ...one }, index) =>
    one.documents >= FEWEST_DOCUMENTS && adjusted[index]! < LEVEL
      ? [{ term: table.nameOf(number), ...one, pAdjusted: adjusted[index]! }]
      : [],
  );
}

/** The signature of one target: at most 20 terms with an adjusted p below 0.05, largest z first. */
function signatureOf(target: number, tests: Tests): readonly SignatureTerm[] {
  const { table } = tests;
  const all = table.totals.reduce((sum, documents) => sum + documents, 0);
  const own = table.totals[target]!;
  if (own === 0 || own === all) return [];
  const found = tested(table.countsOf(target), { documents: own, otherDocuments: all - own }, tests).sort(
    (a, b) => b.z - a.z || b.term.length - a.term.length || compareText(a.term, b.term),
  );
  const listed: SignatureTerm[] = [];
  for (const term of found) {
    if (listed.length === MOST_LISTED) break;
    if (!isTold(term, listed)) listed.push(term);
  }
  return listed;
}

/**
 * What each target says more often than the others do, one target against the rest: terms in at least three of its documents,
 * by the log-odds of Monroe et al. (2008). p is that of Fisher's exact test, because z as a normal variable promises too much
 * where targets differ in size; adjusted by Benjamini and Hochberg over all terms in at least three documents, of all targets.
 */
export function signaturesOf(table: TermTable): readonly (readonly SignatureTerm[])[] {
  const terms: number[] = [];
  for (let term = 0; term < table.terms; term++) if (table.all[term]! >= FEWEST_DOCUMENTS) terms.push(term);
  return table.totals.map((_, target) => signatureOf(target, { table, terms }));
}

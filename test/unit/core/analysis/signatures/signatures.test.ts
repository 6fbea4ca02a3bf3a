import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { benjaminiHochberg } from '../../../../../src/core/statistics/significance/benjamini-hochberg.ts';
import { fisherGreater } from '../../../../../src/core/statistics/significance/fisher.ts';
import { logOddsZ } from '../../../../../src/core/analysis/signatures/log-odds.ts';
import { signaturesOf } from '../../../../../src/core/analysis/signatures/signatures.ts';
import { answerTerms, wordTerms } from '../../../../../src/core/analysis/signatures/term-tables.ts';
import { Corpus } from '../../../../../src/core/analysis/texts/corpus.ts';
import { seededRandom, shuffle } from '../../../../../src/core/statistics/random.ts';

function close(actual: number, expected: number, tolerance = 1e-9): void {
  assert.ok(Math.abs(actual - expected) <= tolerance, `${actual} is not ${expected}`);
}

describe('log-odds with an informative prior', () => {
  it('adds the prior once to each side', () => {
    // 8 of 10 documents against 2 of 10: a share of 1/2, so alpha is 5 of 10. 13/7 against 7/13.
    const expected = (2 * Math.log(13 / 7)) / Math.sqrt(2 * (1 / 13 + 1 / 7));
    close(logOddsZ({ documents: 8, otherDocuments: 2 }, { documents: 10, otherDocuments: 10 }), expected);
    // 3 of 10 against 0 of 20: alpha is 1. 4/16 against 1/29.
    const z = (Math.log(4 / 16) - Math.log(1 / 29)) / Math.sqrt(1 / 4 + 1 / 16 + 1 / 1 + 1 / 29);
    close(logOddsZ({ documents: 3, otherDocuments: 0 }, { documents: 10, otherDocuments: 20 }), z);
  });

  it('is 0 for the same share, changes its sign with the sides, and for a term that all hold', () => {
    close(logOddsZ({ documents: 5, otherDocuments: 10 }, { documents: 10, otherDocuments: 20 }), 0);
    const z = logOddsZ({ documents: 7, otherDocuments: 1 }, { documents: 10, otherDocuments: 12 });
    close(logOddsZ({ documents: 1, otherDocuments: 7 }, { documents: 12, otherDocuments: 10 }), -z);
    assert.equal(logOddsZ({ documents: 10, otherDocuments: 5 }, { documents: 10, otherDocuments: 5 }), 0);
  });
});

describe('the tests behind signatures', () => {
  it("is Fisher's exact one", () => {
    // The lady tasting tea: 4 of 4, then 3 or more of 4.
    close(fisherGreater(4, 4, 0, 4), 1 / 70);
    close(fisherGreater(3, 4, 1, 4), 17 / 70);
    close(fisherGreater(0, 4, 4, 4), 1);
  });

  it('is adjusted as Benjamini and Hochberg do', () => {
    const adjusted = benjaminiHochberg([0.01, 0.04, 0.03, 0.005]);
    [0.02, 0.04, 0.04, 0.02].forEach((expected, index) => close(adjusted[index]!, expected));
    close(benjaminiHochberg([0.01], 5)[0]!, 0.05);
    assert.deepEqual(benjaminiHochberg([]), []);
  });
});

/** Signatures of texts by target. */
function ofTexts(byTarget: readonly (readonly string[])[], prompted: ReadonlySet<string> = new Set()) {
  const texts = byTarget.flat();
  const corpus = new Corpus(texts.map((text) => [text]));
  const target = byTarget.flatMap((own, index) => own.map(() => index));
  const writers = Array.from({ length: corpus.size }, () => new Map<number, number>());
  texts.forEach((_, index) => {
    const wrote = writers[corpus.documentOf[index]!]!;
    wrote.set(target[index]!, (wrote.get(target[index]!) ?? 0) + 1);
  });
  return signaturesOf(
    wordTerms(
      corpus,
      writers.map((wrote) => [...wrote]),
      byTarget.length,
      prompted,
    ),
  );
}

describe('signatures', () => {
  const random = seededRandom(3);
  const filler = () => Array.from({ length: 12 }, () => `w${Math.floor(random() ** 2 * 80)}`).join(' ');
  const texts = (extra: string, size: number) =>
    Array.from({ length: size }, (_, index) => `${filler()} ${index % 5 === 0 ? '' : extra} ${filler()}`);

  it('finds what one target says and the others do not, counted by documents', () => {
    const [own, other] = ofTexts([texts('tidal memory and tidal memory', 30), texts('', 30)]);
    const [first] = own!;
    assert.deepEqual([first!.term, first!.documents, first!.otherDocuments], ['tidal memory', 24, 0]);
    assert.ok(first!.z > 4 && first!.p < 1e-9 && first!.pAdjusted < 1e-6);
    assert.ok(
      own!.every(({ term }) => term !== 'tidal' && term !== 'memory'),
      'its words say the same of as many documents',
    );
    assert.ok(other!.every(({ term }) => !term.includes('tidal')));
  });

  it('leaves out function words, the words of the prompt alone, and what is in fewer than three documents', () => {
    const [own] = ofTexts([texts('in the bakery window', 20), texts('', 20)], new Set(['bakery']));
    const terms = own!.map(({ term }) => term);
    assert.ok(terms.includes('window') || terms.includes('bakery window'), terms.join(', '));
    assert.ok(!terms.includes('bakery') && !terms.includes('the') && !terms.includes('in the'));
    assert.deepEqual(ofTexts([['rare word', 'rare word'], texts('', 50)])[0], []);
  });

  it('takes short answers whole', () => {
    const [a, b] = signaturesOf(answerTerms(['42', '73', '7'], [Int32Array.of(49, 0, 1), Int32Array.of(10, 33, 7)]));
    assert.deepEqual(
      a!.map(({ term, documents, otherDocuments }) => [term, documents, otherDocuments]),
      [['42', 49, 10]],
    );
    assert.equal(b![0]!.term, '73');
  });

  it('lists nothing for a target that is alone or has said nothing', () => {
    assert.deepEqual(signaturesOf(answerTerms(['a'], [Int32Array.of(9), Int32Array.of(0)])), [[], []]);
    assert.deepEqual(signaturesOf(answerTerms([], [new Int32Array(0), new Int32Array(0)])), [[], []]);
  });

  it('lists something in at most 5% of runs whose labels are shuffled, also when targets differ in size', () => {
    const draws = seededRandom(8);
    const runs = 300;
    let listed = 0;
    for (let run = 0; run < runs; run++) {
      // 60 texts of 15 words out of 40, of which the first target has 10.
      const documents = Array.from(
        { length: 60 },
        () => new Set(Array.from({ length: 15 }, () => Math.floor(draws() ** 2 * 40))),
      );
      const labels = shuffle(
        Uint8Array.from({ length: 60 }, (_, index) => Number(index >= 10)),
        draws,
      );
      const counts = [new Int32Array(40), new Int32Array(40)];
      documents.forEach((words, index) => words.forEach((word) => (counts[labels[index]!]![word]! += 1)));
      const all = counts[0]!.map((count, word) => count + counts[1]![word]!);
      const table = { terms: 40, nameOf: String, totals: [10, 50], countsOf: (target: number) => counts[target]!, all };
      if (signaturesOf(table)[0]!.length > 0) listed++;
    }
    assert.ok(listed / runs <= 0.05, `${listed} of ${runs}`);
  });
});

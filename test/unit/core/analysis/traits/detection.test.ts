import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { TRAITS } from '../../../../../src/core/pages/registry.ts';
import { TraitReader } from '../../../../../src/core/pages/output-traits.ts';
import { HELD_OUT, TUNED, type LabelledPage } from '../../../../fixtures/traits/labelled.ts';

/** Right and wrong verdicts on one trait, or on all. */
interface Score {
  hits: number;
  falseAlarms: number;
  misses: number;
}

const precision = ({ hits, falseAlarms }: Score) => (hits + falseAlarms === 0 ? null : hits / (hits + falseAlarms));
const recall = ({ hits, misses }: Score) => (hits + misses === 0 ? null : hits / (hits + misses));

function scoresOf(pages: readonly LabelledPage[]): ReadonlyMap<string, Score> {
  const reader = new TraitReader();
  const scores = new Map(TRAITS.map(({ id }) => [id, { hits: 0, falseAlarms: 0, misses: 0 }]));
  for (const { text, labels } of pages) {
    const found = reader.read(text)?.traits ?? new Set<string>();
    for (const [id, score] of scores) {
      if (labels.has(id)) score[found.has(id) ? 'hits' : 'misses'] += 1;
      else if (found.has(id)) score.falseAlarms += 1;
    }
  }
  return scores;
}

function total(scores: ReadonlyMap<string, Score>): Score {
  const sum = (of: keyof Score) => [...scores.values()].reduce((all, score) => all + score[of], 0);
  return { hits: sum('hits'), falseAlarms: sum('falseAlarms'), misses: sum('misses') };
}

const percent = (share: number | null) => (share === null ? '-' : `${(100 * share).toFixed(1)}%`);

/** How the traits fare on labelled pages: printed, because it stands for what to expect. */
function table(pages: readonly LabelledPage[], scores: ReadonlyMap<string, Score>): string {
  const rows = [...scores].map(
    ([id, score]) =>
      `${id.padEnd(24)} ${String(score.hits + score.misses).padStart(5)} ${percent(precision(score)).padStart(9)} ${percent(recall(score)).padStart(9)}`,
  );
  return [`${pages.length} pages`, `${'trait'.padEnd(24)} pages precision    recall`, ...rows].join('\n');
}

function check(pages: readonly LabelledPage[]): string {
  const scores = scoresOf(pages);
  const all = total(scores);
  const right = 1 - (all.falseAlarms + all.misses) / (pages.length * TRAITS.length);
  const said = `right ${percent(right)}, precision ${percent(precision(all))}, recall ${percent(recall(all))}`;
  assert.ok(right >= 0.98, said);
  assert.ok(precision(all)! >= 0.95, said);
  assert.ok(recall(all)! >= 0.95, said);
  return `${table(pages, scores)}\nall: ${said}`;
}

describe('the detection of traits on labelled pages', () => {
  const pages = [...TUNED, ...HELD_OUT];

  it('is measured on 150 pages or more, each trait on some that have it', () => {
    assert.ok(pages.length >= 150);
    const labels = new Set(pages.flatMap(({ labels: own }) => [...own]).filter((label) => label !== ''));
    const known = new Set<string>(TRAITS.map(({ id }) => id));
    assert.deepEqual(
      [...labels].filter((label) => !known.has(label)),
      [],
    );
    const rare = ['phaser', 'a-frame', 'paper-js', 'anime-js'];
    assert.deepEqual(
      TRAITS.map(({ id }) => id).filter((id) => !labels.has(id)),
      rare,
    );
  });

  it('is right on pages that it was made better with', (context) => {
    context.diagnostic(check(TUNED));
  });

  it('is right on pages that nothing was tuned on', (context) => {
    context.diagnostic(check(HELD_OUT));
  });
});

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { figureRows } from '../../../../webview/state/all-figures.ts';
import { statistic } from '../screen-fixture.ts';

test('all figures carry the labels of the registries, their intervals and n', () => {
  const rows = figureRows({
    vendi: statistic(4.5, { n: 60 }),
    'effective-answers': statistic(7.17, { interval: [6.5, 10.6], nullBand: [62.7, 74.6] }),
    distinct: statistic(1818),
    collision: statistic(0.2177, { interval: [0.15, 0.29] }),
    entropy: statistic(1.97, { interval: [1.86, 2.36] }),
    'modal-share': statistic(null),
  });
  assert.deepEqual(
    rows.map(({ label, value, interval, fair, n }) => [label, value, interval, fair, n]),
    [
      ['Different answers', '1,818', '–', '–', '150'],
      ['Effective answers', '7.2', '6.5–10.6', '62.7–74.6', '150'],
      ['Entropy', '1.97 nats', '1.86–2.36 nats', '–', '150'],
      ['Agreement', '22%', '15–29%', '–', '150'],
      ['Vendi score', '4.5', '–', '–', '60'],
    ],
  );
});

test('how many answers there are is an estimate; only the lower end of its interval is said to be the least', () => {
  const [row] = figureRows({ chao1: statistic(56.4, { interval: [41, 130.2] }) });
  assert.deepEqual(
    [row?.label, row?.value, row?.interval],
    ['Different answers in all, estimated', '56.4', 'at least 41'],
  );
});

test('an interval is missing for want of runs, or because there is none to have', () => {
  const interval = (id: string, more: Parameters<typeof statistic>[1] = {}): string | undefined =>
    figureRows({ entropy: statistic(1, { interval: [0.5, 1.5] }), [id]: statistic(2, more) }).find(
      (row) => row.id === id,
    )?.interval;
  assert.equal(interval('effective-answers'), 'too few runs');
  assert.equal(interval('effective-answers', { n: 1 }), '–');
  assert.equal(interval('distinct'), '–', 'none is defined');
  assert.equal(interval('chao1'), '–', 'nothing points to unseen answers');
  assert.equal(interval('normalized-entropy'), '–', 'no domain');
});

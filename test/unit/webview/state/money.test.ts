import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Price, Run, Source } from '../../../../src/core/model/run.ts';
import { costCellTitle, costText, costTextOf, costTitle, hasCosts } from '../../../../webview/state/money.ts';
import type { Screen } from '../../../../webview/state/screen.ts';
import { reportOf, runOf, screenOf } from '../screen-fixture.ts';

const price: Price = { inputPerMillion: 0.25, outputPerMillion: 2, name: 'GPT-5 mini', source: 'table' };
const screen = (
  cost: Readonly<Record<string, number | null>>,
  run: Partial<Run> = {},
  sources: readonly Source[] = ['live'],
): Screen => screenOf(runOf(['a', 'b'], run), reportOf({ cost }), { sources });

test('the cost of a run, with what is not known about it', () => {
  assert.equal(costText(screen({ a: 1.2, b: 0.1 })), '$1.30');
  assert.equal(costText(screen({ a: 1.2, b: null })), '$1.20 + unknown');
  assert.equal(costText(screen({ a: 1.2 })), '$1.20 + unknown', 'a target that the report does not name is not free');
  assert.equal(costText(screen({ a: null, b: null })), 'cost unknown');
  assert.equal(costText(screen({ a: 0, b: 0 })), '$0');
  assert.equal(costText(screenOf(runOf(['a']), null)), null, 'nothing before the first answer');
});

test('models on the own computer are free, which is no cost that is unknown', () => {
  const own: Price = { inputPerMillion: 0, outputPerMillion: 0, name: 'a server on this computer', source: 'machine' };
  const all = screen({ a: 0, b: 0 }, { prices: { a: own, b: own } });
  assert.deepEqual([costText(all), hasCosts(all), costTextOf(all, 'a')], ['free', false, 'free']);
  assert.match(costTitle(all), /free.*convergenceProbe\.prices/);
  const one = screen({ a: 0, b: 1.2 }, { prices: { a: own, b: price } });
  assert.deepEqual([costText(one), hasCosts(one), costTextOf(one, 'a')], ['$1.20', true, 'free']);
  assert.doesNotMatch(costCellTitle(one, 'a'), /unknown|no price/i);
});

test('while the run is going, it is the cost so far', () => {
  assert.equal(costText(screen({ a: 1.2, b: 0.1 }, { status: 'running' })), '$1.30 so far');
  assert.equal(costText(screen({ a: 1.2, b: null }, { status: 'running' })), '$1.20 + unknown so far');
  assert.equal(costText(screen({ a: null, b: null }, { status: 'running' })), 'cost unknown');
});

test('nothing is said about money where no model was asked', () => {
  const provenance = { title: 't', url: null, note: '' };
  for (const source of ['recorded', 'simulated', 'imported'] as const) {
    const shown = screen({ a: null, b: null }, {}, [source]);
    assert.deepEqual([costText(shown), hasCosts(shown)], [null, false]);
  }
  assert.equal(costText(screen({ a: null, b: null }, { provenance }, [])), null);
  const targets = runOf(['a', 'b']).targets.map((target) => ({ ...target, provider: 'simulated' }));
  assert.equal(costText(screen({ a: null, b: null }, { targets }, [])), null, 'not even before the first answer');
});

test('beside a replayed model only what was asked is counted', () => {
  const [a, b] = runOf(['a', 'b']).targets;
  const targets = [a!, { ...b!, provider: 'recorded' }];
  assert.equal(costText(screen({ a: 1.2, b: null }, { targets }, ['live', 'recorded'])), '$1.20');
});

test('which price was taken can be seen, and why a cost is not known', () => {
  const own: Price = { ...price, name: 'openai:b', source: 'user' };
  const shown = screen({ a: 0.5, b: null }, { prices: { a: price, b: own } });
  assert.equal(costCellTitle(shown, 'a'), 'Price of GPT-5 mini: $0.25 in, $2.00 out, for a million tokens');
  assert.match(costCellTitle(shown, 'b'), /^Your price \(openai:b\): .*\nThe server did not say how many tokens/);
  assert.match(costCellTitle(screen({ a: null }), 'a'), /^No price is known; the setting convergenceProbe\.prices/);
  assert.equal(costTitle(shown), 'b: the server did not say how many tokens some answers took');
  assert.match(costTitle(screen({ a: 1, b: 1 })), /list prices/);
});

test('costs are a column once any is known', () => {
  assert.equal(hasCosts(screen({ a: 1.2, b: null })), true);
  assert.equal(hasCosts(screen({ a: null, b: null })), false);
});

test('a target called like a property of objects has no cost and no price by it', () => {
  const run = runOf(['constructor', '__proto__'], { prices: {} });
  const shown = screenOf(run, reportOf({ cost: {} }), { sources: ['live'] });
  assert.equal(costText(shown), 'cost unknown');
  assert.match(costCellTitle(shown, 'constructor'), /^No price is known/);
});

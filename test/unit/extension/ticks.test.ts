import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Ticks } from '../../../src/extension/models/ticks.ts';

const set = (...specs: readonly string[]): ReadonlySet<string> => new Set(specs);
const listed = set('a', 'b', 'c');

test('ticks outlive what the list reports while its lines are being set', () => {
  const ticks = new Ticks(['a', 'b']);
  ticks.linesSet(1000);
  assert.equal(ticks.report(set(), listed, 1010), true, 'the list lost them: they are set again');
  assert.deepEqual(ticks.ticked, set('a', 'b'));
  assert.equal(ticks.report(set('a', 'b'), listed, 1020), false);
});

test('a tick made while more models arrive is taken in', () => {
  const ticks = new Ticks(['a']);
  ticks.linesSet(1000);
  assert.equal(ticks.report(set('c'), listed, 1010), true);
  assert.deepEqual(ticks.ticked, set('a', 'c'));
});

test('later on, the list is right: ticks can be taken away, all of them too', () => {
  const ticks = new Ticks(['a', 'b']);
  ticks.linesSet(1000);
  assert.equal(ticks.report(set('a'), listed, 5000), false);
  assert.deepEqual(ticks.ticked, set('a'));
  ticks.report(set(), listed, 6000);
  assert.deepEqual(ticks.ticked, set());
});

test('a model that is not listed yet stays ticked until it is', () => {
  const ticks = new Ticks(['late', 'a']);
  assert.equal(ticks.report(set(), listed, 5000), false);
  assert.deepEqual(ticks.ticked, set('late'));
});

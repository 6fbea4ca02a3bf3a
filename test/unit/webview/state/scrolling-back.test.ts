import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ScrollingBack } from '../../../../webview/state/scrolling-back.ts';

test('a kept place is tried again until it is reached, and then left alone', () => {
  const scrolling = new ScrollingBack(() => 0);
  const tries: boolean[] = [];
  const step = (reached: boolean): void => scrolling.step(() => (tries.push(reached), reached));
  step(true);
  assert.deepEqual([tries, scrolling.isUnderway], [[], false], 'nothing was begun');
  scrolling.begin();
  step(false);
  assert.equal(scrolling.isUnderway, true);
  step(true);
  step(true);
  assert.deepEqual([tries, scrolling.isUnderway], [[false, true], false]);
});

test('a place that does not come is given up', () => {
  let now = 0;
  const scrolling = new ScrollingBack(() => now);
  scrolling.begin();
  now = 9_900;
  scrolling.step(() => false);
  assert.equal(scrolling.isUnderway, true);
  now = 10_000;
  scrolling.step(() => false);
  assert.equal(scrolling.isUnderway, false);
});

test('a reader who scrolls meanwhile is not dragged away', () => {
  const scrolling = new ScrollingBack(() => 0);
  scrolling.begin();
  scrolling.end();
  scrolling.step(() => assert.fail('scrolled'));
  assert.equal(scrolling.isUnderway, false);
});

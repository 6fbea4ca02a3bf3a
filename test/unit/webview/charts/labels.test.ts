import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { type LabelCandidate, placeLabels } from '../../../../webview/charts/labels.ts';

const label = (text: string, x: number, weight: number): LabelCandidate => ({ text, x, width: 14, weight });

test('the higher bar gets its label where two would touch', () => {
  const placed = placeLabels([label('57', 100, 5), label('58', 107, 9), label('73', 160, 20)], 0, 300, 4);
  assert.deepEqual(
    placed.map(({ text }) => text),
    ['73', '58'],
  );
});

test('a label at an edge is moved inwards instead of cut', () => {
  assert.deepEqual(placeLabels([label('100', 299, 1)], 0, 300, 4), [{ text: '100', x: 293 }]);
});

test('placed labels never overlap', () => {
  const candidates = fc.array(fc.tuple(fc.integer({ min: 0, max: 500 }), fc.nat(60)), { maxLength: 40 });
  fc.assert(
    fc.property(candidates, (given) => {
      const placed = placeLabels(
        given.map(([x, weight], index) => label(String(index), x, weight)),
        0,
        500,
        4,
      );
      const middles = placed.map(({ x }) => x).sort((a, b) => a - b);
      for (let index = 1; index < middles.length; index += 1) {
        assert.ok(middles[index]! - middles[index - 1]! >= 18);
      }
      assert.equal(placed.length > 0, given.length > 0);
    }),
  );
});

import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Target } from '../../../../src/core/model/run.ts';
import { COLOURS, looksOf } from '../../../../webview/state/look.ts';

const target = (id: string): Target => ({ id, provider: 'p', model: id, label: id, baseUrl: null, parameters: {} });

test('no two of the first 36 models look the same, and no two of six share a colour, a shape or a pattern', () => {
  const looks = [...looksOf(Array.from({ length: 36 }, (_, index) => target(`m${index}`))).values()];
  const marks = new Set(looks.map(({ colour, shape }) => `${colour} ${shape}`));
  const fills = new Set(looks.map(({ colour, pattern }) => `${colour} ${pattern}`));
  assert.equal(marks.size, 36);
  assert.equal(fills.size, 36);
  const six = looks.slice(0, COLOURS.length);
  for (const part of ['colour', 'shape', 'pattern'] as const) {
    assert.equal(new Set(six.map((look) => look[part])).size, COLOURS.length);
  }
});

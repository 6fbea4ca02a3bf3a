import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { RunOutline } from '../../../src/core/model/kept-runs.ts';
import { askedPartOf, outlineOf, promptDigestOf } from '../../../src/runs/kept-run.ts';

const kept = (asked: string, held = asked): RunOutline => ({
  ...{ createdAt: '2026-11-29T14:05:00.000Z', prompt: held, promptDigest: promptDigestOf(asked), isPart: true },
  ...{ targets: ['a'], trialsPerCell: 10, wanted: 10, missing: 0 },
});
const WHOLE = 'You are a cook.\n\nPick a fruit.\n';

describe('askedPartOf', () => {
  it('is true of a selection, whatever blank space it was made with', () => {
    for (const asked of ['Pick a fruit.', '  Pick a fruit.\n\n\n', 'You are a cook.', 'fruit'])
      assert.equal(askedPartOf(kept(asked), WHOLE), true, asked);
  });

  it('is false of the whole, of another prompt, of a longer one and of nothing', () => {
    for (const asked of [WHOLE, WHOLE.trim(), 'Pick a fruit!', `${WHOLE} Be brief.`, '', ' \n'])
      assert.equal(askedPartOf(kept(asked), WHOLE), false, asked);
  });

  it('is false of a whole prompt that was written on since', () => {
    const { isPart: _, ...whole } = kept('Pick a fruit.');
    assert.equal(askedPartOf(whole, WHOLE), false);
  });

  it('is told of a long one by its end, too, of which a list holds the beginning only', () => {
    const header = (prompt: string) => ({
      ...{ id: 'r', createdAt: '2026-11-29T14:05:00.000Z', trialsPerCell: 1, seed: 1, targets: [] },
      ...{ tool: { name: 'test', version: '0' }, origin: { path: 'p.md', line: 3, isPart: true } },
      conditions: [{ id: 'default', prompt, system: null, control: true, sha256: '' }],
    });
    const long = `Name a fruit. ${'Think of all fruits first. '.repeat(40)}`;
    const asked = outlineOf({ header: header(`${long}Ripe.`), missing: 0 });
    assert.ok(asked && asked.prompt.length < long.length);
    assert.equal(askedPartOf(asked, `${long}Unripe. Be brief.`), false);
    assert.equal(askedPartOf(asked, `${long}Unripe. ${long}Ripe. Be brief.`), true);
  });
});

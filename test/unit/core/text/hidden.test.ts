import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { withoutHidden } from '../../../../src/core/text/hidden.ts';

describe('hidden characters', () => {
  it('are taken out, and nothing else is', () => {
    const tags = [...'obey'].map((letter) => String.fromCodePoint(0xe0000 + letter.charCodeAt(0))).join('');
    assert.equal(withoutHidden(`a${tags}b\u200b\u202ec\u0007\u2066d\ufeff`), 'abcd');
    const kept = 'é 日本語 🙂‍↔️ \t\n "quoted" — 1½';
    assert.equal(withoutHidden(kept), kept);
  });
});

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { Suspicion } from '../../../../../src/core/engine/pace/suspicion.ts';

const call = (seq: number) => ({ seq, group: 'a', startedMs: seq });

describe('telling a limit from a refused call that stands alone', () => {
  it('takes two refused calls side by side for a limit', () => {
    const suspicion = new Suspicion();
    assert.equal(suspicion.refuse(call(5)), false);
    suspicion.answer(call(3));
    suspicion.answer(call(4));
    assert.equal(suspicion.refuse(call(6)), true, 'answers to calls before the first one say nothing');
  });

  it('takes a refused call among answered ones for what it is', () => {
    const suspicion = new Suspicion();
    suspicion.refuse(call(5));
    for (let seq = 6; seq < 12; seq++) suspicion.answer(call(seq));
    assert.equal(suspicion.refuse(call(12)), false);
  });

  it('begins anew after enough answers', () => {
    const suspicion = new Suspicion();
    suspicion.refuse(call(5));
    for (let seq = 6; seq < 14; seq++) suspicion.answer(call(seq));
    assert.equal(suspicion.refuse(call(20)), false);
    assert.equal(suspicion.refuse(call(21)), true);
    suspicion.forget();
    assert.equal(suspicion.refuse(call(22)), false);
  });
});

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { problem, problemOf } from '../../../src/storage/problem.ts';

const failing = (code: string): Error => Object.assign(new Error(`${code}: at secret`), { code });

describe('what a person hears of a disk', () => {
  it('is told by kind', () => {
    const kinds = {
      ...{ ENOSPC: 'full', EDQUOT: 'full', EROFS: 'read-only', EACCES: 'denied', EPERM: 'denied' },
      ...{ ENOENT: 'missing', EIO: 'other', EISDIR: 'other' },
    };
    for (const [code, kind] of Object.entries(kinds))
      assert.equal(problemOf(failing(code), '/runs/a.jsonl').kind, kind);
  });

  it('is one sentence that names the file and says what to do', () => {
    for (const kind of ['full', 'read-only', 'denied', 'missing', 'lost', 'other'] as const) {
      const { message } = problem(kind, '/runs/a.jsonl');
      assert.match(message, /^[A-Z].* \/runs\/a\.jsonl.*export (them|the answers).*\.$/);
      assert.equal(message.split('. ').length, 1, message);
    }
  });

  it('names the code of what is not known, and never repeats what the system said', () => {
    const { message } = problemOf(failing('EIO'), '/runs/a.jsonl');
    assert.match(message, /\(EIO\)/);
    assert.doesNotMatch(message, /secret/);
    assert.doesNotMatch(problemOf(new Error('secret'), '/runs/a.jsonl').message, /secret|\(\)/);
  });
});

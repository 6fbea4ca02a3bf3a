import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { journalBeside, outOf, stateFolder, stateName, type Machine } from '../../../../src/cli/journal/places.ts';
import { sampleRecord } from '../report/sample.ts';

const machine = (platform: NodeJS.Platform, env: Machine['env'] = {}): Machine => ({ platform, env, home: '/home/me' });

describe('stateFolder', () => {
  it('is where the platform keeps such files', () => {
    assert.equal(stateFolder(machine('linux')), '/home/me/.local/state/convergence-probe');
    assert.equal(stateFolder(machine('darwin')), '/home/me/Library/Application Support/convergence-probe');
    const windows = { platform: 'win32', home: 'C:\\Users\\me', env: { LOCALAPPDATA: 'D:\\Local' } } as const;
    assert.equal(stateFolder(windows), 'D:\\Local\\convergence-probe');
    assert.equal(stateFolder({ ...windows, env: {} }), 'C:\\Users\\me\\AppData\\Local\\convergence-probe');
  });

  it('follows XDG_STATE_HOME, unless that is relative', () => {
    assert.equal(stateFolder(machine('linux', { XDG_STATE_HOME: '/x' })), '/x/convergence-probe');
    assert.equal(stateFolder(machine('darwin', { XDG_STATE_HOME: '/x' })), '/x/convergence-probe');
    assert.equal(stateFolder(machine('linux', { XDG_STATE_HOME: 'x' })), '/home/me/.local/state/convergence-probe');
    assert.equal(stateFolder(machine('linux', { XDG_STATE_HOME: '' })), '/home/me/.local/state/convergence-probe');
  });
});

describe('the journal of a saved run', () => {
  it('is beside it, and tells what it is saved to', () => {
    for (const [out, journal] of [
      ['a.probe.json', 'a.probe.jsonl'],
      ['dir/b.json', 'dir/b.jsonl'],
      ['C.JSON', 'C.JSONl'],
    ] as const) {
      assert.equal(journalBeside(out), journal);
      assert.equal(outOf(journal, '/state'), out);
    }
    assert.equal(journalBeside('answers'), 'answers.jsonl');
    assert.equal(journalBeside('answers.csv'), 'answers.csv.jsonl');
  });

  it('in the state folder belongs to no file', () => {
    assert.equal(outOf('/state/2026.jsonl', '/state'), null);
    assert.equal(outOf('/state/deeper/2026.jsonl', '/state'), '/state/deeper/2026.json');
    assert.equal(outOf('/elsewhere/renamed.txt', '/state'), null);
  });
});

describe('stateName', () => {
  const { conditions } = sampleRecord().run;
  const named = (prompt: string): string =>
    stateName(
      { id: '20261102-030405-1F3c9aa0', conditions: conditions.map((one) => ({ ...one, prompt })) },
      new Date(2026, 10, 2, 3, 4, 5),
    );

  it('says when and what, in characters that need no quotes', () => {
    assert.equal(named('Pick a random number!'), '2026-11-02-030405-pick-a-random-number-1f3c.jsonl');
    assert.equal(named('../../etc/passwd\u001b[2J'), '2026-11-02-030405-etc-passwd-2j-1f3c.jsonl');
    assert.equal(named('愛'), '2026-11-02-030405-run-1f3c.jsonl');
    assert.ok(named('word '.repeat(50)).length < 80);
    assert.ok(named('x'.repeat(500)).length < 80);
  });
});

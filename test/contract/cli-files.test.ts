import assert from 'node:assert/strict';
import { mkdirSync, readdirSync, readFileSync, renameSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { after, before, describe, it } from 'node:test';
import { buildCli, type BuiltCli } from './cli-process.ts';
import { answersOf, outFile, runOf, saved, until, withServers } from './cli-runs.ts';

/** Files that the command line writes and reads, in a folder that others write into as well. */

const POSIX = process.platform !== 'win32';
const SIMULATED = ['run', '--prompt', 'Name a colour', '--target', 'simulated:varied', '--runs', '3'];

let cli: BuiltCli;
before(async () => {
  cli = await buildCli();
});
after(() => {
  cli.remove();
});

describe('a run that is saved', { skip: !POSIX }, () => {
  it('is for its owner alone', async () => {
    const out = outFile(cli, 'mode.probe.json');
    writeFileSync(out, '', { mode: 0o644 });
    const { code, err } = await cli.run([...SIMULATED, '--out', out]);
    assert.equal(code, 0, err);
    assert.equal(statSync(out).mode & 0o777, 0o600);
  });

  it('does not go through a link into another folder, and nothing is sent for it', async () => {
    await withServers({}, async (servers) => {
      const precious = outFile(cli, 'precious');
      writeFileSync(precious, 'precious');
      mkdirSync(outFile(cli, 'shared'));
      for (const [link, name] of [
        ['a.probe.json', 'a.probe.json'],
        ['b.probe.jsonl', 'b.probe.json'],
      ] as const) {
        symlinkSync('../precious', outFile(cli, `shared/${link}`));
        const { code, err } = await cli.run(runOf(servers, 1, '--out', outFile(cli, `shared/${name}`)));
        assert.equal(code, 2);
        assert.match(err, /is a link that leads out of its folder/);
      }
      assert.equal(answersOf(servers), 0);
      assert.equal(readFileSync(precious, 'utf8'), 'precious');
    });
  });

  it('leaves a file that took the place of its journal', async () => {
    await withServers({ latencyMs: 20 }, async (servers) => {
      const out = outFile(cli, 'replaced.probe.json');
      const { ended } = cli.start(runOf(servers, 10, '--out', out));
      await until(() => answersOf(servers) > 3, 'answers');
      writeFileSync(outFile(cli, 'notes'), 'notes of somebody else');
      renameSync(outFile(cli, 'notes'), `${out}l`);
      const { code, err } = await ended;
      assert.equal(code, 0, err);
      assert.equal(saved(out).trials.length, 30);
      assert.equal(readFileSync(`${out}l`, 'utf8'), 'notes of somebody else');
      assert.deepEqual(
        readdirSync(cli.folder).filter((name) => name.endsWith('.tmp')),
        [],
      );
    });
  });
});

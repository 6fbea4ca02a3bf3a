import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, describe, it } from 'node:test';
import { buildCli, type BuiltCli } from './cli-process.ts';

/** What README.md shows of the command line is what it prints. */

const README = readFileSync('README.md', 'utf8');
/** `$ node dist/cli.js ...` and what stands below it, of every console block. */
const SESSIONS = [...README.matchAll(/^```console\n\$ node dist\/cli\.js (.*)\n([\s\S]*?)^```$/gmu)].map(
  ([, command, output]) => ({ command: command!, output: output! }),
);

let cli: BuiltCli;
before(async () => {
  cli = await buildCli();
});
after(() => {
  cli.remove();
});

describe('README.md', () => {
  it('shows at least one session', () => {
    assert.ok(SESSIONS.length > 0);
  });

  for (const { command, output } of SESSIONS) {
    it(`shows what is printed: ${command}`, async () => {
      // The commands there need no quotation marks.
      assert.doesNotMatch(command, /["']/);
      const { code, out } = await cli.run(command.split(' '));
      assert.equal(code, 0);
      assert.equal(out, output);
    });
  }
});

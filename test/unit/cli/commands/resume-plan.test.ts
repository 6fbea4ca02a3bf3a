import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { parseInvocation, type ResumeArguments } from '../../../../src/cli/arguments/invocation.ts';
import {
  addressed,
  addressNotes,
  checkAskable,
  recordingsFor,
  serversFor,
  withRunLimits,
} from '../../../../src/cli/commands/resume-plan.ts';
import type { RunDesign, RunHeader, Target } from '../../../../src/core/model/run.ts';
import { UsageError } from '../../../../src/core/model/usage-error.ts';
import { sampleRecord } from '../report/sample.ts';
import { SENDING } from '../../../../src/cli/strings/sending.ts';

const ENV = { OPENAI_API_KEY: 'vendor-key', MINE: 'my-key' };
const FILE_URL = 'http://from-a-file.invalid/v1';

function wanted(...argv: string[]): ResumeArguments {
  const invocation = parseInvocation(['resume', 'F', ...argv]);
  assert.equal(invocation.command, 'resume');
  return (invocation as { arguments: ResumeArguments }).arguments;
}

function target(baseUrl: string | null, over: Partial<Target> = {}): Target {
  return { id: 'openai:a', provider: 'openai', model: 'a', label: 'a', baseUrl, parameters: {}, ...over };
}

const header = (...targets: Target[]): RunHeader => sampleRecord({ targets }).run;

/** The key that a run with these targets gets at an address, and the address that its first target is asked at. */
function asked(targets: readonly Target[], ...argv: string[]): readonly [url: string | null, key: string | null] {
  const servers = serversFor(targets, wanted(...argv), ENV);
  const [first] = addressed(header(...targets), wanted(...argv), servers).targets;
  assert.ok(first);
  return [first.baseUrl, servers.key(first.provider, first.baseUrl)];
}

describe('the limits of a run that goes on', () => {
  const limits = (design: RunDesign | undefined, ...argv: string[]) => {
    const { concurrency, budgetUsd } = withRunLimits(wanted(...argv), design === undefined ? {} : { design });
    return [concurrency, budgetUsd];
  };
  it('are those of its probe file, which raise nothing', () => {
    assert.deepEqual(limits({ file: 'a', concurrency: 3, budgetUsd: 0.5 }), [3, 0.5]);
    assert.deepEqual(limits({ file: 'a', concurrency: 99 }), [12, null]);
    assert.deepEqual(limits({ file: 'a' }), [null, null]);
    assert.deepEqual(limits(undefined), [null, null]);
  });
  it('are those of the command line where it names any', () => {
    const design = { file: 'a', concurrency: 3, budgetUsd: 0.5 };
    assert.deepEqual(limits(design, '--budget', '1'), [3, 1]);
    assert.deepEqual(limits(design, '--concurrency', '2'), [2, 0.5]);
  });
});

describe('a run that goes on', () => {
  it("gives the environment's key to the vendor's own address only", () => {
    assert.deepEqual(asked([target(null)]), [null, 'vendor-key']);
    assert.deepEqual(asked([target('https://api.openai.com/v1/')]), [null, 'vendor-key']);
    assert.deepEqual(asked([target(FILE_URL)]), [FILE_URL, null]);
    assert.deepEqual(asked([target('https://api.openai.com.evil.invalid/v1')]), [
      'https://api.openai.com.evil.invalid/v1',
      null,
    ]);
  });

  it("gives the file's address a key only when this command line names both", () => {
    const ollama = target(FILE_URL, { provider: 'ollama', id: 'ollama:a' });
    for (const [one, name] of [
      [target(FILE_URL), 'openai'],
      [ollama, 'ollama'],
      [target('https://api.openai.com.evil.invalid/v1'), 'openai'],
      [target('https://api.openai.com./v1'), 'openai'],
      [target('http://api.openai.com/v1'), 'openai'],
      [target('https://api.openai.com:8443/v1'), 'openai'],
      [target('https://xn--penai-zce.com/v1'), 'openai'],
    ] as const) {
      assert.throws(
        () => asked([one], '--api-key', `${name}=MINE`),
        (error) => {
          assert.ok(error instanceof UsageError);
          assert.equal(error.message, SENDING.addresses.unnamed(name, 0, one.baseUrl ?? ''));
          return true;
        },
      );
      assert.deepEqual(asked([one]), [one.baseUrl, null]);
    }
    const named = ['--api-key', 'openai=MINE', '--base-url', `openai=${FILE_URL}`];
    assert.deepEqual(asked([target(FILE_URL)], ...named), [FILE_URL, 'my-key']);
    assert.deepEqual(asked([target('https://evil.invalid/v1')], ...named), [FILE_URL, 'my-key']);
  });

  it("asks the command line's address in place of the file's", () => {
    const own = 'http://127.0.0.1:1/v1';
    assert.deepEqual(asked([target(FILE_URL)], '--base-url', `openai=${own}`), [own, null]);
    assert.deepEqual(asked([target(FILE_URL)], '--base-url', 'openai=https://api.openai.com/v1'), [null, 'vendor-key']);
    assert.deepEqual(asked([target(null)], '--base-url', `openai=${own}`, '--api-key', 'openai=MINE'), [own, 'my-key']);
  });

  it('lets nobody choose between two addresses which one gets the key', () => {
    const two = [target(null), target(FILE_URL, { id: 'openai:b' })];
    assert.throws(() => serversFor(two, wanted('--api-key', 'openai=MINE'), ENV), {
      message: SENDING.addresses.unnamed('openai', 1, FILE_URL),
    });
    const servers = serversFor(two, wanted(), ENV);
    assert.deepEqual([servers.key('openai', null), servers.key('openai', FILE_URL)], ['vendor-key', null]);
  });

  it('refuses addresses that are none, without repeating what may be a password', () => {
    for (const url of ['file:///etc/passwd', 'http://u:secret@host/v1', 'nonsense', 'http://host/v1?key=secret']) {
      assert.throws(
        () => serversFor([target(url)], wanted(), ENV),
        (error) => error instanceof UsageError && !error.message.includes('secret'),
      );
    }
    assert.throws(() => serversFor([target(FILE_URL, { provider: 'recorded' })], wanted(), ENV), {
      message: SENDING.addresses.noServer('recorded'),
    });
  });

  it('says where the file sends calls', () => {
    const notes = (...argv: string[]): readonly string[] => addressNotes([target(FILE_URL)], wanted(...argv));
    assert.deepEqual(notes(), [SENDING.addresses.asRunSays('openai', FILE_URL)]);
    assert.deepEqual(notes('--base-url', 'openai=http://127.0.0.1:1/v1'), []);
  });

  it('says what is missing before it can be asked', () => {
    const check = (one: Target, env: Record<string, string> = {}): void => {
      checkAskable([one], serversFor([one], wanted(), env));
    };
    assert.throws(
      () => {
        check(target(null));
      },
      { message: SENDING.keys.none('openai', SENDING.keys.missing('openai', 'OPENAI_API_KEY')) },
    );
    assert.throws(
      () => {
        check(target(null, { provider: 'vscode', id: 'vscode:x' }));
      },
      { message: SENDING.addresses.onlyEditor('vscode:x') },
    );
    assert.throws(() => {
      check(target(null, { provider: 'nobody', id: 'nobody:x' }));
    }, /Unknown provider "nobody"/);
    check(target(FILE_URL));
    check(target(null), ENV);
  });

  it('opens no recording that the command line does not name', async () => {
    const recorded = target(null, { provider: 'recorded', id: 'recorded:x', model: '../../etc/passwd#a' });
    await assert.rejects(recordingsFor([recorded], []), {
      message: SENDING.recordings.where('recorded:x', '../../etc/passwd'),
    });
    await assert.rejects(recordingsFor([recorded], ['mine.probe.json']), {
      message: SENDING.recordings.where('recorded:x', '../../etc/passwd'),
    });
    assert.equal((await recordingsFor([target(null)], [])).size, 0);
  });
});

import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { after, before, describe, it } from 'node:test';
import { DESIGN_KEYS, readDesign } from '../../src/core/design/read-design.ts';
import { canonicalJson } from '../../src/core/engine/digest.ts';
import type { Trial } from '../../src/core/model/run.ts';
import type { FakeServers } from '../support/servers/fake-servers.ts';
import { buildCli, type BuiltCli, assertSays } from './cli-process.ts';
import { answersOf, assertWhole, journalOf, outFile, requestsOf, saved, until, urls, withServers } from './cli-runs.ts';
import { ARGUMENTS } from '../../src/cli/strings/arguments.ts';
import { SENDING } from '../../src/cli/strings/sending.ts';

/** Probe files, run by the built command line against servers of the test. */

let cli: BuiltCli;
before(async () => {
  cli = await buildCli();
});
after(() => {
  cli.remove();
});

const DESIGN = `prompt: |
  Name a {{thing}}. Not one of these: {{taken}}.
system: { file: texts/system.md }
conditions:
  control:
  cold: { temperature: 0, maxTokens: 50 }
  short: { prompt: "Name a {{thing}}.", system: null }
variables: { thing: [fish, bird] }
shuffle:
  taken: { items: [cod, eel, owl, jay], separator: " / " }
targets:
  - openai:a
  - { target: anthropic:b, label: Bee, parameters: { top_k: 3 } }
runs: 6
temperature: 0.5
extractor: first-line
seed: 11
`;
const CONDITIONS = ['control', 'cold', 'short'].flatMap((name) =>
  ['fish', 'bird'].map((thing) => `${name} · thing=${thing}`),
);

function write(name: string, text: string): string {
  const file = outFile(cli, name);
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, text);
  return file;
}

function designFile(folder: string, source = DESIGN): string {
  write(`${folder}/texts/system.md`, 'You know animals.\r\n');
  return write(`${folder}/animals.probe.yaml`, source);
}

/** What arrived at a server, as the digest of a trial sees it. */
function arrived({
  openai,
  anthropic,
}: FakeServers): readonly { readonly said: string; readonly system: unknown; readonly hot: unknown }[] {
  const ofOpenai = openai.requests.map(({ body }) => {
    const messages = body!['messages'] as readonly { readonly role: string; readonly content: string }[];
    const system = messages.find(({ role }) => role !== 'user')?.content ?? null;
    return { said: messages.at(-1)!.content, system, hot: body!['temperature'] };
  });
  const ofAnthropic = anthropic.requests.map(({ body }) => {
    const messages = body!['messages'] as readonly { readonly content: unknown }[];
    const { content } = messages.at(-1)!;
    const said = typeof content === 'string' ? content : (content as readonly { readonly text: string }[])[0]!.text;
    return { said, system: body!['system'] ?? null, hot: body!['temperature'] };
  });
  return [...ofOpenai, ...ofAnthropic];
}

/** The texts of a trial by its own account. */
function wordsOf({ condition, variables, requested }: Trial): {
  readonly said: string;
  readonly system: unknown;
  readonly hot: unknown;
} {
  const isShort = condition.startsWith('short');
  const said = isShort
    ? `Name a ${variables['thing']!}.`
    : `Name a ${variables['thing']!}. Not one of these: ${variables['taken']!}.\n`;
  return { said, system: isShort ? null : 'You know animals.', hot: requested['temperature'] };
}

function digestOf(trial: Trial, model: string): string {
  const { said, system } = wordsOf(trial);
  const [provider] = trial.target.split(':');
  const content = { provider, model, system, messages: [{ role: 'user', text: said }], parameters: trial.honoured };
  return createHash('sha256').update(canonicalJson(content)).digest('hex');
}

const sorted = (words: readonly object[]): readonly string[] => words.map((one) => JSON.stringify(one)).sort();

describe('a probe file', () => {
  it('is sent as it says, and each trial keeps what was sent', async () => {
    await withServers({}, async (servers) => {
      const out = outFile(cli, 'whole.probe.json');
      const { code, err, out: report } = await cli.run(['run', designFile('whole'), ...urls(servers), '--out', out]);
      assert.equal(code, 0, err);
      assert.match(err, /2 models × 6 conditions × 6 runs/);
      assert.match(report, /72 of 72 answered/);
      const { run, trials, report: made } = saved(out);
      assert.deepEqual(
        run.conditions.map(({ id }) => id),
        CONDITIONS,
      );
      assert.deepEqual(
        run.conditions.map(({ control }) => control),
        [true, false, false, false, false, false],
      );
      assert.deepEqual(
        [run.seed, run.reading, made.extractor, run.targets[1]?.label, run.design],
        [11, { extractor: 'first-line' }, 'first-line', 'Bee', { file: path.basename(designFile('whole')) }],
      );
      assert.deepEqual(sorted(arrived(servers)), sorted(trials.map(wordsOf)));
      for (const trial of trials) assert.equal(trial.sha256, digestOf(trial, trial.target.split(':')[1]!));
      const limits = servers.anthropic.requests.filter(
        ({ body }) => body!['max_tokens'] === 50 && body!['top_k'] === 3,
      );
      assert.equal(limits.length, 12);
      assert.ok(new Set(trials.map(({ variables }) => variables['taken'])).size > 10);
    });
  });

  it('is resumed after an interruption with exactly the calls that are missing, in the words they would have had', async () => {
    await withServers({ latencyMs: 30 }, async (servers) => {
      const whole = outFile(cli, 'uncut.probe.json');
      assert.equal((await cli.run(['run', designFile('cut'), ...urls(servers), '--out', whole])).code, 0);
      const out = outFile(cli, 'cut.probe.json');
      const sent = requestsOf(servers);
      const answers = answersOf(servers);
      const { child, ended } = cli.start(['run', designFile('cut'), ...urls(servers), '--out', out]);
      await until(() => answersOf(servers) >= answers + 20, 'answers');
      child.kill('SIGINT');
      assert.equal((await ended).code, 130);
      const kept = journalOf(`${out}l`)!.trials.filter(({ outcome }) => outcome === 'completed').length;
      assert.ok(kept >= 20 && kept < 72);
      const before = requestsOf(servers);
      // The file may change meanwhile: the run goes on with what it began with.
      designFile('cut', 'prompt: Something else\n');
      const { code, err } = await cli.run(['resume', out]);
      assert.equal(code, 0, err);
      assert.equal(requestsOf(servers) - before, 72 - kept);
      assert.ok(before - sent >= kept);
      const words = (file: string): readonly string[] =>
        saved(file).trials.map(({ target, condition, trialIndex, variables, sha256 }) =>
          JSON.stringify([target, condition, trialIndex, variables, sha256]),
        );
      assert.deepEqual(words(out), words(whole));
      assertWhole(saved(out), 6);
      const more = await cli.run(['resume', out, '--more', '1']);
      assert.equal(more.code, 0, more.err);
      assert.deepEqual(saved(out).trials.filter(({ trialIndex }) => trialIndex < 6).length, 72);
    });
  });

  it('keeps within its own budget when it goes on, until the command line names another', async () => {
    await withServers({}, async (servers) => {
      const source = DESIGN.replace('  - { target: anthropic:b, label: Bee, parameters: { top_k: 3 } }\n', '');
      const design = designFile('budget', `${source}maxTokens: 100\nconcurrency: 2\nbudget: 0.02\n`);
      const out = outFile(cli, 'budget.probe.json');
      const price = ['--price', 'openai:a=1/100'];
      const first = await cli.run(['run', design, ...urls(servers), ...price, '--out', out]);
      assert.equal(first.code, 1, first.err);
      assert.match(first.err, /the budget of \$0\.02 is used up/);
      const { run } = saved(out);
      assert.deepEqual(run.design, { file: 'animals.probe.yaml', concurrency: 2, budgetUsd: 0.02 });
      assert.ok(servers.openai.peak() <= 2);
      const sent = requestsOf(servers);
      const again = await cli.run(['resume', out, ...price]);
      assert.equal(again.code, 1, again.err);
      assert.match(again.err, /the budget of \$0\.02 is used up/);
      assert.equal(requestsOf(servers), sent);
      const larger = await cli.run(['resume', out, ...price, '--budget', '5']);
      assert.equal(larger.code, 0, larger.err);
      assert.equal(saved(out).trials.filter(({ outcome }) => outcome === 'completed').length, 36);
    });
  });

  it('is run in part, with what the command line says in place of what it says', async () => {
    await withServers({}, async (servers) => {
      const args = ['--condition', 'short', '--condition', 'cold · thing=bird', '--target', 'openai:z', '--runs', '2'];
      const out = outFile(cli, 'part.probe.json');
      const { code, err } = await cli.run([
        'run',
        designFile('part'),
        ...urls(servers),
        ...args,
        '--extract',
        'whole',
        '--out',
        out,
      ]);
      assert.equal(code, 0, err);
      const { run, trials, report } = saved(out);
      assert.deepEqual(
        run.conditions.map(({ id }) => id),
        ['cold · thing=bird', 'short · thing=fish', 'short · thing=bird'],
      );
      assert.deepEqual([trials.length, run.targets.map(({ model }) => model), report.extractor], [6, ['z'], 'whole']);
    });
  });

  it('is answered by simulated models without a network', async () => {
    const { code, out } = await cli.run(['run', path.resolve('examples/random-number.probe.yaml'), '--runs', '3']);
    assert.equal(code, 0);
    assert.match(out, /simulated/);
  });

  it('is answered by a recording of it, condition by condition', async () => {
    const design = path.resolve('examples/random-number.probe.yaml');
    const [first, again, whole] = ['first', 'again', 'whole'].map((name) => outFile(cli, `replay-${name}.probe.json`));
    assert.equal((await cli.run(['run', design, '--runs', '3', '--out', first!])).code, 0);
    const target = ['--target', `recorded:${first!}`];
    const replays = [
      ['run', design, ...target, '--runs', '3', '--out', again!],
      ['run', ...target, '--out', whole!],
    ];
    for (const args of replays) {
      const { code, err } = await cli.run(args);
      assert.equal(code, 0, err);
    }
    const texts = (file: string) =>
      saved(file).trials.map(({ condition, text, variables }) => [condition, text, variables]);
    assert.deepEqual(texts(again!), texts(first!));
    assert.deepEqual(texts(whole!), texts(first!));
  });
});

describe('docs/probe-files.md', () => {
  it('shows a file with every key, and one that is read', () => {
    const [, source = ''] = /^```yaml\n([\s\S]*?)^```$/m.exec(readFileSync('docs/probe-files.md', 'utf8')) ?? [];
    assert.deepEqual(readDesign(source).problems, []);
    for (const key of DESIGN_KEYS) assert.match(source, new RegExp(`^ *(- )?\\{? ?${key}:`, 'm'), key);
  });
});

describe('a probe file with mistakes', () => {
  it('is shown at its lines, and nothing is sent', async () => {
    await withServers({}, async (servers) => {
      const file = write('wrong.probe.yaml', 'prompt: Pick {{x}}\nruns: fifty\ntargets: [nobody:x]\n');
      const { code, err } = await cli.run(['run', file, ...urls(servers)]);
      assert.equal(code, 2);
      assert.equal(
        err,
        [
          'convergence-probe: There are 2 mistakes in the probe file.',
          `${file}:1:14: \`{{x}}\` has no value; add \`x\` under \`variables\` or \`shuffle\`.`,
          '  1 | prompt: Pick {{x}}',
          '    |              ^^^^^',
          `${file}:2:7: \`runs\` must be a whole number of at least 1; this says "fifty".`,
          '  2 | runs: fifty',
          '    |       ^^^^^',
          '',
        ].join('\n'),
      );
      assert.equal(requestsOf(servers), 0);
    });
  });

  it('is told who cannot be asked, and what is not there', async () => {
    const refused = async (source: string, message: string | RegExp, ...args: readonly string[]): Promise<void> => {
      const { code, err } = await cli.run(['run', write('refused/x.probe.yaml', source), ...args]);
      assert.equal(code, 2, err);
      assertSays(err, message);
    };
    await refused('prompt: a\ntargets: [nobody:x]\n', `x.probe.yaml:2:11: ${ARGUMENTS.servers.unknown('nobody', '')}`);
    await refused('prompt: { file: none.md }\n', /x\.probe\.yaml:1:17: .*none\.md/);
    await refused('prompt: a\n', SENDING.prompt.noTargets);
    await refused('prompt: a\ntargets: [simulated:narrow]\n', /has no condition "contrl"/, '--condition', 'contrl');
  });

  it('reaches nothing outside its folder, by links either', async () => {
    const secret = write('secret.txt', 'TOP SECRET');
    const file = write('linked/x.probe.yaml', 'prompt: { file: in.md }\ntargets: [simulated:narrow]\n');
    symlinkSync(secret, outFile(cli, 'linked/in.md'));
    const { code, err } = await cli.run(['run', file]);
    assert.equal(code, 2);
    assertSays(err, SENDING.prompt.leadsOut(outFile(cli, 'linked/in.md')));
    assert.equal(readFileSync(secret, 'utf8'), 'TOP SECRET');
  });
});

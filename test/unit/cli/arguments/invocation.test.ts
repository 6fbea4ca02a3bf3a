import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { parseInvocation, type ResumeArguments, type RunArguments } from '../../../../src/cli/arguments/invocation.ts';
import { UsageError } from '../../../../src/core/model/usage-error.ts';
import { ARGUMENTS } from '../../../../src/cli/strings/arguments.ts';

const { unknownOption, didYouMean: mean, values, meaning } = ARGUMENTS;

function refusal(...argv: string[]): string {
  try {
    parseInvocation(argv);
  } catch (error) {
    assert.ok(error instanceof UsageError, String(error));
    return error.message;
  }
  assert.fail(`accepted: ${argv.join(' ')}`);
}

function run(...argv: string[]): RunArguments {
  const invocation = parseInvocation(['run', ...argv]);
  assert.equal(invocation.command, 'run');
  return (invocation as { arguments: RunArguments }).arguments;
}

function resume(...argv: string[]): ResumeArguments {
  const invocation = parseInvocation(['resume', ...argv]);
  assert.equal(invocation.command, 'resume');
  return (invocation as { arguments: ResumeArguments }).arguments;
}

describe('parseInvocation', () => {
  it('reads every option of run', () => {
    const wanted = run(
      ...['--prompt', 'Tell me a joke', '--target', 'openai:a', '--target=ollama:b:8b', '--runs', '50'],
      ...['--base-url', 'ollama=http://localhost:11434/v1', '--api-key', 'openai=MY_KEY', '--system', 'Be brief.'],
      ...['--temperature', '0.7', '--max-tokens', '200', '--param', 'openai:top_p=0.9', '--param', 'openai:user=me'],
      ...['--concurrency', '5', '--out', 'x.probe.json', '--format', 'csv', '--extract', 'number'],
      ...['--domain', '-5..5', '--group', 'exact', '--rate', '90/min', '--timeout', '60', '--budget', '0.5'],
      ...['--price', 'openai:a=0.15/0.6'],
    );
    assert.deepEqual(wanted, {
      prompt: 'Tell me a joke',
      promptFile: null,
      probeFile: null,
      conditions: [],
      targets: [
        { provider: 'openai', rest: 'a' },
        { provider: 'ollama', rest: 'b:8b' },
      ],
      runs: 50,
      untilSettled: false,
      baseUrls: new Map([['ollama', 'http://localhost:11434/v1']]),
      apiKeys: new Map([['openai', 'MY_KEY']]),
      system: 'Be brief.',
      temperature: 0.7,
      maxTokens: 200,
      parameters: [
        { provider: 'openai', name: 'top_p', value: 0.9 },
        { provider: 'openai', name: 'user', value: 'me' },
      ],
      concurrency: 5,
      ratePerSecond: 1.5,
      timeoutMs: 60_000,
      budgetUsd: 0.5,
      agreed: true,
      prices: new Map([['openai:a', { input: 0.15, output: 0.6 }]]),
      out: 'x.probe.json',
      report: { format: 'csv', extract: 'number', domain: [-5, 5], group: 'exact' },
    });
  });

  it('reads every option of resume', () => {
    const wanted = resume(
      ...['x.probe.json', '--retry-failed', '--more', '50', '--recording', 'a.probe.json', '--recording', 'b.jsonl'],
      ...['--base-url', 'openai=http://127.0.0.1:1/v1', '--api-key', 'openai=MY_KEY', '--rate', '5/s', '--out', 'y'],
    );
    assert.deepEqual(wanted, {
      file: 'x.probe.json',
      retryFailed: true,
      more: 50,
      recordings: ['a.probe.json', 'b.jsonl'],
      baseUrls: new Map([['openai', 'http://127.0.0.1:1/v1']]),
      apiKeys: new Map([['openai', 'MY_KEY']]),
      concurrency: null,
      ratePerSecond: 5,
      timeoutMs: null,
      budgetUsd: null,
      agreed: false,
      prices: new Map(),
      out: 'y',
      report: { format: 'table', extract: 'auto', domain: 'auto', group: 'lexical' },
    });
    const { retryFailed, more } = resume('--', '--odd-name.json');
    assert.deepEqual([retryFailed, more], [false, null]);
  });

  it('leaves out what was not given', () => {
    const { runs, temperature, maxTokens, parameters, report } = run('--prompt', 'x', '--target', 'openai:a');
    assert.deepEqual(
      { runs, temperature, maxTokens, parameters, report },
      {
        runs: null,
        temperature: null,
        maxTokens: null,
        parameters: [],
        report: { format: 'table', extract: 'auto', domain: 'auto', group: 'lexical' },
      },
    );
  });

  it('takes JSON values of parameters as JSON, and everything else as text', () => {
    const { parameters } = run(
      ...['--prompt', 'x', '--target', 'openai:a', '--param', 'openai:a=true', '--param', 'openai:b={"c":[1]}'],
      ...['--param', 'openai:d=x=y:z', '--param', 'openai:e="1"'],
    );
    assert.deepEqual(
      parameters.map(({ value }) => value),
      [true, { c: [1] }, 'x=y:z', '1'],
    );
  });

  it('takes a negative number and a prompt that begins with a dash', () => {
    assert.equal(run('--prompt', '- list three fruits', '--target', 'openai:a', '--temperature', '-1').temperature, -1);
    assert.equal(run('--prompt=--verbose is what?', '--target', 'openai:a').prompt, '--verbose is what?');
  });

  it('needs no prompt when answers are replayed', () => {
    assert.equal(run('--target', 'recorded:a#b.probe.json').prompt, null);
    assert.equal(refusal('run', '--target', 'recorded:a.probe.json', '--target', 'openai:a'), ARGUMENTS.run.noPrompt);
  });

  it('knows version and help in every place', () => {
    assert.deepEqual(parseInvocation(['--version']), { command: 'version' });
    assert.deepEqual(parseInvocation(['run', '--version']), { command: 'version' });
    assert.equal(parseInvocation(['--help']).command, 'help');
    assert.throws(() => parseInvocation(['help', 'analyse']), {
      message: ARGUMENTS.unknownCommand('analyse', mean('analyze')),
    });
    assert.equal(parseInvocation(['run', '--nonsense', '--help']).command, 'help');
  });

  it('answers a slip with one sentence that says what to do', () => {
    const sentences: readonly (readonly [string, readonly string[]])[] = [
      [unknownOption('--temprature', mean('--temperature')), ['run', '--temprature', '1']],
      [unknownOption('-x', '.'), ['run', '-x']],
      [ARGUMENTS.unknownCommand('analyse', mean('analyze')), ['analyse', 'x']],
      [ARGUMENTS.laterOption('batch'), ['run', '--batch']],
      [ARGUMENTS.unknownCommand('resum', mean('resume')), ['resum', 'x']],
      [unknownOption('--retry', mean('--retry-failed')), ['resume', 'x', '--retry']],
      [unknownOption('--bugdet', mean('--budget')), ['resume', 'x', '--bugdet', '1']],
      [ARGUMENTS.noValue('retry-failed'), ['resume', 'x', '--retry-failed=yes']],
      [values.count('more', '0'), ['resume', 'x', '--more', '0']],
      [ARGUMENTS.twice('price', 'a:b'), ['resume', 'x', '--price', 'a:b=1/1', '--price', 'a:b=2/2']],
      [ARGUMENTS.resume.noFile, ['resume']],
      [ARGUMENTS.onlyOne('resume', 'file', 'y'), ['resume', 'x', 'y']],
      [values.count('runs', '0'), ['run', '--prompt', 'x', '--target', 'a:b', '--runs', '0']],
      [ARGUMENTS.once('prompt'), ['run', '--prompt', 'x', '--prompt', 'y']],
      [ARGUMENTS.eitherOr('prompt', 'prompt-file'), ['run', '--target', 'a:b', '--prompt=x', '--prompt-file=y']],
      [values.target('gpt'), ['run', '--target', 'gpt']],
      [values.parameter, ['run', '--target', 'a:b', '--prompt=x', '--param', 'top_p=1']],
      [ARGUMENTS.twice('base-url', 'a'), ['models', '--base-url', 'a=http://x', '--base-url', 'a=http://y']],
      [ARGUMENTS.analyze.onlyOne, ['analyze', 'a', 'b']],
      [ARGUMENTS.needsValue('target', 'openai:MODEL', true), ['run', '--target', '--prompt', 'x']],
      [values.domain('100..1'), ['analyze', 'x', '--domain', '100..1']],
      [ARGUMENTS.run.notWithProbeFile('prompt', 'x.probe.yaml'), ['run', 'x.probe.yaml', '--prompt', 'a']],
      [ARGUMENTS.onlyOne('run', 'probe file', 'y.probe.yaml'), ['run', 'x.probe.yaml', 'y.probe.yaml']],
      [ARGUMENTS.run.condition, ['run', '--target', 'a:b', '--prompt', 'x', '--condition', 'c']],
    ];
    for (const [sentence, argv] of sentences) assert.equal(refusal(...argv), sentence);
  });

  it('never repeats what may be a secret', () => {
    const secret = 'sk-live-4711';
    for (const argv of [
      ['run', '--api-key', secret],
      ['run', '--target', 'openai:a', '--prompt', 'x', '--api-key', `openai=${secret}`],
      ['run', '--target', 'openai:a', '--prompt', 'x', '--base-url', `openai=https://u:${secret}@host/v1`],
      ['run', '--target', 'openai:a', '--prompt', 'x', '--base-url', `openai=https://host/v1?key=${secret}`],
      ['models', '--base-url', `openai=${secret}`],
    ]) {
      assert.ok(!refusal(...argv).includes(secret), argv.join(' '));
    }
  });
});

describe('asking about meaning', () => {
  const RUN = ['run', '--prompt', 'x', '--target', 'simulated:varied'];
  const report = (...argv: string[]) => run(...RUN.slice(1), ...argv).report;

  it('is a report by meaning', () => {
    const embed = { option: 'embed', target: { provider: 'openai', rest: 'e:1' } } as const;
    assert.deepEqual(report('--embed', 'openai:e:1'), {
      ...{ format: 'table', extract: 'auto', domain: 'auto', group: 'semantic' },
      meaning: { ...embed, sameFrom: 0.9 },
    });
    assert.deepEqual(report('--group', 'semantic', '--embed', 'openai:e:1', '--same-from', '.8').meaning, {
      ...embed,
      sameFrom: 0.8,
    });
    assert.deepEqual(report('--judge', 'anthropic:j').meaning, {
      ...{ option: 'judge', target: { provider: 'anthropic', rest: 'j' }, sameFrom: null },
    });
    assert.equal('meaning' in report(), false);
  });

  it('is refused with one sentence when it makes no sense', () => {
    assert.equal(refusal(...RUN, '--group', 'semantic'), meaning.noModel);
    assert.equal(refusal(...RUN, '--embed', 'a:b', '--judge', 'a:b'), ARGUMENTS.eitherOr('embed', 'judge'));
    const exact = ['--embed', 'a:b', '--group', 'exact'];
    assert.equal(refusal(...RUN, ...exact), meaning.onlySemantic('embed', 'exact'));
    assert.equal(refusal(...RUN, '--judge', 'a:b', '--same-from', '0.9'), meaning.onlyEmbed);
    assert.equal(refusal(...RUN, '--embed', 'model'), values.model('embed', 'model'));
    for (const value of ['0', '1.01', '-0.5', 'high']) {
      assert.match(refusal(...RUN, '--embed', 'a:b', `--same-from=${value}`), /^--same-from /, value);
    }
    const modes = ['exact', 'folded', 'lexical', 'semantic'];
    assert.equal(refusal(...RUN, '--group', 'fuzzy'), ARGUMENTS.oneOf('group', modes, 'fuzzy'));
  });

  it('is all that analyze sends', () => {
    const plain = parseInvocation(['analyze', 'F', '--group', 'semantic']);
    assert.ok(plain.command === 'analyze' && plain.arguments.report.meaning === undefined);
    const asks = parseInvocation([
      ...['analyze', 'F', '--embed', 'mine:e', '--base-url', 'mine=http://127.0.0.1:1/v1', '--api-key', 'mine=MY_KEY'],
      ...['--budget', '0.5', '--price', 'mine:e=1/0', '--timeout', '9'],
    ]);
    assert.ok(asks.command === 'analyze');
    const { baseUrls, apiKeys, budgetUsd, prices, timeoutMs } = asks.arguments;
    assert.deepEqual(
      [[...baseUrls.keys()], [...apiKeys.values()], budgetUsd, timeoutMs],
      [['mine'], ['MY_KEY'], 0.5, 9000],
    );
    assert.deepEqual(prices, new Map([['mine:e', { input: 1, output: 0 }]]));
    assert.equal(refusal('analyze', 'F', '--concurrency', '3'), unknownOption('--concurrency', '.'));
  });
});

describe('rewrite', () => {
  const ASKED = ['rewrite', '--prompt', 'x', '--target', 'openai:a'];
  function rewrite(...argv: readonly string[]) {
    const invocation = parseInvocation([...ASKED, ...argv]);
    assert.equal(invocation.command, 'rewrite');
    return invocation.arguments;
  }

  it('tries the usual rewrites for more variety, with 30 runs', () => {
    const { want, rewrites, runs, seed, ownRewrites, rewriteFiles } = rewrite();
    assert.deepEqual({ want, rewrites, runs, seed }, { want: 'many', rewrites: null, runs: 30, seed: null });
    assert.deepEqual([ownRewrites, rewriteFiles], [[], []]);
  });

  it('takes what is to be tried, in which direction and how often', () => {
    const own = ['--rewrite', 'a', '--rewrite', 'b', '--rewrite-file', 'c.md'];
    const asked = rewrite(
      '--want',
      'one',
      '--rewrites',
      'temperature-0, most-typical',
      '--runs',
      '8',
      '--seed',
      '7',
      ...own,
    );
    assert.deepEqual(asked.rewrites, ['temperature-0', 'most-typical']);
    assert.deepEqual([asked.want, asked.runs, asked.seed], ['one', 8, 7]);
    assert.deepEqual([asked.ownRewrites, asked.rewriteFiles], [['a', 'b'], ['c.md']]);
  });

  it('refuses what cannot be told from chance, and what is not its own', () => {
    assert.equal(refusal(...ASKED, '--runs', '4'), ARGUMENTS.rewrite.noRuns(5));
    assert.equal(refusal(...ASKED, '--seed', 'x'), ARGUMENTS.rewrite.seed('x'));
    assert.equal(refusal(...ASKED, '--want', 'more'), ARGUMENTS.oneOf('want', ['many', 'one'], 'more'));
    assert.equal(refusal(...ASKED, 'a.probe.yaml'), ARGUMENTS.unexpected('rewrite', 'a.probe.yaml'));
    assert.ok(refusal(...ASKED, '--until', 'settled').includes('--until'));
  });
});

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { parseInvocation, type ResumeArguments, type RunArguments } from '../../../../src/cli/arguments/invocation.ts';
import { UsageError } from '../../../../src/core/model/usage-error.ts';

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
    assert.equal(
      refusal('run', '--target', 'recorded:a.probe.json', '--target', 'openai:a'),
      'Say what to ask: --prompt TEXT or --prompt-file FILE.',
    );
  });

  it('knows version and help in every place', () => {
    assert.deepEqual(parseInvocation(['--version']), { command: 'version' });
    assert.deepEqual(parseInvocation(['run', '--version']), { command: 'version' });
    assert.equal(parseInvocation(['--help']).command, 'help');
    assert.throws(() => parseInvocation(['help', 'analyse']), /Unknown command "analyse"; did you mean analyze\?/);
    assert.equal(parseInvocation(['run', '--nonsense', '--help']).command, 'help');
  });

  it('answers a slip with one sentence that says what to do', () => {
    const sentences: readonly (readonly [string, readonly string[]])[] = [
      ['Unknown option --temprature; did you mean --temperature?', ['run', '--temprature', '1']],
      ['Unknown option -x.', ['run', '-x']],
      ['Unknown command "analyse"; did you mean analyze?', ['analyse', 'x']],
      ['`--batch` is not available in this version.', ['run', '--batch']],
      ['Unknown command "resum"; did you mean resume?', ['resum', 'x']],
      ['Unknown option --retry; did you mean --retry-failed?', ['resume', 'x', '--retry']],
      ['Unknown option --bugdet; did you mean --budget?', ['resume', 'x', '--bugdet', '1']],
      ['--retry-failed takes no value.', ['resume', 'x', '--retry-failed=yes']],
      ['--more takes a whole number of 1 or more, not "0".', ['resume', 'x', '--more', '0']],
      ['--price was given twice for a:b.', ['resume', 'x', '--price', 'a:b=1/1', '--price', 'a:b=2/2']],
      ['Say which run to resume: `resume FILE.probe.json`, or `resume JOURNAL.jsonl`.', ['resume']],
      ['`resume` takes one file at a time and does not know what to do with "y".', ['resume', 'x', 'y']],
      [
        '--runs takes a whole number of 1 or more, not "0".',
        ['run', '--prompt', 'x', '--target', 'a:b', '--runs', '0'],
      ],
      ['--prompt may be given only once.', ['run', '--prompt', 'x', '--prompt', 'y']],
      ['Give either --prompt or --prompt-file, not both.', ['run', '--target', 'a:b', '--prompt=x', '--prompt-file=y']],
      ['"gpt" is not a target: write PROVIDER:MODEL, for example openai:MODEL.', ['run', '--target', 'gpt']],
      [
        '--param takes PROVIDER:NAME=VALUE, for example --param openai:top_p=0.9.',
        ['run', '--target', 'a:b', '--prompt=x', '--param', 'top_p=1'],
      ],
      ['--base-url was given twice for a.', ['models', '--base-url', 'a=http://x', '--base-url', 'a=http://y']],
      ['`analyze` takes one file at a time.', ['analyze', 'a', 'b']],
    ];
    for (const [sentence, argv] of sentences) assert.equal(refusal(...argv), sentence);
    assert.match(
      refusal('run', '--target', '--prompt', 'x'),
      /^--target needs a value, for example --target openai:MODEL/,
    );
    assert.match(refusal('analyze', 'x', '--domain', '100..1'), /^--domain takes LOW\.\.HIGH with LOW below HIGH/);
    assert.match(refusal('run', 'x.probe.yaml', '--prompt', 'a'), /^--prompt and a probe file do not go together/);
    assert.match(refusal('run', 'x.probe.yaml', 'y.probe.yaml'), /one probe file at a time/);
    assert.match(
      refusal('run', '--target', 'a:b', '--prompt', 'x', '--condition', 'c'),
      /^--condition is for a probe file/,
    );
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
    assert.match(refusal(...RUN, '--group', 'semantic'), /needs a model to ask: add --embed PROVIDER:MODEL or --judge/);
    assert.match(refusal(...RUN, '--embed', 'a:b', '--judge', 'a:b'), /^Give either --embed or --judge, not both\.$/);
    assert.match(
      refusal(...RUN, '--embed', 'a:b', '--group', 'exact'),
      /^--embed is for --group semantic, not for --group exact\.$/,
    );
    assert.match(
      refusal(...RUN, '--judge', 'a:b', '--same-from', '0.9'),
      /^--same-from is for --embed PROVIDER:MODEL\.$/,
    );
    assert.match(
      refusal(...RUN, '--embed', 'model'),
      /^--embed takes PROVIDER:MODEL, for example --embed openai:MODEL, not "model"\.$/,
    );
    for (const value of ['0', '1.01', '-0.5', 'high']) {
      assert.match(refusal(...RUN, '--embed', 'a:b', `--same-from=${value}`), /^--same-from takes a /, value);
    }
    assert.match(
      refusal(...RUN, '--group', 'fuzzy'),
      /^--group takes exact, folded, lexical, semantic, not "fuzzy"\.$/,
    );
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
    assert.match(refusal('analyze', 'F', '--concurrency', '3'), /^Unknown option --concurrency/);
  });
});

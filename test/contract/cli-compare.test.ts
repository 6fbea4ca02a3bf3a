import assert from 'node:assert/strict';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { after, before, describe, it } from 'node:test';
import { buildCli, type BuiltCli, assertSays } from './cli-process.ts';
import { ARGUMENTS } from '../../src/cli/strings/arguments.ts';

/** `compare` and `check`: runs in, what changed out. */

let cli: BuiltCli;
before(async () => {
  cli = await buildCli();
});
after(() => {
  cli.remove();
});

/** A file of answers, one line each. */
function answers(name: string, byModel: Readonly<Record<string, readonly string[]>>): string {
  const file = path.join(cli.folder, name);
  const lines = Object.entries(byModel).flatMap(([model, texts]) =>
    texts.map((text) => JSON.stringify({ model, prompt: 'Name a fruit', text })),
  );
  writeFileSync(file, `${lines.join('\n')}\n`);
  return file;
}
const times = (text: string, count: number): readonly string[] => Array.from({ length: count }, () => text);
const spread = (count: number): readonly string[] =>
  Array.from({ length: count }, (_, index) => ['Mango', 'Fig', 'Kiwi', 'Plum', 'Pear'][index % 5]!);

describe('compare', () => {
  it('says what changed, as a table, as JSON and as Markdown', async () => {
    const one = answers('before.jsonl', { a: times('Mango', 40), gone: times('Fig', 40) });
    const other = answers('after.jsonl', { a: [...spread(39), '| <b>x</b> \u001b[2J'], fresh: times('Fig', 40) });
    const shown = await cli.run(['compare', one, other]);
    assert.equal(shown.code, 0, shown.err);
    assert.match(shown.out, /^More varied$/m);
    assert.match(shown.out, /^Mango +100% +20%/m);
    assert.match(shown.out, /not compared: gone\./);
    assert.equal(shown.out.includes('\u001b'), false);
    const { out } = await cli.run(['compare', one, other, '--format', 'json']);
    const parsed = JSON.parse(out) as { verdict: string; schemaVersion: number; onlyAfter: string[] };
    assert.deepEqual([parsed.schemaVersion, parsed.verdict, parsed.onlyAfter], [1, 'more-varied', ['fresh']]);
    const markdown = await cli.run(['compare', one, other, '--format', 'markdown']);
    assert.match(markdown.out, /^# More varied$/m);
    assert.equal(/<b>/.test(markdown.out.replace(/\\<b\\>|`[^`]*`/g, '')), false);
  });

  it('refuses in one line what it cannot compare', async () => {
    const one = answers('one.jsonl', { a: times('Mango', 3) });
    const other = answers('other.jsonl', { b: times('Mango', 3) });
    for (const [args, said] of [
      [[one], ARGUMENTS.compare.noFiles],
      [[one, other], /no model in common/],
      [[one, other, one], ARGUMENTS.compare.onlyTwo],
      [[one, path.join(cli.folder, 'none.json')], /none\.json/],
      [[one, one, '--format', 'csv'], /takes --format table, json, markdown/],
      [[one, one, '--group', 'semantic'], ARGUMENTS.compare.noMeaning('compare')],
    ] as const) {
      const { code, out, err } = await cli.run(['compare', ...args]);
      assert.deepEqual([code, out], [2, ''], err);
      assertSays(err, said);
      assert.equal(err.trimEnd().split('\n').length, 1, err);
    }
  });
});

describe('check', () => {
  const lines = (text: string): readonly string[] => text.trimEnd().split('\n');

  it('passes, fails and is undecided, and ends with that', async () => {
    const baseline = answers('baseline.jsonl', { a: spread(100) });
    const narrow = answers('narrow.jsonl', { a: [...times('Mango', 95), ...spread(5)] });
    const few = answers('few.jsonl', { a: spread(6) });
    for (const [run, want, exit, said] of [
      [baseline, 'many', 0, /^pass /],
      [narrow, 'many', 1, /^fail /],
      [narrow, 'one', 0, /^pass /],
      [narrow, 'unchanged', 1, /^fail /],
      [few, 'many', 3, /^undecided /],
    ] as const) {
      const { code, out, err } = await cli.run(['check', run, '--baseline', baseline, '--want', want]);
      assert.equal(code, exit, `${run} ${want}: ${out}${err}`);
      assert.match(lines(out)[0]!, said);
    }
  });

  it('takes a folder of baselines for several runs, and writes JUnit XML', async () => {
    const folder = path.join(cli.folder, 'baselines');
    mkdirSync(folder);
    const runs = ['one.jsonl', 'two.jsonl'].map((name) => {
      answers(path.join('baselines', name), { a: spread(100) });
      return answers(name, { a: name === 'two.jsonl' ? times('Mango', 100) : spread(100) });
    });
    const junit = ['check', ...runs, '--baseline', folder, '--want', 'many', '--format', 'junit'];
    const { code, out } = await cli.run(junit);
    assert.equal(code, 1);
    assert.match(out, /tests="2" failures="1" skipped="0"/);
    const { code: refused, err } = await cli.run(['check', ...runs, '--baseline', runs[0]!]);
    assert.equal(refused, 2);
    assertSays(err, ARGUMENTS.check.baselineFolder);
  });

  it('runs a probe file first, and keeps the run', async () => {
    const design = path.join(cli.folder, 'fruit.probe.yaml');
    writeFileSync(design, 'prompt: Name a fruit\ntargets: [simulated:narrow]\nruns: 100\n');
    const out = path.join(cli.folder, 'kept');
    const first = await cli.run(['run', design, '--out', path.join(cli.folder, 'first.probe.json')]);
    assert.equal(first.code, 0, first.err);
    const check = ['check', design, '--baseline', path.join(cli.folder, 'first.probe.json'), '--want', 'many'];
    const { code, out: said, err } = await cli.run([...check, '--least-factor', '4', '--out', out]);
    assert.equal(code, 0, `${said}${err}`);
    assert.match(lines(said)[0]!, /^pass +fruit\.probe\.json$/);
    const kept = JSON.parse(readFileSync(path.join(out, 'fruit.probe.json'), 'utf8')) as Record<string, unknown[]>;
    assert.equal(kept['trials']?.length, 100);
    assert.ok(!('report' in kept), 'a report of the run alone was made');
  });

  it('holds a run to what its probe file wants, unless the command line wants something else', async () => {
    const design = path.join(cli.folder, 'held.probe.yaml');
    const asked = 'prompt: Name a fruit\ntargets: [simulated:narrow]\nruns: 100\n';
    const made = async (name: string, wants: string): Promise<string> => {
      const file = path.join(cli.folder, `${name}.probe.json`);
      writeFileSync(design, asked + wants);
      const { code, err } = await cli.run(['run', design, '--out', file]);
      assert.equal(code, 0, err);
      return file;
    };
    const baseline = await made('plain', '');
    const saved = JSON.parse(readFileSync(baseline, 'utf8')) as { report: { groups: { answer: string }[] } };
    const [{ answer }] = saved.report.groups as [{ answer: string }];
    const check = async (wants: string, ...more: readonly string[]) => {
      const run = await made('held', wants);
      const { code, out, err } = await cli.run(['check', run, '--baseline', baseline, '--format', 'json', ...more]);
      assert.ok([0, 1, 3].includes(code ?? -1), err);
      const { prompts } = JSON.parse(out) as {
        prompts: { rule: object; outcome: string; bounds: { outcome: string; count: number; n: number }[] }[];
      };
      return { code, ...prompts[0]! };
    };
    const wanted = await check('want: many\nleastFactor: 4\n');
    assert.deepEqual([wanted.code, wanted.rule], [0, { want: 'many', leastFactor: 4 }]);
    const other = await check('want: many\nleastFactor: 4\n', '--want', 'one', '--least-factor', '5');
    assert.deepEqual(other.rule, { want: 'one', leastFactor: 5 });
    const kept = `want: many\nleastFactor: 4\nbounds:\n  - { parsed: true, atLeast: 90% }\n`;
    assert.deepEqual([(await check(kept)).code, (await check(kept)).bounds[0]?.outcome], [0, 'pass']);
    const beyond = await check(`${kept}  - { answer: ${JSON.stringify(answer)}, atMost: 1% }\n`);
    assert.deepEqual([beyond.code, beyond.bounds.map(({ outcome }) => outcome)], [1, ['pass', 'fail']]);
    const table = await cli.run(['check', path.join(cli.folder, 'held.probe.json'), '--baseline', baseline]);
    assert.equal(table.code, 1);
    assert.match(table.out.replace(/\s+/g, ' '), /of 100 outputs \(95% CI .+\); at most 1% is wanted: fail/);
  });

  it('refuses in one line what it cannot do', async () => {
    const one = answers('only.jsonl', { a: times('Mango', 3) });
    for (const [args, said] of [
      [[], ARGUMENTS.check.noFiles],
      [[one], ARGUMENTS.check.noFiles],
      [['a.probe.yaml', '--baseline', one], ARGUMENTS.check.noOut('a.probe.yaml')],
      [[one, '--baseline', one, '--want', 'more'], ARGUMENTS.oneOf('want', ['many', 'one', 'unchanged'], 'more')],
      [[one, '--baseline', one, '--least-factor', '1'], ARGUMENTS.check.leastFactor],
      [[one, '--baseline', path.join(cli.folder, 'none')], /none/],
    ] as const) {
      const { code, out, err } = await cli.run(['check', ...args]);
      assert.deepEqual([code, out], [2, ''], err);
      assertSays(err, said);
      assert.equal(lines(err).length, 1, err);
    }
  });
});

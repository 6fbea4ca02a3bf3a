import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { after, before, describe, it } from 'node:test';
import type { ProbeFile, Report } from '../../src/core/model/report.ts';
import { buildCli, type BuiltCli, assertSays } from './cli-process.ts';
import { SENDING } from '../../src/cli/strings/sending.ts';

/** The published outputs and counts of "Different Models, Same Slop?", through the built command line. */

type Outputs = Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>;

interface Row {
  readonly target: string;
  readonly text: string;
  readonly prompt: string;
}

const PROMPTS: Readonly<Record<string, string>> = {
  joke: 'Tell me a joke',
  fruit: 'Pick a random fruit, only return the fruit',
  colour: 'Pick a random colour, only return the colour',
  number: 'Pick a random number between 1 and 100, only return the number',
};
const RECORDINGS: Readonly<Record<string, string>> = {
  joke: 'jokes',
  fruit: 'fruits',
  colour: 'colours',
  number: 'numbers',
};
const NUMBERS = (
  JSON.parse(readFileSync('test/fixtures/articles/seed-001-numbers.json', 'utf8')) as {
    counts: Readonly<Record<string, Readonly<Record<string, number>>>>;
  }
).counts;
const OUTPUTS = JSON.parse(readFileSync('test/fixtures/articles/seed-001-outputs.json', 'utf8')) as Outputs;

function rowsOf(experiment: string): readonly Row[] {
  const prompt = PROMPTS[experiment] ?? '';
  if (experiment !== 'number') {
    return Object.entries(OUTPUTS[experiment] ?? {}).flatMap(([target, texts]) =>
      texts.map((text) => ({ target, text, prompt })),
    );
  }
  return Object.entries(NUMBERS).flatMap(([target, counts]) =>
    Object.entries(counts).flatMap(([text, count]) => new Array<Row>(count).fill({ target, text, prompt })),
  );
}

/** The article's file shows UTF-8 read as Mac Roman (its 0xF0 is U+F8FF, which is invisible here); this is what the models had written. */
function withTrueEmoji(text: string): string {
  return text
    .replace(/\uf8ff?üòÑ/g, '😄')
    .replace(/\uf8ff?üòÅ/g, '😁')
    .replaceAll('‚Äî', '—');
}

const jsonl = (rows: readonly Row[]): string => rows.map((row) => `${JSON.stringify(row)}\n`).join('');
const quoted = (text: string): string => `"${text.replaceAll('"', '""')}"`;
const csv = (rows: readonly Row[]): string =>
  ['target,text,prompt', ...rows.map((row) => [row.target, row.text, row.prompt].map(quoted).join(','))].join('\r\n');

let cli: BuiltCli;
before(async () => {
  cli = await buildCli({ providers: true });
});
after(() => {
  cli.remove();
});

async function reportOf(...args: string[]): Promise<Report> {
  const { code, out, err } = await cli.run([...args, '--format', 'json']);
  assert.equal(code, 0, err);
  return (JSON.parse(out) as ProbeFile).report;
}

function written(name: string, text: string): string {
  const file = path.join(cli.folder, name);
  writeFileSync(file, text);
  return file;
}

const answers = ({ groups }: Report): readonly (readonly [string, number])[] =>
  groups.map(({ answer, count }) => [answer.toLowerCase(), count] as const);

const CHECKS: Readonly<Record<string, (report: Report) => void>> = {
  joke: (report) => {
    assert.deepEqual(report.funnel, { outputs: 9, raw: 6, folded: 4, extracted: report.funnel.extracted, groups: 2 });
    assert.deepEqual(
      report.groups.map(({ count }) => count),
      [8, 1],
    );
    assert.match(report.groups[0]?.answer ?? '', /atoms/);
    assert.match(report.groups[1]?.answer ?? '', /scarecrow/);
  },
  fruit: (report) => {
    assert.deepEqual(answers(report), [
      ['mango', 10],
      ['apple', 5],
    ]);
  },
  colour: (report) => {
    assert.deepEqual(answers(report), [
      ['teal', 7],
      ['blue', 4],
      ['turquoise', 2],
      ['magenta', 1],
      ['red', 1],
    ]);
  },
  number: (report) => {
    assert.equal(report.counts.completed, 150);
    assert.equal(report.pooled['distinct']?.value, 18);
    assert.deepEqual(answers(report).slice(0, 3), [
      ['42', 59],
      ['73', 33],
      ['57', 14],
    ]);
    assert.equal(report.pooled['effective-answers']?.value?.toFixed(3), '7.170');
    assert.equal(report.pooled['collision']?.value?.toFixed(4), '0.2177');
  },
};

for (const [experiment, check] of Object.entries(CHECKS)) {
  describe(`the article's ${experiment}s`, () => {
    it('from JSONL', async () => {
      check(await reportOf('analyze', written(`${experiment}.jsonl`, jsonl(rowsOf(experiment)))));
    });

    it('from CSV', async () => {
      check(await reportOf('analyze', written(`${experiment}.csv`, csv(rowsOf(experiment)))));
    });

    it('from the recording', async () => {
      check(await reportOf('analyze', `media/recordings/${RECORDINGS[experiment] ?? ''}.probe.json`));
    });

    it('replayed, and saved again', async () => {
      const out = path.join(cli.folder, `${experiment}.probe.json`);
      const recording = `recorded:media/recordings/${RECORDINGS[experiment] ?? ''}.probe.json`;
      const report = await reportOf('run', '--target', recording, '--out', out);
      check(report);
      assert.deepEqual(await reportOf('analyze', out), report);
      const intervals = ({ pooled }: Report) => Object.values(pooled).map(({ value, interval }) => [value, interval]);
      const read = await reportOf('analyze', recording.slice('recorded:'.length));
      assert.deepEqual(intervals(report), intervals(read), 'the same answers have the same intervals');
      const { run } = JSON.parse(readFileSync(out, 'utf8')) as ProbeFile;
      assert.match(run.recordedAt ?? '', /^2025-11-22/);
    });
  });
}

describe('the jokes', () => {
  it('come out alike with true emoji and with the mojibake of the article', async () => {
    const rows = rowsOf('joke').map((row) => ({ ...row, text: withTrueEmoji(row.text) }));
    assert.ok(rows.some(({ text }) => text.includes('😄')));
    CHECKS['joke']?.(await reportOf('analyze', written('true-emoji.jsonl', jsonl(rows))));
  });
});

describe('a recording', () => {
  const fruits = 'media/recordings/fruits.probe.json';

  it('is replayed by one target', async () => {
    const { run } = JSON.parse(readFileSync(fruits, 'utf8')) as ProbeFile;
    const [, second] = run.targets;
    assert.ok(second);
    const { code, out } = await cli.run(['run', '--target', `recorded:${fruits}#${second.id}`, '--runs', '3']);
    assert.equal(code, 0);
    assert.match(out, /1 model × 3 runs, 3 of 3 answered/);
    assert.match(out, /^Source +recorded answers, replayed/m);
  });

  it('is refused when it holds too few runs, another prompt, or no such target', async () => {
    const refused: readonly (readonly [readonly string[], string | RegExp])[] = [
      [['--target', `recorded:${fruits}`, '--runs', '6'], /holds 5 runs of .*; ask for at most as many with --runs\./],
      [['--target', `recorded:${fruits}`, '--prompt', 'Tell me a joke'], /answers another prompt/],
      [['--target', `recorded:${fruits}#nobody`], SENDING.recordings.noTarget(fruits, 'nobody', '; ')],
      [
        ['--target', `recorded:${fruits}`, '--target', 'recorded:media/recordings/jokes.probe.json'],
        SENDING.recordings.differ,
      ],
    ];
    for (const [args, sentence] of refused) {
      const { code, out, err } = await cli.run(['run', ...args]);
      assert.deepEqual([code, out], [2, ''], err);
      assertSays(err, sentence);
    }
  });
});

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { reportTable } from '../../../src/cli/report/report-table.ts';
import { AnalysisSession } from '../../../src/core/analysis/session.ts';
import { DEFAULT_ANALYSIS, summarize } from '../../../src/core/analysis/summarize.ts';
import { buildProbeFile, parseProbeFile, recordOfFile } from '../../../src/core/run-file/run-file.ts';
import { EXPORT_FORMATS, exported } from '../../../src/core/export/registry.ts';
import { parseJournal } from '../../../src/core/run-file/journal.ts';
import { headerOf } from '../../../src/core/model/events.ts';
import type { RunRecord, Trial } from '../../../src/core/model/run.ts';
import { missingTrials } from '../../../src/core/run-file/journal.ts';
import { estimateRun } from '../../../src/core/money/estimate.ts';
import { parseInvocation, type RunArguments } from '../../../src/cli/arguments/invocation.ts';
import { parametersFor } from '../../../src/cli/commands/parameters.ts';
import { styleFor } from '../../../src/cli/terminal/style.ts';
import { findProvider } from '../../../src/providers/registry.ts';
import { leftOf } from '../../../src/runs/left.ts';

/**
 * Names of targets, conditions and variables come from files. Those that every object of JavaScript has must make no
 * difference: with innocent names of the same length and order everything is the same but for the names.
 */
const NAMES = [
  ['__proto__', '__prota__'],
  ['constructor', 'constructos'],
  ['hasOwnProperty', 'hasOwnPropertz'],
  ['toString', 'toStrinh'],
  ['valueOf', 'valueOg'],
] as const;
const HOSTILE = NAMES.map(([hostile]) => hostile);

const INNOCENT = NAMES.map(([, innocent]) => innocent);

const KINDS = {
  numbers: {
    prompt: 'Pick a random number between 1 and 100',
    answers: ['42', '42', '73', '7', '101', 'no idea', '57', '42', '17', '73'],
  },
  pages: {
    prompt: 'Build a page',
    answers: [
      '<html><body><canvas></canvas><h1>Hi there</h1></body></html>',
      '<svg xmlns="http://www.w3.org/2000/svg"></svg>',
    ],
  },
};

/** Every target answers every condition, each in its own way. */
function recordOf(names: readonly string[], answers: readonly string[], prompt: string): RunRecord {
  const target = (id: string) => ({ id, provider: id, model: id, label: id, baseUrl: 'https://x.example/v1' });
  const targets = names.map((id) => ({ ...target(id), parameters: entries([[id, 1]]) }));
  const conditions = names.slice(0, 2).map((id, at) => ({
    ...{ id, prompt: `${prompt} {${id}}`, system: null, control: at === 0, sha256: String(at).repeat(64) },
    ...{ variables: entries([[id, id]]), parameters: entries([[names[1]!, entries([['top_p', 0.5]])]]) },
  }));
  const trials = targets.flatMap((one, t) =>
    conditions.flatMap((condition, c) =>
      Array.from({ length: 4 }, (_, trialIndex): Trial => ({
        ...{ target: one.id, condition: condition.id, trialIndex, outcome: 'completed', finishReason: 'stop' },
        ...{ text: answers[(t * 3 + c + trialIndex * trialIndex) % answers.length]!, truncated: false },
        ...{ usage: { inputTokens: 10, outputTokens: 5 }, startedAt: null, latencyMs: 10 + t, attempts: 1 },
        ...{ requested: entries([[one.id, 1]]), honoured: entries([[one.id, 1]]), modelReported: null, source: 'live' },
        ...{ sha256: null, variables: entries([[one.id, condition.id]]), error: null },
      })),
    ),
  );
  const price = { inputPerMillion: 1e6, outputPerMillion: 1e6, name: 'x', source: 'user' } as const;
  const run = {
    ...{ id: 'r', createdAt: '2026-11-21T14:02:00.000Z', trialsPerCell: 4, seed: 1, status: 'complete' },
    ...{ tool: { name: 'convergence-probe', version: '0' }, conditions, targets, finishedAt: null },
    prices: entries(names.slice(1).map((id) => [id, price])),
  } as const;
  const edits = [
    {
      kind: 'merge',
      members: trials.slice(0, 3).map(({ target: t, condition, trialIndex }) => ({ target: t, condition, trialIndex })),
    },
  ] as const;
  return { run, trials, edits } as unknown as RunRecord;
}

/** As JSON makes objects: `__proto__` is a member like any other. */
function entries<Value>(pairs: readonly (readonly [string, Value])[]): Readonly<Record<string, Value>> {
  return JSON.parse(
    `{${pairs.map(([name, value]) => `${JSON.stringify(name)}:${JSON.stringify(value)}`).join()}}`,
  ) as Record<string, Value>;
}

function renamed(text: string): string {
  const written = text.replaceAll('\\_\\_proto\\_\\_', '\\_\\_prota\\_\\_');
  return NAMES.reduce((now, [hostile, innocent]) => now.replaceAll(hostile, innocent), written);
}

/** All that is made of a run, as texts by name. */
function everything(record: RunRecord): ReadonlyMap<string, string> {
  const header = headerOf(record.run);
  const report = summarize(record, DEFAULT_ANALYSIS);
  const file = buildProbeFile(record, report);
  const made = new Map(EXPORT_FORMATS.map((format) => [format.id as string, [...exported(format, file)].join('')]));
  made.set('table', reportTable(report, record, { columns: 120, style: styleFor(false, {}) }));
  const again = recordOfFile(parseProbeFile(made.get('json')!));
  made.set('read again', JSON.stringify(summarize(again, DEFAULT_ANALYSIS)));
  const events = [{ type: 'started', header }, ...record.trials.map((trial) => ({ type: 'settled', trial }))];
  made.set('journal', JSON.stringify(parseJournal(`${events.map((event) => JSON.stringify(event)).join('\n')}\n`)));
  made.set('left', JSON.stringify(leftOf(header, record.trials)));
  made.set('estimate', JSON.stringify(estimateRun(header, missingTrials(header, []))));
  made.set('panel', panelOf(record));
  return made;
}

/** What the panel shows of a run. */
function panelOf(record: RunRecord): string {
  const session = new AnalysisSession(headerOf(record.run), DEFAULT_ANALYSIS, record.edits);
  session.add(record.trials);
  session.finish('complete', null);
  const page = { offset: 0, limit: 50, text: '' };
  const { run } = record;
  const outputs = run.targets.flatMap(({ id: target }) =>
    run.conditions.map(({ id: condition }) => session.outputs({ ...page, target, condition, group: null })),
  );
  const groups = session.groups(page);
  const variants = groups.rows.map(({ id }) => session.variants({ group: id }));
  const report = session.panelReport();
  return JSON.stringify([report, groups, variants, outputs, session.rung({ ...page, rung: 'extracted' })]);
}

describe('names that every object has', () => {
  for (const [kind, { answers, prompt }] of Object.entries(KINDS)) {
    it(`change nothing in a run of ${kind}`, () => {
      const hostile = everything(recordOf(HOSTILE, answers, prompt));
      const innocent = everything(recordOf(INNOCENT, answers, prompt));
      for (const [what, text] of innocent) assert.equal(renamed(hostile.get(what)!), text, what);
    });
  }

  it('are answers like any other', () => {
    const { groups } = summarize(recordOf(['a', 'b'], HOSTILE, 'Name a word'), DEFAULT_ANALYSIS);
    assert.equal(
      groups.reduce((sum, { count }) => sum + count, 0),
      16,
    );
    const answers = groups.map(({ answer }) => answer);
    assert.ok(answers.includes('hasOwnProperty') && answers.includes('toString'), answers.join());
  });

  it('are members like any other of what the command line sends', () => {
    const argv = HOSTILE.flatMap((name) => ['--param', `openai:${name}=1`]);
    const invocation = parseInvocation(['run', '--prompt', 'x', '--target', 'openai:a', ...argv]);
    const { arguments: wanted } = invocation as { arguments: RunArguments };
    assert.deepEqual(Object.keys(parametersFor('openai', findProvider('openai')!, wanted)), HOSTILE);
  });

  it('count failures by target', () => {
    const record = recordOf(HOSTILE, ['1'], 'x');
    const trials = record.trials.map((trial) => ({ ...trial, outcome: 'failed' as const }));
    assert.deepEqual(
      Object.entries(leftOf(headerOf(record.run), trials).failed),
      HOSTILE.map((id) => [id, 8]),
    );
  });
});

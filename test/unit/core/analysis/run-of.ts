import type { RunRecord, RunStatus, Target, Trial } from '../../../../src/core/model/run.ts';

/** Runs for tests, made from texts. */

/** A trial of which only the text matters. */
export function trialOf(target: string, trialIndex: number, text: string, changes: Partial<Trial> = {}): Trial {
  return {
    ...{ target, condition: 'default', trialIndex, outcome: 'completed', text, finishReason: 'stop', truncated: false },
    ...{
      usage: { inputTokens: 9, outputTokens: 3 },
      startedAt: '2026-01-31T12:00:00.000Z',
      latencyMs: 100,
      attempts: 1,
    },
    ...{ requested: {}, honoured: {}, modelReported: null, source: 'live', sha256: null, variables: {}, error: null },
    ...changes,
  };
}

/** A target called `name`. */
export function targetOf(name: string): Target {
  return { id: `test:${name}`, provider: 'test', model: name, label: name, baseUrl: null, parameters: {} };
}

/** Texts by target name, all answers to one prompt. `changes` go into every trial. */
export function runOf(
  prompt: string,
  texts: Readonly<Record<string, readonly string[]>>,
  { status = 'complete', changes = {} }: { readonly status?: RunStatus; readonly changes?: Partial<Trial> } = {},
): RunRecord {
  const trials = Object.entries(texts).flatMap(([name, answers]) =>
    answers.map((text, index) => trialOf(`test:${name}`, index, text, changes)),
  );
  return {
    run: {
      id: 'run',
      createdAt: '2026-01-31T12:00:00.000Z',
      finishedAt: status === 'running' ? null : '2026-01-31T12:01:00.000Z',
      status,
      tool: { name: 'test', version: '0' },
      trialsPerCell: Math.max(...Object.values(texts).map((answers) => answers.length)),
      conditions: [{ id: 'default', prompt, system: null, control: true, sha256: '0'.repeat(64) }],
      targets: Object.keys(texts).map(targetOf),
      seed: 1,
    },
    trials,
    edits: [],
  };
}

/** An answer repeated: `times('Mango', 3)`. */
export function times(text: string, count: number): string[] {
  return new Array<string>(count).fill(text);
}

/** Answers of one model by condition, the first of which is the control. */
export function underConditions(prompt: string, texts: Readonly<Record<string, readonly string[]>>): RunRecord {
  const { run } = runOf(prompt, { model: [] });
  const conditions = Object.keys(texts).map((id, at) => ({ ...run.conditions[0]!, id, control: at === 0 }));
  const trials = Object.entries(texts).flatMap(([condition, answers]) =>
    answers.map((text, index) => trialOf('test:model', index, text, { condition })),
  );
  const trialsPerCell = Math.max(...Object.values(texts).map((answers) => answers.length));
  return { run: { ...run, conditions, trialsPerCell }, trials, edits: [] };
}

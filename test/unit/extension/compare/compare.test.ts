import assert from 'node:assert/strict';
import { test } from 'node:test';
import { DEFAULT_ANALYSIS } from '../../../../src/core/analysis/summarize.ts';
import { compareRuns } from '../../../../src/core/compare/comparison.ts';
import { comparisonText } from '../../../../src/extension/compare/comparison-file.ts';
import { baselineName, gateCommand } from '../../../../src/extension/compare/gate-command.ts';
import { nodeHasher } from '../../../../src/providers/node-ports.ts';
import { journalOf } from '../../../../src/runs/analysis/restore.ts';
import { analysisHandlers } from '../../../../src/runs/analysis/sessions.ts';
import { runOf, times } from '../../core/analysis/run-of.ts';

test('the gate names files that a shell reads as they are, whatever a run file says', () => {
  const named = gateCommand('tagline.probe.yaml', baselineName('tagline.probe.yaml', 'x'), 'many');
  assert.equal(
    named,
    'convergence-probe check tagline.probe.yaml --out runs --baseline tagline.probe.json --want many',
  );
  assert.match(gateCommand(undefined, baselineName(undefined, 'näme-1.probe.json'), 'one'), /--baseline näme-1\.probe/);
  for (const hostile of [
    '$(id).probe.yaml',
    '-x.probe.yaml',
    'a b.probe.yaml',
    '`id`',
    '; id',
    "'",
    '../x.probe.yaml',
  ]) {
    const command = gateCommand(hostile, baselineName(hostile, 'x'), 'unchanged');
    assert.match(command, /^convergence-probe check PROMPT\.probe\.yaml --out runs --baseline BASELINE\.probe\.json /);
  }
});

const before = runOf('Name a fruit', { a: times('Mango', 40) });
const after = runOf('Name a fruit', { a: [...times('Mango', 20), ...times('Fig', 20)] });

test('the thread compares two journals as the command line compares two files', async () => {
  const handlers = analysisHandlers(nodeHasher);
  const [one, other] = [journalOf(before), journalOf(after)];
  const found = await handlers.compare({ key: 'k', before: one, after: other, options: DEFAULT_ANALYSIS });
  assert.deepEqual(found, compareRuns(before, after, DEFAULT_ANALYSIS));
  const stranger = journalOf(runOf('Name a fruit', { b: times('Mango', 3) }));
  const alone = handlers.compare({ key: 'k', before: one, after: stranger, options: DEFAULT_ANALYSIS });
  await assert.rejects(Promise.resolve(alone), { name: 'UsageError' });
});

test('a comparison is written as its file name says', () => {
  const comparison = compareRuns(before, after, DEFAULT_ANALYSIS);
  assert.deepEqual(JSON.parse(comparisonText(comparison, '/x/y.JSON')), JSON.parse(JSON.stringify(comparison)));
  assert.match(comparisonText(comparison, '/x/y.md'), /^# /);
  assert.match(comparisonText(comparison, '/x/y'), /^# /);
});

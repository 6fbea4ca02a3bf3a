import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { parseInvocation } from '../../../../src/cli/arguments/invocation.ts';
import { analysisOptions } from '../../../../src/cli/report/deliver.ts';

describe('--without-echo', () => {
  it('leaves echo out of the report that is made, and is off unless asked for', () => {
    for (const [argv, leaveOutEcho] of [
      [['analyze', 'run.probe.json', '--without-echo'], true],
      [['analyze', 'run.probe.json'], undefined],
      [['run', '--prompt', 'x', '--target', 'openai:m', '--without-echo'], true],
    ] as const) {
      const invocation = parseInvocation(argv);
      assert.ok(invocation.command === 'analyze' || invocation.command === 'run');
      assert.equal(analysisOptions(invocation.arguments.report).leaveOutEcho, leaveOutEcho);
    }
  });
});

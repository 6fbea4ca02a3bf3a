import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { readDesign } from '../../../../src/core/design/read-design.ts';
import { lensesOf } from '../../../../src/extension/designs/lenses.ts';
import { isDesignName } from '../../../../src/extension/designs/names.ts';
import { titleOf } from '../../../../src/extension/panel/title.ts';
import { PROBE_FILES } from '../../../../src/extension/strings/probe-files.ts';

const { run, runCondition, runWithControl } = PROBE_FILES;

const lenses = (source: string): readonly string[] =>
  lensesOf(readDesign(source)).map(({ line, title, conditions }) => `${line} ${title} [${conditions.join(', ')}]`);

describe('what is offered in a probe file', () => {
  it('is to run it, and each condition alone or with the control', () => {
    const source = '# Jokes\nprompt: a\ncontrol: two\nconditions:\n  one: b\n  two:\n    prompt: c\n';
    assert.deepEqual(lenses(source), [
      `0 ${run} []`,
      `4 ${runCondition} [one]`,
      `4 ${runWithControl} [two, one]`,
      `5 ${runCondition} [two]`,
    ]);
  });

  it('stays while something is wrong', () => {
    assert.equal(lenses('runs: x\nconditions: { one: b }\n').length, 2);
    assert.deepEqual(lenses('prompt: [\n'), [`0 ${run} []`]);
  });
});

describe('the panel of a probe file', () => {
  it('is called like the file', () => {
    const conditions = [{ prompt: 'Tell me a joke' }];
    assert.equal(titleOf({ conditions, origin: { path: 'a/jokes.probe.yaml', line: 1 } }), 'Probe: jokes.probe.yaml');
    assert.equal(titleOf({ conditions, origin: { path: 'a/jokes.md', line: 1 } }), 'Probe: Tell me a joke');
    assert.deepEqual(['a.probe.yml', 'A.PROBE.YAML', 'a.yaml', 'a.probe.json'].map(isDesignName), [
      true,
      true,
      false,
      false,
    ]);
  });
});

import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { readDesign } from '../../../src/core/design/read-design.ts';
import { chosenConditions, conditionRequests, keptOf, limitsOf } from '../../../src/core/design/requests.ts';
import { designOfPrompts, NEW_DESIGN } from '../../../src/core/design/write-design.ts';
import { planRun } from '../../../src/core/engine/plan.ts';
import { render, typicalRendering } from '../../../src/core/prompt/render.ts';
import type { Design } from '../../../src/core/design/design.ts';
import { hasher } from '../../unit/core/export/sample-file.ts';
import { fuzzer } from '../fuzzer.ts';
import { mutatedSeeds } from '../inputs/json.ts';
import { mutatedText } from '../inputs/mutate.ts';
import { texts } from '../inputs/texts.ts';
import { assertSentence, orRefused } from '../oracles.ts';

const KEYS = [
  ...[
    'prompt',
    'system',
    'messages',
    'conditions',
    'control',
    'variables',
    'shuffle',
    'targets',
    'runs',
    'temperature',
  ],
  ...[
    'maxTokens',
    'parameters',
    'extractor',
    'domain',
    'traits',
    'seed',
    'concurrency',
    'budget',
    'file',
    'constructor',
  ],
  ...['__proto__', 'role', 'text', 'items', 'separator', 'pattern', 'selector', 'name', 'repeat', 'x y', 'openai:m'],
] as const;

const SCALARS = [
  ...[
    'a',
    'Pick {{topic}} and {{order}}',
    '{ file: p.md }',
    '{ file: ../secret }',
    '{ file: /etc/passwd }',
    '1',
    '-1',
    '1e308',
  ],
  ...[
    '[1, 100]',
    '[-1e308, 1e308]',
    '[2, 1]',
    '~',
    'true',
    '!!binary aGk=',
    '&a x',
    '*a',
    '<<',
    '"\\ud800"',
    "'it''s'",
    '|-',
  ],
  ...[
    '[a, b]',
    '{a: b}',
    'regex:(a+)+$',
    'choice:A,B',
    'simulated:favourite',
    'openai:m',
    'recorded:../x.json',
    '0x10',
    '.nan',
  ],
] as const;

/** Small trees in YAML with the keys of probe files where they belong, and where they do not. */
const trees: fc.Arbitrary<string> = fc.letrec<{ tree: string; node: string }>((tie) => ({
  node: fc.oneof(
    { depthSize: 'small' },
    fc.constantFrom(...SCALARS).map((scalar) => ` ${scalar}`),
    tie('tree'),
  ),
  tree: fc
    .tuple(fc.boolean(), fc.array(fc.tuple(fc.constantFrom(...KEYS), tie('node')), { minLength: 1, maxLength: 5 }))
    .map(([isList, entries]) =>
      entries.map(([key, node]) => `\n${isList ? '-' : `${key}:`}${node.replaceAll('\n', '\n  ')}`).join(''),
    ),
})).tree;

/** Probe files: every problem at a place that is there, and what has no problem can be planned and rendered. */
export const probeFiles = fuzzer<string>({
  name: 'probe-files',
  about: 'probe files: *.probe.yaml',
  inputs: (seeds) =>
    fc.oneof(
      trees,
      fc.tuple(trees, texts(2_000)).map(([tree, text]) => `prompt: ${JSON.stringify(text)}${tree}`),
      texts(60_000),
      fc.array(texts(500), { minLength: 1, maxLength: 4 }).map(designOfPrompts),
      ...mutatedSeeds([NEW_DESIGN, ...seeds], mutatedText),
    ),
  check(source) {
    const { design, problems, files, named } = readDesign(source);
    const lines = source.split('\n').length;
    for (const { message, line, column, endLine } of problems) {
      assertSentence(message);
      assert.ok(
        line >= 1 && line <= lines && endLine >= line && column >= 1,
        `line ${line}, column ${column} of ${lines}`,
      );
    }
    for (const { path } of files) assert.ok(!/^[/\\]|^[a-z]:|(^|[/\\])\.\.([/\\]|$)/i.test(path), path);
    for (const { name } of named) assert.equal(typeof name, 'string');
    assert.equal(design === null, problems.length > 0 || files.length > 0);
    if (design !== null) assertPlans(design);
  },
});

/** What a design says can be made into calls: nothing throws behind the check that it passed. */
function assertPlans(design: Design): void {
  const targets = design.targets
    .slice(0, 3)
    .map(({ provider, rest, parameters }) => ({ provider, model: rest, parameters }));
  const asked = targets.map(({ provider, model }) => ({
    ...{ provider, model },
    names: { temperature: 'temperature', maxTokens: 'max_tokens', topP: null, seed: null },
  }));
  const kept = keptOf(design, 'a.probe.yaml');
  limitsOf({ design: kept });
  const header = orRefused(() =>
    planRun(
      {
        ...{ id: 'run', createdAt: '2026-01-31T12:00:00.000Z', tool: { name: 'fuzz', version: '0' } },
        ...{ trialsPerCell: design.runs ?? 1, seed: design.seed ?? 1, design: kept },
        ...(design.reading && { reading: design.reading }),
        targets: (targets.length > 0 ? targets : [{ provider: 'test', model: 'm', parameters: {} }]).map((target) => ({
          ...target,
          baseUrl: null,
        })),
        conditions: conditionRequests(chosenConditions(design.conditions, []), asked),
      },
      hasher,
    ),
  );
  for (const condition of header?.conditions.slice(0, 20) ?? []) {
    typicalRendering(condition);
    const { messages } = render(condition, { seed: header!.seed, target: header!.targets[0]!.id, trialIndex: 0 });
    assert.ok(messages.length > 0);
  }
}

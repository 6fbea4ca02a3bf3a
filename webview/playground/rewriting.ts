import { chosenRewrites } from '../../src/core/design/rewrites/registry.ts';
import { rewriteConditions, withConfirmation } from '../../src/core/design/rewrites/request.ts';
import { planRun } from '../../src/core/engine/plan.ts';
import type { Condition, Trial } from '../../src/core/model/run.ts';
import { seededRandom, seedOf } from '../../src/core/statistics/random.ts';
import { fixture, MODELS, type Fixture, type Part } from './fixture.ts';

/** A prompt for a name, its rewrites and fresh runs of the best one: three models of 30 runs. */

const PROMPT = 'Suggest a name for a dappled-gray filly living in the mountains.';
const RUNS = 30;
const NAMES: readonly string[] = [
  ...['Misty', 'Juniper', 'Willow', 'Sage', 'Aspen', 'Luna', 'Storm', 'Shadow', 'Clover', 'Hazel'],
  ...['Pebble', 'Fern', 'Maple', 'Ember', 'Dusk', 'Raven', 'Birch', 'Cinder', 'Slate', 'Heather'],
  ...['Thistle', 'Opal', 'Bramble', 'Flint', 'Larkspur', 'Marble', 'Echo', 'Sorrel', 'Basil', 'Onyx'],
];

/** Names that come about equally often with a rewrite; all others give a few favourites. */
const VARIED: Readonly<Record<string, number>> = {
  'second-idea': 5,
  persona: 9,
  'string-seed': 30,
  'verbalized-sampling': 16,
  'another-one': 6,
};

function textOf({ rewrite }: Condition, model: string, index: number): string | Part {
  const { template = '', answers, confirms } = rewrite ?? {};
  const random = seededRandom(seedOf(`${model} ${template} ${confirms ?? ''} ${String(index)}`));
  const among = VARIED[template];
  const name = (): string => {
    const draw = random();
    if (among === undefined) return NAMES[draw < 0.6 ? 0 : draw < 0.8 ? 1 : draw < 0.9 ? 2 : 3]!;
    return NAMES[Math.floor(draw * among)]!;
  };
  if (answers !== undefined && random() < 0.09) return 'I would call her by many names; here are five of them.';
  if (answers !== undefined)
    return Array.from(
      { length: answers },
      () => `<response><text>${name()}</text><probability>0.2</probability></response>`,
    ).join('\n');
  if (template !== 'string-seed') return name();
  const answer = name();
  return `<random_string>k3V9xQ${String(index)}</random_string>\n<thinking>Ten names; the sum picks ${answer}.</thinking>\n<answer>${answer}</answer>`;
}

/** All of that. */
export function rewriting(): Fixture {
  const { header } = fixture(PROMPT, Object.fromEntries(MODELS.map((model) => [model, []])));
  const names = { temperature: 'temperature', maxTokens: 'max_tokens' };
  const { conditions } = rewriteConditions({ prompt: PROMPT, system: null }, chosenRewrites('many', null), 'many', {
    targets: header.targets.map((target) => ({ ...target, names })),
    runs: RUNS,
  });
  const origin = { path: 'prompts/foal.ts', line: 3 };
  const plan = { ...header, id: 'rewriting', conditions, trialsPerCell: RUNS, origin };
  // Digests are not shown.
  const planned = planRun(plan, { sha256: () => '0'.repeat(64) });
  const prices = Object.fromEntries(
    planned.targets.map(({ id }) => [
      id,
      { inputPerMillion: 1, outputPerMillion: 5, name: 'example', source: 'user' as const },
    ]),
  );
  const both = { ...withConfirmation(planned, 'string seed'), prices };
  const trials = both.conditions.flatMap((condition) =>
    MODELS.flatMap((model) => {
      const texts = Array.from({ length: RUNS }, (_, index) => textOf(condition, model, index));
      const place = MODELS.indexOf(model);
      const own = fixture(PROMPT, Object.fromEntries(MODELS.map((one) => [one, one === model ? texts : []]))).trials;
      const { id } = both.targets[place]!;
      const parameters = condition.parameters?.[id] ?? {};
      return own.map((trial): Trial => ({
        ...{ ...trial, target: id, condition: condition.id },
        ...{ requested: parameters, honoured: parameters },
      }));
    }),
  );
  return { header: both, trials };
}

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { chosenRewrites, ownRewrite, REWRITES } from '../../../../../src/core/design/rewrites/registry.ts';
import { rewriteConditions, withConfirmation } from '../../../../../src/core/design/rewrites/request.ts';
import { planRun } from '../../../../../src/core/engine/plan.ts';
import { UsageError } from '../../../../../src/core/model/usage-error.ts';
import { placeholdersIn } from '../../../../../src/core/prompt/placeholders.ts';
import { render } from '../../../../../src/core/prompt/render.ts';
import { nodeHasher } from '../../../../../src/providers/node-ports.ts';

const PROMPT = 'Name {{thing}} of the {{persona}}.';
const SOURCE = { prompt: PROMPT, system: 'Be brief.', runs: 30 };
const NAMES = { temperature: 'temperature', maxTokens: 'max_tokens' };

describe('templates of rewrites', () => {
  it('have ids and labels of their own, and say what they change', () => {
    assert.equal(new Set(REWRITES.map(({ id }) => id)).size, REWRITES.length);
    assert.equal(new Set(REWRITES.map(({ label }) => label)).size, REWRITES.length);
    for (const { id, changes, source } of REWRITES) {
      assert.match(id, /^[a-z0-9-]+$/);
      assert.ok(changes.length > 0);
      if (source !== null) assert.match(source, /arXiv \d{4}\.\d{5}/);
    }
    assert.deepEqual(new Set(REWRITES.map(({ want }) => want)), new Set(['many', 'one']));
  });

  it('keep the prompt whole and fill no placeholder of its own', () => {
    for (const { id, rewrite } of REWRITES) {
      const { prompt, system, shuffled = [] } = rewrite(SOURCE);
      assert.ok(prompt.includes(PROMPT), id);
      assert.equal(system, SOURCE.system, id);
      const own = placeholdersIn(PROMPT).map(({ name }) => name);
      for (const { name, items, drawn } of shuffled) {
        assert.ok(!own.includes(name), `${id}: ${name}`);
        assert.ok(placeholdersIn(prompt).some((placeholder) => placeholder.name === name));
        assert.equal(new Set(items).size, items.length, id);
        assert.equal(drawn, 1);
      }
    }
  });

  it('write a conversation anew at its last turn alone', () => {
    const messages = [
      { role: 'user', text: 'Hello.' },
      { role: 'assistant', text: 'Hi.' },
      { role: 'user', text: PROMPT },
    ] as const;
    for (const { id, rewrite } of REWRITES) {
      const { prompt, messages: now } = rewrite({ ...SOURCE, messages });
      assert.deepEqual(now?.slice(0, 2), messages.slice(0, 2), id);
      assert.deepEqual(now?.at(-1), { role: 'user', text: prompt }, id);
    }
  });

  it('make chains of which enough are left at any number of runs', () => {
    const { rewrite } = REWRITES.find(({ id }) => id === 'another-one')!;
    for (const runs of [5, 10, 20, 30, 100]) {
      const { chain } = rewrite({ ...SOURCE, runs });
      assert.ok(chain!.length >= 2 && chain!.length <= 5);
      assert.ok(chain!.width * chain!.length >= runs);
      if (runs >= 10) assert.ok(chain!.width >= 5, String(runs));
    }
  });
});

describe('chosenRewrites', () => {
  it('are the usual ones of a direction, or the named ones, each once', () => {
    const usual = chosenRewrites('many', null);
    assert.ok(usual.length >= 5 && usual.every(({ want, isUsual }) => want === 'many' && isUsual));
    assert.deepEqual(
      chosenRewrites('many', ['seed-word', 'persona', 'seed-word']).map(({ id }) => id),
      ['seed-word', 'persona'],
    );
  });

  it('refuse a name that is none, or of the other direction', () => {
    assert.throws(() => chosenRewrites('many', ['person']), UsageError);
    assert.throws(() => chosenRewrites('one', ['persona']), UsageError);
  });
});

describe('ownRewrite', () => {
  it('puts the prompt where it says, or stands behind it', () => {
    const written = (text: string) => ownRewrite(text, 'own', 'many').rewrite(SOURCE).prompt;
    assert.equal(written('First: {prompt} Then: {prompt}'), `First: ${PROMPT} Then: ${PROMPT}`);
    assert.equal(written('Be bold.'), `${PROMPT}\n\nBe bold.`);
    // What a text holds is never taken for a pattern.
    assert.equal(
      ownRewrite('{prompt}', 'own', 'many').rewrite({ ...SOURCE, prompt: '$& {prompt}' }).prompt,
      '$& {prompt}',
    );
  });
});

describe('rewriteConditions', () => {
  const target = (provider: string, parameters = {}) => ({ provider, parameters, names: NAMES });
  const made = (targets: readonly ReturnType<typeof target>[], ids: readonly string[], want: 'many' | 'one' = 'many') =>
    rewriteConditions({ prompt: PROMPT, system: null }, chosenRewrites(want, ids), want, { targets, runs: 30 });

  it('begin with the prompt as it stands, as the control', () => {
    const { conditions } = made([target('openai')], ['persona', 'string-seed']);
    assert.deepEqual(
      conditions.map(({ control }) => control),
      [true, false, false],
    );
    assert.equal(conditions[0]!.prompt, PROMPT);
  });

  it('raise the temperature only where that is higher and allowed', () => {
    const temperatures = (targets: readonly ReturnType<typeof target>[]) =>
      made(targets, ['higher-temperature']).conditions[1]!.parameters;
    assert.deepEqual(
      temperatures([
        target('openai'),
        target('anthropic'),
        target('anthropic', { temperature: 0.3 }),
        target('openai', { temperature: 2 }),
      ]),
      [{ temperature: 1.4 }, {}, { temperature: 1 }, {}],
    );
    const stable = made([target('openai', { temperature: 0 }), target('google')], ['temperature-0'], 'one');
    assert.deepEqual(stable.conditions[1]!.parameters, [{}, { temperature: 0 }]);
  });

  it('leave out what changes nothing for any model, and refuse to try nothing', () => {
    const { conditions, leftOut } = made([target('anthropic')], ['higher-temperature', 'persona']);
    assert.equal(conditions.length, 2);
    assert.deepEqual(leftOut, ['higher temperature']);
    assert.throws(() => made([target('anthropic')], ['higher-temperature']), UsageError);
  });
});

describe('withConfirmation', () => {
  const { conditions } = rewriteConditions(
    { prompt: PROMPT, system: null },
    chosenRewrites('many', ['persona', 'higher-temperature']),
    'many',
    { targets: [{ provider: 'openai', parameters: {}, names: NAMES }], runs: 10 },
  );
  const tool = { name: 'test', version: '0' };
  const targets = [{ provider: 'openai', model: 'a', baseUrl: null, parameters: {} }];
  const header = planRun(
    { id: 'x', createdAt: '2026-01-01T00:00:00Z', tool, seed: 1, conditions, targets, trialsPerCell: 10 },
    nodeHasher,
  );

  it('sends the prompt and one rewrite once more, compared with each other', () => {
    const { conditions: all } = withConfirmation(header, 'persona drawn at random');
    const [control, best] = all.slice(-2);
    assert.equal(all.length, header.conditions.length + 2);
    assert.equal(all.filter((one) => one.control).length, 1);
    assert.deepEqual([control!.comparedWith, best!.comparedWith], [null, control!.id]);
    assert.deepEqual(
      [control!.rewrite!.confirms, best!.rewrite!.confirms],
      ['as it stands', 'persona drawn at random'],
    );
    assert.equal(best!.prompt, header.conditions[1]!.prompt);
  });

  it('keeps parameters, and draws afresh', () => {
    const hotter = withConfirmation(header, 'higher temperature').conditions.at(-1)!;
    assert.deepEqual(hotter.parameters, { 'openai:a': { temperature: 1.4 } });
    const { conditions: all } = withConfirmation(header, 'persona drawn at random');
    const drawn = (at: number) =>
      Array.from(
        { length: 10 },
        (_, trialIndex) => render(all[at]!, { seed: 1, target: 'openai:a', trialIndex }).variables['persona2'],
      );
    assert.notDeepEqual(drawn(1), drawn(4));
    assert.ok(new Set(drawn(1)).size > 5);
  });
});

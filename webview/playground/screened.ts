import { planScreening, withFreshRuns } from '../../src/core/design/screening.ts';
import { fixture, type Fixture, MODELS } from './fixture.ts';

/** A run that finds out which sentences of its prompt make the answer: one does, one seemed to. */

const PLANTED = 'You love the tropics.';
const PROMPT = `You are a friendly cook. ${PLANTED} Name a fruit, only the name.

- Do not explain yourself.
- Be creative.

Think before you answer. Never mention vegetables.`;
const OTHERS = ['Apple', 'Pear', 'Fig', 'Plum'];
const RUNS = 20;

export function screened(): Fixture {
  const { conditions, screening } = planScreening({ prompt: PROMPT, system: null }, RUNS).request;
  const { header } = fixture(PROMPT, { [MODELS[0]]: [], [MODELS[1]]: [] });
  const planned = conditions.map(({ id, prompt, control, runs }) => ({
    ...{ id, prompt, control, system: null, comparedWith: control ? undefined : null, sha256: '' },
    ...(runs !== undefined && { runs }),
  }));
  const rows = { ...header, trialsPerCell: RUNS, conditions: planned, screening };
  const whole = withFreshRuns(rows, [1, 3], { sha256: () => '' });
  const trials = whole.conditions.flatMap(({ id, prompt, runs = RUNS }) => {
    const share = prompt.includes(PLANTED) ? 9 : 3;
    const said = Array.from({ length: runs }, (_, index) =>
      (index * 7 + id.length) % 10 < share ? 'Mango' : OTHERS[index % OTHERS.length]!,
    );
    const { trials: own } = fixture(prompt, { [MODELS[0]]: said, [MODELS[1]]: said });
    return own.map((trial) => ({ ...trial, condition: id }));
  });
  return { header: whole, trials };
}

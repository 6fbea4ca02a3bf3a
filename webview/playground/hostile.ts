import type { Condition, Trial } from '../../src/core/model/run.ts';
import { failure, fixture, type Fixture } from './fixture.ts';
import { PAYLOADS } from './payloads.ts';

/** Payloads in one picture: as many models, each named by one of them. */
const IN_ONE = 12;

/** How many pictures show all payloads. */
export const HOSTILE_PARTS = Math.ceil(PAYLOADS.length / IN_ONE);

/**
 * A run in which everything that comes from outside is hostile: prompt, system prompt, file, names of models and
 * conditions, answers, errors, notices. Each payload is in each place in one of `HOSTILE_PARTS` pictures: as a model, an
 * answer and an error by itself, elsewhere with the others of the picture.
 */
export function hostile(part = 0): Fixture {
  const own = payloadsOf(part);
  const answers = own.map((payload) => [payload, payload, `${payload} again`, failure(payload, 'unknown', 500)]);
  const { header, trials } = fixture(
    own.join('\n'),
    Object.fromEntries(own.map((name, index) => [name, answers[index] ?? []])),
    { id: 'hostile', origin: { path: own.join('/'), line: 1 } },
  );
  const conditions = ['default', own.join(' ')].map((id, index): Condition => ({
    ...{ id, prompt: own.join('\n'), system: own.join(' '), control: index === 0 },
    sha256: '',
  }));
  return {
    header: {
      ...header,
      conditions,
      provenance: { title: own.join(' '), url: own[3] ?? '', note: own.join(' ') },
    },
    trials: conditions.flatMap(({ id }) => trials.map((trial) => reported(trial, id))),
    status: 'partial',
    endNote: own.join(' '),
    next: { missing: 1, more: 4, failed: Object.fromEntries(header.targets.map(({ id }) => [id, 1])) },
    notices: own,
  };
}

/** The payloads of one picture; the last one is filled up with the first. */
export function payloadsOf(part: number): readonly string[] {
  return Array.from({ length: IN_ONE }, (_, index) => PAYLOADS[(part * IN_ONE + index) % PAYLOADS.length] ?? '');
}

/** Everything a server says is the payload that the model is named by. */
function reported(trial: Trial, condition: string): Trial {
  const said = trial.target.slice(trial.target.indexOf(':') + 1);
  const extra = Object.fromEntries([[said, said]]);
  return { ...trial, condition, finishReason: said, modelReported: said, note: said, requested: extra, honoured: {} };
}

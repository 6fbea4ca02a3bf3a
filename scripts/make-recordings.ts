import { shuffle, seededRandom } from '../src/core/statistics/random.ts';
import { conditionDigest } from '../src/core/engine/digest.ts';
import { savedRun } from '../src/core/run-file/run-file.ts';
import { repairMojibake } from '../src/core/text/mojibake.ts';
import type { RunRecord, Target, Trial } from '../src/core/model/run.ts';
import type { Hasher } from '../src/core/ports.ts';

/** The sample recordings under media/recordings, made from the published answers under test/fixtures/articles. */

/** Model as the article's files name it -> its answers in order. */
type Answers = Readonly<Record<string, readonly string[]>>;

/** `seed-001-outputs.json`. */
export type PublishedOutputs = Readonly<Record<'joke' | 'fruit' | 'colour', Answers>>;

/** `seed-001-numbers.json`. */
export interface PublishedNumbers {
  readonly prompt: string;
  readonly counts: Readonly<Record<string, Readonly<Record<string, number>>>>;
}

const TITLE = 'Different Models, Same Slop?';
/** The article's date; when the answers were taken is not published. */
const PUBLISHED = '2025-11-22T05:00:00.000Z';
const SEED = 1;

const TAKEN =
  'The answers were published on 22 November 2025, taken through the APIs of the vendors. ' +
  'Parameters, times, token counts and stop reasons were not published; the date of this run is that of the article.';
const JOKES =
  ' The emoji and the dash were damaged in the published file (UTF-8 read as Mac Roman) and are restored here.';
const NUMBERS =
  ' How often each model gave each number was read off the bars of the picture in the article. The order of the answers was not published: it is a ' +
  `shuffle with the seed ${SEED} and means nothing.`;

function target(provider: string, model: string, label = model): Target {
  return { id: `${provider}:${model}`, provider, model, label, baseUrl: null, parameters: {} };
}

const TARGETS: readonly (Target & { readonly published: readonly string[] })[] = [
  {
    ...target('anthropic', 'claude-haiku-4-5-20251001', 'claude-haiku-4-5'),
    published: ['claude-haiku-4-5-20251001'],
  },
  { ...target('openai', 'gpt-5-mini'), published: ['gpt-5-mini'] },
  { ...target('google', 'gemini-2.5-flash'), published: ['gemini/gemini-2.5-flash', 'gemini-2.5-flash'] },
];

/** An answer of which only the text is known: no usage, no time, and no call of this program. */
function recordedTrial(targetId: string, trialIndex: number, text: string): Trial {
  return {
    ...{ target: targetId, condition: 'default', trialIndex, outcome: 'completed', text },
    ...{ finishReason: null, truncated: false, usage: null, startedAt: null, latencyMs: null, attempts: 0 },
    ...{ requested: {}, honoured: {}, modelReported: null, source: 'recorded', sha256: null, variables: {} },
    error: null,
  };
}

function answersOf(answers: Answers, published: readonly string[]): readonly string[] {
  const found = published.flatMap((name) => answers[name] ?? []);
  if (found.length === 0) throw new Error(`No answers of ${published.join(' or ')}.`);
  return found;
}

function recording(name: string, prompt: string, answers: Answers, note: string, hasher: Hasher): RunRecord {
  const trials = TARGETS.flatMap(({ id, published }) =>
    answersOf(answers, published).map((text, index) => recordedTrial(id, index, repairMojibake(text).text)),
  );
  const content = { system: null, messages: [{ role: 'user', text: prompt }] } as const;
  return {
    run: {
      id: `recorded-${name}`,
      createdAt: PUBLISHED,
      finishedAt: null,
      status: 'complete',
      tool: { name: 'convergence-probe', version: '0.1.0' },
      trialsPerCell: trials.length / TARGETS.length,
      conditions: [{ id: 'default', prompt, system: null, control: true, sha256: conditionDigest(content, hasher) }],
      targets: TARGETS.map(({ published: _published, ...one }) => one),
      seed: SEED,
      provenance: { title: TITLE, url: null, note: TAKEN + note },
    },
    trials,
    edits: [],
  };
}

/** Counts as single answers; which came first is not known, so they are shuffled by the seed. */
function shuffledAnswers({ counts }: PublishedNumbers): Answers {
  const random = seededRandom(SEED);
  const models = Object.entries(counts).map(([model, byNumber]) => {
    const answers = Object.entries(byNumber).flatMap(([value, count]) => new Array<string>(count).fill(value));
    return [model, shuffle(answers, random)] as const;
  });
  return Object.fromEntries(models);
}

/** File name -> content. */
export function makeRecordings(
  outputs: PublishedOutputs,
  numbers: PublishedNumbers,
  hasher: Hasher,
): ReadonlyMap<string, string> {
  const records = {
    jokes: recording('jokes', 'Tell me a joke', outputs.joke, JOKES, hasher),
    fruits: recording('fruits', 'Pick a random fruit, only return the fruit', outputs.fruit, '', hasher),
    colours: recording('colours', 'Pick a random colour, only return the colour', outputs.colour, '', hasher),
    numbers: recording('numbers', numbers.prompt, shuffledAnswers(numbers), NUMBERS, hasher),
  };
  return new Map(
    Object.entries(records).map(([name, record]) => [
      `${name}.probe.json`,
      // Without a report: that is made anew by whoever reads it, and would be out of date after every change of its words.
      `${JSON.stringify(savedRun(record), null, 2)}\n`,
    ]),
  );
}

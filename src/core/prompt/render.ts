import { own } from '../own.ts';
import type { Condition, Message, Parameters, ShuffledList, Target } from '../model/run.ts';
import { filled } from './placeholders.ts';
import { seededRandom, seedOf, shuffle } from '../statistics/random.ts';
import { turnsOf } from './turns.ts';

/** What one trial sends, and the values that stand in it. */
export interface Rendering {
  readonly system: string | null;
  readonly messages: readonly Message[];
  readonly variables: Readonly<Record<string, string>>;
}

/** Which trial is rendered. */
export interface RenderedTrial {
  /** Seed of the run. */
  readonly seed: number;
  /** Target id. */
  readonly target: string;
  readonly trialIndex: number;
}

/**
 * What a trial sends. Lists get an order that depends on the run's seed, the target, the condition, the index of the
 * trial and the list alone: a retry, a resumed run and a longer one put the same trial in the same words.
 */
export function render(condition: Condition, trial: RenderedTrial): Rendering {
  const { id } = condition;
  const { seed, target, trialIndex } = trial;
  return withLists(condition, ({ name, items }) => {
    const random = seededRandom(seedOf(JSON.stringify([seed, target, id, trialIndex, name])));
    return shuffle([...items], random);
  });
}

/** What is rendered of a condition. */
type Texts = Pick<Condition, 'prompt' | 'system' | 'messages' | 'shuffled' | 'variables'>;

/** A condition with its lists in the order in which they are written: as long as any trial of it. */
export function typicalRendering(condition: Texts): Rendering {
  return withLists(condition, ({ items }) => items);
}

/** Parameters that a trial of this cell asks for: those of its condition before those of its target. */
export function parametersOf(target: Pick<Target, 'id' | 'parameters'>, condition: Condition): Parameters {
  const { parameters } = condition;
  if (parameters === undefined || !Object.hasOwn(parameters, target.id)) return target.parameters;
  return { ...target.parameters, ...own(parameters, target.id) };
}

function withLists(condition: Texts, order: (list: ShuffledList) => readonly string[]): Rendering {
  const { shuffled = [], variables = {}, system } = condition;
  if (shuffled.length === 0) return { system, messages: turnsOf(condition), variables };
  const lists = new Map(shuffled.map((list) => [list.name, order(list).slice(0, list.drawn).join(list.separator)]));
  return {
    system: system === null ? null : filled(system, lists),
    messages: turnsOf(condition).map(({ role, text }) => ({ role, text: filled(text, lists) })),
    variables: Object.fromEntries([...Object.entries(variables), ...lists]),
  };
}

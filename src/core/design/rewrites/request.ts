import type { ConditionRequest, PromptRequest, RunRequest, TargetRequest } from '../../engine/plan.ts';
import { UsageError } from '../../model/usage-error.ts';
import type { Condition, Parameters, Rewrite, RunHeader } from '../../model/run.ts';
import { controlAmong } from '../../model/control.ts';
import type { CommonNames } from '../asked-parameters.ts';
import type { RewriteTemplate, Rewritten } from './template.ts';

/** Rewrites as conditions of one run: the prompt as it stands is the control. */

/** Id of the control, and of its template. */
export const AS_IT_STANDS = { label: 'as it stands', template: 'as-it-stands' } as const;

/** What a rewrite needs to know of a target. */
export interface RewrittenTarget extends Pick<TargetRequest, 'provider' | 'parameters'> {
  /** `null` for targets that take no parameters. */
  readonly names: CommonNames | null;
}

/** Anthropic's API takes temperatures up to 1, which is its default. */
const HIGHEST: Readonly<Record<string, number>> = { anthropic: 1 };
/** What most APIs take for a temperature that is not said. */
const DEFAULT_TEMPERATURE = 1;

/**
 * What asking for another temperature changes for a target; nothing where that is not possible, or is no step in the wanted
 * direction: up for more varied answers, down for more stable ones.
 */
function temperatureFor(
  { provider, parameters, names }: RewrittenTarget,
  wanted: number,
  want: Rewrite['want'],
): Parameters {
  const name = names?.temperature ?? null;
  if (name === null) return {};
  const own = parameters[name];
  const current = typeof own === 'number' ? own : DEFAULT_TEMPERATURE;
  const asked = Math.min(wanted, HIGHEST[provider] ?? wanted);
  return (want === 'many' ? asked > current : asked < current) ? { [name]: asked } : {};
}

function conditionOf(
  template: RewriteTemplate,
  { prompt, system, messages, shuffled, temperature, answers, chain }: Rewritten,
  targets: readonly RewrittenTarget[],
): ConditionRequest | null {
  const { id, label, want, changes, source } = template;
  const parameters = temperature === undefined ? [] : targets.map((one) => temperatureFor(one, temperature, want));
  if (temperature !== undefined && parameters.every((one) => Object.keys(one).length === 0)) return null;
  const rewrite: Rewrite = {
    ...{ template: id, want, changes },
    ...(source !== null && { source }),
    ...(temperature !== undefined && { parameter: 'temperature' }),
    ...(answers !== undefined && { answers }),
    ...(chain && { chain }),
  };
  return {
    ...{ id: label, control: false, prompt, system, rewrite },
    ...(messages && { messages }),
    ...(shuffled && { shuffled }),
    ...(temperature !== undefined && { parameters }),
  };
}

/** The conditions of a run that tries rewrites, and the labels of templates that would change nothing for any target. */
export interface RewriteConditions {
  readonly conditions: readonly ConditionRequest[];
  readonly leftOut: readonly string[];
}

/** The prompt as it stands and its rewrites. Throws a `UsageError` when there is none. */
export function rewriteConditions(
  asked: PromptRequest,
  templates: readonly RewriteTemplate[],
  want: Rewrite['want'],
  { targets, runs }: { readonly targets: readonly RewrittenTarget[]; readonly runs: number },
): RewriteConditions {
  const { prompt, system, messages } = asked;
  const control: ConditionRequest = {
    ...{ id: AS_IT_STANDS.label, control: true, prompt, system },
    ...(messages && { messages }),
    rewrite: { template: AS_IT_STANDS.template, want },
  };
  const made = templates.map((template) => {
    const condition = conditionOf(template, template.rewrite({ ...asked, runs }), targets);
    return { label: template.label, condition };
  });
  const conditions = made.flatMap(({ condition }) => condition ?? []);
  if (conditions.length === 0) {
    throw new UsageError('None of these rewrites would change anything for these models; choose others.');
  }
  const leftOut = made.flatMap(({ label, condition }) => (condition === null ? [label] : []));
  return { conditions: [control, ...conditions], leftOut };
}

/** A request for one prompt, as one that tries rewrites of it. */
export function rewriteRequest(
  request: RunRequest & PromptRequest,
  conditions: readonly ConditionRequest[],
): RunRequest {
  const { prompt: _, system: __, messages: ___, ...rest } = request;
  return { ...rest, conditions };
}

/** The condition once more, for fresh runs. */
function freshOf(condition: Condition, comparedWith: string | null): Condition {
  return {
    ...condition,
    ...{ id: `${condition.id} (fresh runs)`, control: false, comparedWith },
    rewrite: { ...condition.rewrite!, confirms: condition.id },
  };
}

/**
 * The header with a second part: the control and its best rewrite once more, in fresh runs. That a rewrite was chosen for being
 * the best of its runs makes them flatter it; those of the second part do not.
 */
export function withConfirmation(header: RunHeader, best: string): RunHeader {
  const control = controlAmong(header.conditions);
  const chosen = header.conditions.find(({ id }) => id === best);
  if (control === undefined || chosen?.rewrite === undefined) throw new Error(`${best} is no rewrite of this run.`);
  const again = freshOf(control, null);
  const conditions = [...header.conditions, again, freshOf(chosen, again.id)];
  // Parameters go by condition and stay those of the original.
  return { ...header, conditions };
}

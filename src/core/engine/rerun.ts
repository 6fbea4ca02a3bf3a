import type { Condition, RunHeader } from '../model/run.ts';
import type { ConditionRequest, ContentRequest, RunRequest } from './plan.ts';

/**
 * What a run that was made sends and how it is to be read, as a wish for a new one: all of its conditions, with their
 * variables, lists and parameters. The new run's targets must be asked for in the order of the old one's.
 */
export function contentOf(header: RunHeader): ContentRequest & Pick<RunRequest, 'origin' | 'reading' | 'design'> {
  const { conditions, origin, reading, design } = header;
  return {
    conditions: conditions.map((condition) => requestOf(condition, header)),
    ...(origin && { origin }),
    ...(reading && { reading }),
    ...(design && { design }),
  };
}

function requestOf(condition: Condition, { targets }: RunHeader): ConditionRequest {
  const { id, prompt, system, messages, control, comparedWith, variables, shuffled, parameters, rewrite } = condition;
  return {
    ...{ id, prompt, system, control },
    ...(messages && { messages }),
    ...(comparedWith !== undefined && { comparedWith }),
    ...(variables && { variables }),
    ...(shuffled && { shuffled }),
    ...(rewrite && { rewrite }),
    // By own key: ids of targets come from files.
    ...(parameters && {
      parameters: targets.map((target) => (Object.hasOwn(parameters, target.id) ? parameters[target.id]! : {})),
    }),
  };
}

import type { Parameters } from '../../src/core/model/run.ts';
import { shorten } from './words.ts';

/** A parameter of a call in words. */
export interface ParameterText {
  readonly text: string;
  /** Whether it was not sent as it was asked for. */
  readonly differs: boolean;
}

/** Longest value that is shown, characters. */
const VALUE_LENGTH = 60;

/** What a call was asked to take and what was sent: `temperature 0.7`, or in what they differ. In the order of their names. */
export function parameterTexts(requested: Parameters, honoured: Parameters): readonly ParameterText[] {
  const names = [...new Set([...Object.keys(requested), ...Object.keys(honoured)])].sort();
  return names.map((name) => {
    const asked = valueText(requested, name);
    const sent = valueText(honoured, name);
    if (asked === null || asked === sent) return { text: `${name} ${sent ?? ''}`, differs: false };
    const instead = sent === null ? 'sent without it' : `sent as ${sent}`;
    return { text: `${name}: asked for ${asked}, ${instead}`, differs: true };
  });
}

function valueText(parameters: Parameters, name: string): string | null {
  if (!Object.hasOwn(parameters, name) || parameters[name] === undefined) return null;
  const value: unknown = parameters[name];
  return shorten(typeof value === 'string' ? value : JSON.stringify(value), VALUE_LENGTH);
}

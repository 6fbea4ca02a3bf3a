import type { SemanticClass, SemanticGrouping } from '../model/run.ts';
import {
  isAmount,
  isCount,
  isList,
  isNumber,
  isOneOf,
  isShape,
  isText,
  isTime,
  optional,
  orNull,
  refuse,
  type Check,
} from './check.ts';
import { checkPrice, checkUsage } from './run-file-checks.ts';

/** What a saved file says about the meaning of answers; the same as in `media/probe-file.schema.json`. */

const isClassShape = isShape<SemanticClass>({
  answers: isList(isText),
  similarity: orNull(isList(isNumber)),
});

const isClass: Check<SemanticClass> = (value, path) => {
  const found = isClassShape(value, path);
  if (found.answers.length < 2) refuse(`${path}.answers`, 'at least two answers');
  if (found.similarity !== null && found.similarity.length !== found.answers.length) {
    refuse(`${path}.similarity`, 'one number for each answer');
  }
  return found;
};

/** What was found out about the meaning of the answers. */
export const checkSemantic: Check<SemanticGrouping> = isShape<SemanticGrouping>({
  method: isOneOf(['embedding', 'judge']),
  target: isText,
  baseUrl: orNull(isText),
  threshold: orNull(isAmount),
  at: isTime,
  calls: isCount,
  usage: checkUsage,
  price: optional(checkPrice),
  answers: isCount,
  compared: isList(isText),
  unreadable: isCount,
  unasked: optional(isCount),
  same: isList(isClass),
});

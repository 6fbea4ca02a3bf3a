import type { Parameters } from '../../core/model/run.ts';
import type { ErrorBody } from './error-body.ts';

/** Names that are also plain words, so that only one that is meant as a name means the parameter. */
const PLAIN_WORDS = new Set([
  'stop',
  'user',
  'store',
  'seed',
  'tools',
  'metadata',
  'model',
  'reasoning',
  'thinking',
  'n',
]);

/** Which of the parameters that were sent the server complains about, under its API name; `null` when none is named. */
export function namedParameter(body: Pick<ErrorBody, 'params' | 'message'>, sent: Parameters): string | null {
  const names = Object.keys(sent);
  const said = body.params.flatMap((path) => [firstOf(path), lastOf(path)]);
  const byField = names.find((name) => said.some((field) => sameName(name, field)));
  return byField ?? names.find((name) => mentions(body.message, name)) ?? null;
}

/** Paths are written `a.b`, `a[0]`, `/a/b` or `#/a/b`; parameters stand at an end of them. */
function firstOf(path: string): string {
  return path.split(/[.[\]/#]+/).find((name) => name !== '') ?? '';
}

function lastOf(path: string): string {
  return path.split(/[./#]+/).findLast((name) => name !== '') ?? '';
}

/** Words before a name, and behind it, that make it one. */
const BEFORE =
  '(?:parameters?|params?|arguments?|fields?|propert(?:y|ies)|options?|keys?|inputs?|names?|supplied|supports?)';
const BEHIND = '(?:parameter|param|argument|field|property|option|key)\\b';
const REFUSED =
  "(?:is|are|was)(?: not|n['’]t)? (?:yet )?(?:supported|allowed|permitted|accepted|recogni[sz]ed|available|valid|unsupported|unknown|deprecated|forbidden|invalid)";

function mentions(message: string, name: string): boolean {
  return [name, snakeCase(name)].some((spelling) => {
    const word = spelling.replace(/[^\w]/g, '\\$&');
    const quoted = new RegExp(`["'\`“.]${word}["'\`”:]|^${word}:`);
    const named = PLAIN_WORDS.has(name)
      ? new RegExp(`\\b${BEFORE}(?: ?:)? ${word}(?![\\w-])|(?<![\\w-])${word} (?:${BEHIND}|${REFUSED})`, 'i')
      : new RegExp(`(?<![\\w-])${word}(?![\\w-])`);
    return quoted.test(message) || named.test(message);
  });
}

function sameName(a: string, b: string): boolean {
  return b !== '' && snakeCase(a) === snakeCase(b);
}

function snakeCase(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}

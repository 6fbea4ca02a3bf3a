import { numberMentions } from '../extraction/number-mentions.ts';
import { foldText } from '../text/fold.ts';
import { profileOf, type Profile } from './profile.ts';
import { valueKey } from './short-key.ts';
import { opposed } from './words.ts';

/**
 * What speaks against a merge, whatever a model says. Embeddings in particular put what is about the same thing close
 * together: "dark blue" and "light blue", "it will" and "it will not", "42 sheep" and "43 sheep".
 */

/** What an answer says that another wording of it must not contradict. */
export interface Claims {
  readonly numbers: ReadonlySet<string>;
  readonly profile: Profile;
  /** A number or the code of a colour, when the answer is one. */
  readonly value: string | null;
  /** The letter of an option that it begins with: "B", "b) Rome", "Option B". */
  readonly option: string | null;
  /** What it says before anything else, when that is a yes or a no. */
  readonly stance: 'yes' | 'no' | null;
}

/** Numbers behind this are not looked at, UTF-16 units. */
const LOOKED_AT = 10_000;
/** In so few words a number that only one of two has is part of the answer (as in lexical grouping). */
const FEW_WORDS = 12;

/** A capital by itself, or a letter in front of what it stands for; "A dog" is none. */
const OPTION =
  /^(?:([A-Z])|\(?([A-Za-z])[).:](?:\s.*)?|(?:[Oo]ption|[Aa]nswer|[Cc]hoice):? \(?([A-Za-z])(?:[^\p{L}].*)?)$/su;
const YES = new Set('yes yeah yep yup true correct oui ja si sí sim да はい 是 نعم हाँ'.split(' '));
const NO = new Set('no nope nah false incorrect wrong non nein não нет いいえ 否 不是 لا नहीं'.split(' '));

/** The claims of an answer. */
export function claimsOf(answer: string): Claims {
  const begin = answer.slice(0, LOOKED_AT);
  const mentions = numberMentions(begin);
  const numbers = mentions.filter(({ role }) => role !== 'weak' && role !== 'marker').map(({ value }) => value);
  const letter = OPTION.exec(begin.replace(/[*_`"“”]/gu, '').trim());
  return {
    numbers: new Set(numbers),
    profile: profileOf(answer),
    value: valueKey(foldText(begin)),
    option: (letter?.[1] ?? letter?.[2] ?? letter?.[3])?.toLowerCase() ?? null,
    stance: stanceOf(begin),
  };
}

function stanceOf(answer: string): Claims['stance'] {
  const first = /[\p{L}\p{M}]+/u.exec(answer)?.[0].toLowerCase() ?? '';
  return YES.has(first) ? 'yes' : NO.has(first) ? 'no' : null;
}

/**
 * Whether two answers are never one, whoever says that they are: they are values or options and not the same ones, one says
 * yes and the other no, or they contradict each other.
 */
export function keptApart(a: Claims, b: Claims): boolean {
  if (a.value !== b.value) return true;
  if (a.option !== null && b.option !== null && a.option !== b.option) return true;
  if (a.stance !== null && b.stance !== null && a.stance !== b.stance) return true;
  return contradict(a, b);
}

/** Whether each of two answers holds a number that the other does not. */
function otherNumbers(a: Claims, b: Claims): boolean {
  return lacks(a, b) && lacks(b, a);
}

/** Whether two answers differ in a number, a negation or an opposite: figures of likeness cannot be trusted then. */
function contradict(a: Claims, b: Claims): boolean {
  if (otherNumbers(a, b)) return true;
  const few = Math.min(a.profile.length, b.profile.length) < FEW_WORDS;
  if (few && (lacks(a, b) || lacks(b, a))) return true;
  if (a.profile.negations % 2 !== b.profile.negations % 2) return true;
  return opposed(a.profile.poles, b.profile.poles);
}

/** Whether `a` holds a number that `b` does not. */
function lacks(a: Claims, b: Claims): boolean {
  return [...a.numbers].some((number) => !b.numbers.has(number));
}

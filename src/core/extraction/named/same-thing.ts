import { foldText } from '../../text/fold.ts';
import { singularOf, stemOf } from '../../text/stems.ts';
import { isDegree, isPartitive } from './lexicon.ts';
import { keyOf } from './votes.ts';
import type { Naming } from './votes.ts';

/** Which namings are of one thing although they are worded differently, and what that thing is called. */

/** A naming, and the name of the thing where that is not how the output words it; `null` where it is. */
export interface Called extends Naming {
  readonly name: string | null;
}

/** A naming without what says only how much of it there is. */
interface Bare {
  readonly naming: Naming;
  readonly shown: string;
  readonly words: readonly string[];
  /** What the classes of namings are told apart by. */
  readonly key: string;
}

/** Calls namings of one thing by one name. `isOld` says which words name nothing new. */
export function callSame(namings: readonly Naming[], isOld: (words: string) => boolean): readonly Called[] {
  const bare = namings.map(bareOf);
  const first = firstOfSeveral(bare, isOld);
  return named(withoutInnerWord(first));
}

const JOINED = /\s(?:and|or)\s/;

function bareOf(naming: Naming): Bare {
  const raw = naming.text.slice(naming.span.start, naming.span.end);
  return bared(naming, isCommon(naming) ? essential(raw) : raw.replace(/^(?:the|an?)\s+(?=.)/i, ''));
}

/** Whether no word but the first, which may begin a sentence, has a capital or a digit. */
const isCommon = ({ text, span, isName }: Naming): boolean => {
  const raw = text.slice(span.start, span.end);
  return !isName || (raw.includes(' ') && !/[\p{Lu}\p{N}]/u.test(raw.slice(1)));
};

function bared(naming: Naming, shown: string): Bare {
  const words = wordsOf(shown);
  return { naming, shown, words, key: unordered(words).join(' ') };
}

/** "light or water" is "water or light". */
const unordered = (words: readonly string[]): readonly string[] =>
  words.includes('or') || words.includes('and') ? [...words].sort() : words;

const ASIDE = /^(?:the|an?)$/i;

/** "the overwhelming noise" and "high levels of noise" without what says how much, not which; never without its last word. */
function essential(raw: string): string {
  const words = raw.split(/\s+/);
  const kept = words.filter(
    (word, index) => index === words.length - 1 || (!ASIDE.test(word) && !isDegree(word.toLowerCase())),
  );
  const of = kept.findIndex((word) => word.toLowerCase() === 'of');
  const isAmount = of === 1 || (of === 2 && /^(?:high|great|large)$/i.test(kept[0]!));
  return (
    isAmount && of < kept.length - 1 && isPartitive(kept[of - 1]!.toLowerCase()) ? kept.slice(of + 1) : kept
  ).join(' ');
}

/** What stands before and behind the first "and" or "or"; `null` where there is none. */
function partsOf({ shown }: Bare): readonly [string, string] | null {
  const match = JOINED.exec(shown);
  return match === null || match.index === 0
    ? null
    : [shown.slice(0, match.index), shown.slice(match.index + match[0].length)];
}

const wordsOf = (shown: string): readonly string[] => foldText(shown).split(' ').map(singularOf);
const folded = (shown: string): string => wordsOf(shown).join(' ');

/** "noise of passing cars": "noise", "noise of", and so on. */
const beginningsOf = (folded: string): readonly string[] =>
  [...folded.matchAll(/ |$/g)].map(({ index }) => folded.slice(0, index));

/**
 * The first of several that an output names, where others name it without the rest: "Telemann or Haydn" is Telemann where others
 * say "Telemann or Bach". With common nouns, and with "and", the rest must be named without the first, too: "salt and pepper" is one.
 */
function firstOfSeveral(all: readonly Bare[], isOld: (words: string) => boolean): readonly Bare[] {
  const firsts = new Map<string, Set<string>>();
  for (const bare of all) {
    const parts = partsOf(bare);
    const head = folded(parts?.[0] ?? bare.shown);
    const known = firsts.get(head) ?? new Set<string>();
    known.add(parts === null ? '' : folded(parts[1]));
    firsts.set(head, known);
  }
  return all.map((bare) => {
    const parts = partsOf(bare);
    if (parts === null) return bare;
    const [head, rest] = parts.map(folded) as [string, string];
    const isAlternative = !isCommon(bare.naming) && / or /.test(bare.shown);
    const isApart = isCommon(bare.naming) && beginningsOf(rest).some((words) => words !== head && firsts.has(words));
    return firsts.get(head)!.size > 1 && !isOld(head) && (isAlternative || isApart)
      ? bared(bare.naming, parts[0])
      : bare;
  });
}

/** Most words that one wording has inside, and another says elsewhere. */
const MOST_INNER = 2;
/** Where more begin and end alike, they are told apart by what is inside. */
const MOST_ALIKE = 50;

/**
 * "automatic slicer" is "automatic loaf slicer" where its output speaks of loaves, too: both begin and end alike, and
 * what is missing inside is said elsewhere.
 */
function withoutInnerWord(all: readonly Bare[]): readonly Bare[] {
  const byEnds = new Map<string, Map<string, Bare>>();
  const ends = ({ words }: Bare): string => `${words[0]} ${words.at(-1)}`;
  for (const bare of all) {
    if (bare.words.length < 3) continue;
    const known = byEnds.get(ends(bare)) ?? new Map<string, Bare>();
    known.set(bare.key, bare);
    byEnds.set(ends(bare), known);
  }
  return all.map((bare) => {
    if (bare.words.length < 2) return bare;
    const alike = byEnds.get(ends(bare));
    if (alike === undefined || alike.size > MOST_ALIKE) return bare;
    const longer = [...alike.values()].filter((other) => isToldElsewhere(bare, other));
    return longer.length === 1 ? { ...bare, key: longer[0]!.key } : bare;
  });
}

/** Whether the text of a naming says all words that a longer wording has inside. */
function isToldElsewhere(bare: Bare, longer: Bare): boolean {
  const more = longer.words.length - bare.words.length;
  if (more < 1 || more > MOST_INNER) return false;
  const missing: string[] = [];
  let at = 0;
  for (const word of longer.words) {
    if (word === bare.words[at]) at++;
    else missing.push(word);
  }
  if (at < bare.words.length || missing.length !== more) return false;
  const { text, span } = bare.naming;
  const said = new Set(
    foldText(`${text.slice(0, span.start)} ${text.slice(span.end)}`)
      .split(/[^\p{L}\p{N}]+/u)
      .map(stemOf),
  );
  return missing.every((word) => said.has(stemOf(word)));
}

/** Each by the wording that most of its class have. */
function named(all: readonly Bare[]): readonly Called[] {
  const classes = new Map<string, Bare[]>();
  for (const bare of all) {
    const known = classes.get(bare.key);
    if (known === undefined) classes.set(bare.key, [bare]);
    else known.push(bare);
  }
  const nameOf = new Map<string, string>();
  for (const [key, members] of classes)
    if (new Set(members.map(({ naming }) => folded(keyOf(naming)))).size > 1) nameOf.set(key, mostSaid(members));
  return all.map(({ naming, key }) => {
    const name = nameOf.get(key) ?? null;
    return { ...naming, name: name === null || foldText(name) === keyOf(naming) ? null : name };
  });
}

function mostSaid(members: readonly Bare[]): string {
  const counts = new Map<string, number>();
  for (const { shown, naming } of members) counts.set(shown, (counts.get(shown) ?? 0) + naming.count);
  return [...counts].sort(([a, m], [b, n]) => n - m || a.length - b.length || (a < b ? -1 : 1))[0]![0];
}

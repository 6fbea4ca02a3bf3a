import { foldText } from '../../text/fold.ts';
import type { Span } from '../../text/span.ts';

/** How many outputs name what, and which namings are of one thing. */

/** A naming: where it stands in a text, and how many outputs say that. */
export interface Naming {
  readonly text: string;
  readonly span: Span;
  readonly count: number;
  /** Places at which it may end as well. */
  readonly cuts: readonly number[];
  /** Places at which it may begin as well; of a name, where it begins without a verb. */
  readonly starts: readonly number[];
  /** Whether it is a name, so that what follows its beginning may be left off ("Neverfull MM"). */
  readonly isName: boolean;
}

/** The folded text of a naming up to a place, without its article. */
export function keyOf({ text, span }: Pick<Naming, 'text' | 'span'>, end = span.end): string {
  return foldText(text.slice(span.start, end)).replace(/^(?:the|an?) (?=.)/, '');
}

/** Outputs by what they name. */
export function votesOf(namings: readonly Naming[]): ReadonlyMap<string, number> {
  const votes = new Map<string, number>();
  for (const naming of namings) {
    const key = keyOf(naming);
    votes.set(key, (votes.get(key) ?? 0) + naming.count);
  }
  return votes;
}

/** By what stands before each cut: the different ways in which it goes on. */
function continuations(namings: readonly Naming[]): ReadonlyMap<string, ReadonlySet<string>> {
  const found = new Map<string, Set<string>>();
  for (const naming of namings) {
    for (const cut of naming.cuts) {
      const key = keyOf(naming, cut);
      const rest = foldText(naming.text.slice(cut, naming.span.end));
      const known = found.get(key);
      if (known === undefined) found.set(key, new Set([rest]));
      else known.add(rest);
    }
  }
  return found;
}

const isCommon = (rest: string, text: string, cut: number): boolean =>
  rest !== '' && /^\s\p{Ll}/u.test(text.slice(cut, cut + 3));

/**
 * Namings cut to what others say without the rest: "Paris, France" to "Paris" where some say just that and nobody means another Paris;
 * a name in front of common nouns to the name, where these differ or are left off elsewhere.
 */
export function cutToRecurring(all: readonly Naming[], isOld: (words: string) => boolean): readonly Naming[] {
  const namings = withoutVerbs(all);
  const votes = votesOf(namings);
  const onwards = continuations(namings);
  const cut = namings.map((naming): Naming => {
    for (const end of naming.cuts) {
      const key = keyOf(naming, end);
      const rest = naming.text.slice(end, naming.span.end);
      const folded = foldText(rest);
      const said = votes.has(key);
      const ways = onwards.get(key)!.size;
      const common = isCommon(folded, naming.text, end);
      const shorter = { ...naming, span: { start: naming.span.start, end }, cuts: [] };
      if (isOld(folded)) return shorter;
      if (!naming.isName) continue;
      if (common ? said || ways > 1 : said && ways === 1) return shorter;
    }
    return naming;
  });
  const tails = new Set(
    namings.flatMap(({ text, span, cuts, isName }) =>
      isName ? cuts.filter((end) => isCommon('-', text, end)).map((end) => foldText(text.slice(end, span.end))) : [],
    ),
  );
  return cutNames(withoutAdjectives(cut), tails);
}

/** "Visit Paris" where others say "Paris": a verb in front of a name that may be part of it ("Get Out"). */
function withoutVerbs(namings: readonly Naming[]): readonly Naming[] {
  const said = new Set(namings.flatMap((naming) => [keyOf(naming), ...naming.cuts.map((end) => keyOf(naming, end))]));
  return namings.map((naming) => {
    const [start] = naming.isName ? naming.starts : [];
    if (start === undefined) return naming;
    const behind = { ...naming, span: { start, end: naming.span.end }, starts: [] };
    const ends = [naming.span.end, ...naming.cuts].filter((end) => end > start);
    return ends.some((end) => said.has(keyOf(behind, end))) ? behind : { ...naming, starts: [] };
  });
}

/** "immersive game" and "new, immersive game": what several lead to with different adjectives. */
function withoutAdjectives(namings: readonly Naming[]): readonly Naming[] {
  const leads = new Map<string, Set<string>>();
  const add = (key: string, lead: string): void => {
    const known = leads.get(key);
    if (known === undefined) leads.set(key, new Set([lead]));
    else known.add(lead);
  };
  for (const naming of namings) {
    if (naming.isName) continue;
    add(keyOf(naming), '');
    for (const start of naming.starts)
      add(keyOf({ ...naming, span: { ...naming.span, start } }), naming.text.slice(naming.span.start, start));
  }
  return namings.map((naming) => {
    const start = naming.starts.findLast(
      (from) => leads.get(keyOf({ ...naming, span: { ...naming.span, start: from } }))!.size > 1,
    );
    return start === undefined ? naming : { ...naming, span: { start, end: naming.span.end } };
  });
}

/** "Louis Vuitton Neverfull MM" where others say "Louis Vuitton Neverfull", and nothing else goes on from there. */
function cutNames(namings: readonly Naming[], tails: ReadonlySet<string>): readonly Naming[] {
  const votes = votesOf(namings);
  const prefixOf = new Map<string, string>();
  const longer = new Map<string, Set<string>>();
  for (const naming of namings) {
    if (!naming.isName) continue;
    const key = keyOf(naming);
    if (prefixOf.has(key)) continue;
    for (let at = key.lastIndexOf(' '); at > 0; at = key.lastIndexOf(' ', at - 1)) {
      const prefix = key.slice(0, at);
      if (!votes.has(prefix)) continue;
      prefixOf.set(key, prefix);
      if (tails.has(key.slice(at + 1))) break;
      const known = longer.get(prefix);
      if (known === undefined) longer.set(prefix, new Set([key]));
      else known.add(key);
      break;
    }
  }
  return namings.map((naming) => {
    const key = keyOf(naming);
    const prefix = naming.isName ? prefixOf.get(key) : undefined;
    if (prefix === undefined) return naming;
    const rest = key.slice(prefix.length + 1);
    const isTail = tails.has(rest);
    if (!isTail && (longer.get(prefix)!.size > 1 || /\d$/.test(prefix) || /^\d/.test(rest))) return naming;
    if (!isTail && votes.get(prefix)! < votes.get(key)!) return naming;
    const end = endOf(naming, prefix);
    return end === null ? naming : { ...naming, span: { start: naming.span.start, end } };
  });
}

/** Where the beginning of a naming that folds to `prefix` ends; `null` when it does at no word. */
function endOf(naming: Naming, prefix: string): number | null {
  for (const match of naming.text
    .slice(naming.span.start, naming.span.end)
    .matchAll(/[\p{L}\p{N}](?![\p{L}\p{N}])/gu)) {
    const end = naming.span.start + match.index + match[0].length;
    if (keyOf(naming, end) === prefix) return end;
  }
  return null;
}

import { partsOf } from './regex-syntax.ts';
import type { RegexNode } from './regex-syntax.ts';

/**
 * A matcher that gives up. JavaScript cannot stop an expression that runs away ((a+)+$ takes 2^n steps), so expressions that
 * might are matched here, by the same rules (backtracking, leftmost, greedy or lazy) but with a budget of steps. Whether
 * it gives up depends on expression and text alone, never on the machine.
 */

/** Steps for one text; a step takes some tens of nanoseconds. */
const MAX_STEPS = 2_000_000;
/** How often a group can be repeated: each time takes room on the stack. */
const MAX_DEPTH = 600;

/** [start, end) of every group, the whole match at 0; absent for groups that took no part. */
type Groups = readonly (readonly [number, number] | undefined)[];
type Next = (at: number, groups: Groups) => Groups | null;
type Step = (at: number, groups: Groups, next: Next) => Groups | null;

class GaveUp extends Error {}

/** Finds the first match; `null` when there is none, or when the budget is used up. */
export function matchBounded(node: RegexNode, flags: string, text: string): Groups | null {
  const step = new Compiler(flags, text, node).compile(node);
  try {
    for (let start = 0; start <= text.length; start++) {
      // Never between the halves of a surrogate pair.
      if (start > 0 && text.codePointAt(start - 1)! > 0xffff) continue;
      const found = step(start, [], (end, groups) => [[start, end], ...groups.slice(1)]);
      if (found !== null) return found;
    }
    return null;
  } catch (error) {
    if (error instanceof GaveUp) return null;
    throw error;
  }
}

class Compiler {
  #steps = 0;
  #depth = 0;
  readonly #flags: string;
  readonly #text: string;
  readonly #names: ReadonlyMap<string, number>;
  readonly #tests = new Map<string, (character: string) => boolean>();

  constructor(flags: string, text: string, root: RegexNode) {
    this.#flags = flags;
    this.#text = text;
    this.#names = new Map(
      partsOf(root).flatMap((part) => (part.kind === 'group' && part.name !== null ? [[part.name, part.index!]] : [])),
    );
  }

  compile(node: RegexNode): Step {
    switch (node.kind) {
      case 'set':
        return this.#set(node.source);
      case 'place':
        return this.#place(node.source);
      case 'sequence':
        return node.parts
          .map((part) => this.compile(part))
          .reduceRight<Step>(
            (rest, part) => (at, groups, next) => part(at, groups, (end, now) => rest(end, now, next)),
            (at, groups, next) => next(at, groups),
          );
      case 'either': {
        const options = node.options.map((option) => this.compile(option));
        return (at, groups, next) => firstOf(options, (option) => option(at, groups, next));
      }
      case 'group':
        return this.#group(this.compile(node.body), node.index);
      case 'ahead':
        return this.#ahead(this.compile(node.body), node.negative);
      case 'again':
        return this.#again(typeof node.group === 'number' ? node.group : (this.#names.get(node.group) ?? 0));
      case 'repeat':
        return node.body.kind === 'set' ? this.#repeatSet(node, this.#testOf(node.body.source)) : this.#repeat(node);
    }
  }

  #count(): void {
    if (++this.#steps > MAX_STEPS) throw new GaveUp();
  }

  #testOf(source: string): (character: string) => boolean {
    const known = this.#tests.get(source);
    if (known !== undefined) return known;
    const pattern = new RegExp(`^${source}$`, this.#flags.replace('m', ''));
    const seen = new Map<string, boolean>();
    const test = (character: string): boolean => {
      let result = seen.get(character);
      if (result === undefined) seen.set(character, (result = pattern.test(character)));
      return result;
    };
    this.#tests.set(source, test);
    return test;
  }

  /** The code point at an offset; the empty string at the end. */
  #characterAt(at: number): string {
    const code = this.#text.codePointAt(at);
    return code === undefined ? '' : String.fromCodePoint(code);
  }

  #set(source: string): Step {
    const test = this.#testOf(source);
    return (at, groups, next) => {
      this.#count();
      const character = this.#characterAt(at);
      return character !== '' && test(character) ? next(at + character.length, groups) : null;
    };
  }

  #place(source: string): Step {
    const pattern = new RegExp(source, `${this.#flags}y`);
    return (at, groups, next) => {
      this.#count();
      pattern.lastIndex = at;
      return pattern.test(this.#text) ? next(at, groups) : null;
    };
  }

  #group(body: Step, index: number | null): Step {
    if (index === null) return body;
    return (at, groups, next) =>
      body(at, groups, (end, now) => {
        const changed = [...now];
        while (changed.length < index) changed.push(undefined);
        changed[index] = [at, end];
        return next(end, changed);
      });
  }

  #ahead(body: Step, negative: boolean): Step {
    return (at, groups, next) => {
      const found = body(at, groups, (_end, now) => now);
      if (negative) return found === null ? next(at, groups) : null;
      return found === null ? null : next(at, found);
    };
  }

  #again(index: number): Step {
    const same = (a: string, b: string): boolean =>
      a === b || (this.#flags.includes('i') && a.toLowerCase() === b.toLowerCase());
    return (at, groups, next) => {
      this.#count();
      const [start, end] = groups[index] ?? [0, 0];
      const length = end - start;
      return same(this.#text.slice(start, end), this.#text.slice(at, at + length)) ? next(at + length, groups) : null;
    };
  }

  /** Without recursion, because .* may reach over a long text. */
  #repeatSet({ min, max, lazy }: Repeat, test: (character: string) => boolean): Step {
    return (at, groups, next) => {
      const ends = [at];
      const grow = (): boolean => {
        this.#count();
        const end = ends.at(-1)!;
        const character = ends.length > max ? '' : this.#characterAt(end);
        if (character === '' || !test(character)) return false;
        ends.push(end + character.length);
        return true;
      };
      while (ends.length <= min) if (!grow()) return null;
      if (lazy) {
        do {
          const found = next(ends.at(-1)!, groups);
          if (found !== null) return found;
        } while (grow());
        return null;
      }
      while (grow());
      for (let count = ends.length - 1; count >= min; count--) {
        const found = next(ends[count]!, groups);
        if (found !== null) return found;
      }
      return null;
    };
  }

  #repeat(node: Repeat): Step {
    const body = this.compile(node.body);
    const inner = partsOf(node.body).flatMap((part) =>
      part.kind === 'group' && part.index !== null ? [part.index] : [],
    );
    const from = (done: number, at: number, groups: Groups, next: Next): Groups | null => {
      this.#count();
      const more = (): Groups | null =>
        done >= node.max ? null : this.#once(node, done, at, { body, groups: without(groups, inner), next, from });
      if (done < node.min) return more();
      return node.lazy ? (next(at, groups) ?? more()) : (more() ?? next(at, groups));
    };
    return (at, groups, next) => from(0, at, groups, next);
  }

  #once({ min }: Repeat, done: number, at: number, { body, groups, next, from }: Round): Groups | null {
    if (++this.#depth > MAX_DEPTH) throw new GaveUp();
    // A round that takes nothing leads nowhere.
    const found = body(at, groups, (end, now) => (end === at && done >= min ? null : from(done + 1, end, now, next)));
    this.#depth -= 1;
    return found;
  }
}

type Repeat = Extract<RegexNode, { readonly kind: 'repeat' }>;

interface Round {
  readonly body: Step;
  readonly groups: Groups;
  readonly next: Next;
  from(done: number, at: number, groups: Groups, next: Next): Groups | null;
}

/** The groups of a repeated part are forgotten in every round. */
function without(groups: Groups, indexes: readonly number[]): Groups {
  return indexes.length === 0 ? groups : groups.map((group, index) => (indexes.includes(index) ? undefined : group));
}

function firstOf<T>(options: readonly T[], attempt: (option: T) => Groups | null): Groups | null {
  for (const option of options) {
    const found = attempt(option);
    if (found !== null) return found;
  }
  return null;
}

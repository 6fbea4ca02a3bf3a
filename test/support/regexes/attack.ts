import { RegExpParser, type AST } from '@eslint-community/regexpp';
import type { Literal } from './literals.ts';

/** Tries texts that are made for an expression, and measures whether the engine takes more than linear time. */

/** Characters tried for what a class may hold. */
const PROBES = [
  ...'a0 -_*"\'`(.,:;/\\<>{}[]#=+!?@&%$~|^Aé一م“”…’—©😄\t\n\r\u00a0\u03010123456789bcdefghijklmnopqrstuvwxyzBCDEFGHIJKLMNOPQRSTUVWXYZ',
];
/** Repetitions up to here are not looked at. */
const SHORT = 20;

/** The shortest text that a part may stand for, not looking at what stands around it. */
function sampleOf(node: AST.Node, flags: string, turn = 0): string {
  if ('alternatives' in node) {
    const { alternatives } = node;
    return sampleOf(alternatives[turn % alternatives.length] as AST.Node, flags, turn);
  }
  if (node.type === 'Alternative') return node.elements.map((element) => sampleOf(element, flags, turn)).join('');
  if (node.type === 'Quantifier') return sampleOf(node.element, flags, turn).repeat(Math.max(node.min, turn % 2));
  if (node.type === 'Character') return String.fromCodePoint(node.value);
  if (node.type !== 'CharacterClass' && node.type !== 'CharacterSet') return '';
  const fits = membersOf(node, flags);
  return fits[turn % Math.max(1, fits.length)] ?? '';
}

function membersOf(node: AST.CharacterClass | AST.CharacterSet, flags: string): readonly string[] {
  const test = new RegExp(`^${node.raw}$`, flags.replace(/[gyd]/g, ''));
  const ends =
    node.type === 'CharacterClass'
      ? node.elements.flatMap((one) =>
          one.type === 'Character' ? [one.value] : one.type === 'CharacterClassRange' ? [one.min.value] : [],
        )
      : [];
  return [...ends.map((code) => String.fromCodePoint(code)), ...PROBES]
    .filter((character) => test.test(character))
    .slice(0, 12);
}

/** What stands before a part, on the way from the beginning of the expression to it. */
function prefixOf(node: AST.Node, flags: string, turn: number): string {
  let prefix = '';
  for (let inner: AST.Node | null = node; inner !== null; inner = inner.parent) {
    const { parent }: { readonly parent: AST.Node | null } = inner;
    if (parent?.type !== 'Alternative') continue;
    const before = parent.elements.slice(0, parent.elements.indexOf(inner as AST.Element));
    prefix = before.map((one) => sampleOf(one, flags, turn)).join('') + prefix;
  }
  return prefix;
}

/** Parts that are repeated often, of an expression. */
function repetitionsOf(pattern: AST.Pattern): readonly AST.Quantifier[] {
  const found: AST.Quantifier[] = [];
  const visit = (node: AST.Node): void => {
    if (node.type === 'Quantifier') {
      if (node.max > SHORT) found.push(node);
      visit(node.element);
    } else if ('alternatives' in node) node.alternatives.forEach(visit);
    else if (node.type === 'Alternative') node.elements.forEach(visit);
  };
  visit(pattern);
  return found;
}

/** Pairs of what is said once and what is said again and again. */
export function attacksOn({
  source,
  flags,
}: Pick<Literal, 'source' | 'flags'>): readonly (readonly [string, string])[] {
  const pattern = new RegExpParser({ ecmaVersion: 2024 }).parsePattern(source, 0, source.length, {
    unicode: flags.includes('u'),
  });
  const found = new Map<string, readonly [string, string]>();
  const add = (first: string, again: string) => {
    if (again !== '') found.set(`${first}\u0000${again}`, [first, again]);
  };
  for (const repetition of repetitionsOf(pattern)) {
    for (let turn = 0; turn < 4; turn++) {
      const pump = sampleOf(repetition.element, flags, turn);
      for (const way of [0, 1]) {
        const prefix = prefixOf(repetition, flags, way);
        add('', prefix + pump);
        add(prefix, pump);
        add('', prefix);
      }
      add('', pump);
    }
  }
  return [...found.values()];
}

const SUFFIXES = ['', '\u0000\nx'];

function run(regex: RegExp, text: string): number {
  const before = performance.now();
  regex.lastIndex = 0;
  if (regex.sticky) regex.test(text);
  else text.replace(regex, '');
  return performance.now() - before;
}

/** The same in time of the processor, because something else may be running. */
function cost(regex: RegExp, text: string): number {
  const before = process.cpuUsage();
  run(regex, text);
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1_000;
}

/** Milliseconds at the longest size that nothing linear takes, once the engine has compiled the expression. */
const SLOW = 12;
/** Repeated units; growing slowly at first, so that 2^n is seen before it hangs. */
const SIZES = [12, 18, 22, 25, 28, 31, 60, 200, 1_000];
const LONGEST = 24_000;

/** A text on which an expression takes too long, shortened; `null` when none is found. */
export function slowOn(literal: Literal): string | null {
  const { source, flags, bound } = literal;
  const regex = new RegExp(source, flags.includes('y') || flags.includes('g') ? flags : `${flags}g`);
  const longest = bound ?? LONGEST;
  for (const [first, again] of attacksOn(literal)) {
    for (const suffix of SUFFIXES) {
      for (const size of [...SIZES, Infinity]) {
        const times = Math.max(1, Math.min(size, Math.floor((longest - first.length) / again.length)));
        const text = first + again.repeat(times) + suffix;
        if (run(regex, text) < SLOW) continue;
        if (Math.min(cost(regex, text), cost(regex, text), cost(regex, text)) < SLOW) continue;
        return `${JSON.stringify(first)} + ${JSON.stringify(again)} × ${times} + ${JSON.stringify(suffix)}`;
      }
    }
  }
  return null;
}

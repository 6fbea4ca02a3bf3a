import type { Dice } from './dice.ts';
import { hostileText } from './texts.ts';

/** Longest text that a mutation makes, UTF-16 units: long enough for what is quadratic to show. */
const LONGEST = 200_000;

const TOKENS = [
  ...[
    '"',
    "'",
    '`',
    '{',
    '}',
    '[',
    ']',
    '(',
    ')',
    '<',
    '>',
    ',',
    ':',
    ';',
    '\n',
    '\r\n',
    '\t',
    '\\',
    '/',
    '*',
    '_',
    '#',
  ],
  ...['\0', '\ufeff', '\ud800', '\udfff', '\u202e', '\u001b[', '$', '${', '{{', '}}', '<!--', '-->', '/*', '*/', '```'],
  ...[
    'null',
    'true',
    '-1',
    '1e308',
    '1e999',
    'NaN',
    '__proto__',
    'constructor',
    '\\ud83d',
    '\\u0000',
    '%',
    '&',
    '|',
    '- ',
  ],
] as const;

const VALUES: readonly unknown[] = [
  ...[null, true, false, 0, -1, 1, 0.5, 2 ** 31, 2 ** 53, 1e308, -1e308, 5e-324, 1e15, '', ' ', 'x', '\0', '\ud800'],
  ...[
    '__proto__',
    'constructor',
    'toString',
    [],
    {},
    [null],
    [[]],
    { constructor: {} },
    'default',
    'NaN',
    '-1',
    '1e999',
  ],
];

/** A text with some of it cut out, doubled, moved, exchanged or repeated without end. */
export function mutatedText(text: string, dice: Dice): string {
  let changed = text;
  for (let turn = 1 + dice.below(4); turn > 0; turn--) changed = changedOnce(changed, dice).slice(0, LONGEST);
  return changed;
}

function changedOnce(text: string, dice: Dice): string {
  const at = dice.below(text.length + 1);
  const to = Math.min(text.length, at + dice.below(dice.one([2, 20, 2_000])));
  const [before, part, behind] = [text.slice(0, at), text.slice(at, to), text.slice(to)];
  switch (dice.below(8)) {
    case 0:
      return before + behind;
    case 1:
      return before + part + part + behind;
    case 2:
      return before + (part || dice.one(TOKENS)).repeat(dice.one([3, 100, 2_000])) + behind;
    case 3:
      return before + dice.one(TOKENS) + part + behind;
    case 4:
      return before + dice.one(TOKENS) + behind;
    case 5:
      return before;
    case 6:
      return behind + part + before;
    default:
      return before + hostileText(dice).slice(0, 20_000) + behind;
  }
}

/** A JSON value with some members left out, exchanged, doubled or added, at any depth. */
export function mutatedValue(value: unknown, dice: Dice): unknown {
  if (typeof value !== 'object' || value === null || dice.chance(0.05)) return otherThan(value, dice);
  if (Array.isArray(value)) return mutatedList(value as readonly unknown[], dice);
  return mutatedObject(value as Readonly<Record<string, unknown>>, dice);
}

function otherThan(value: unknown, dice: Dice): unknown {
  if (typeof value === 'string' && dice.chance(0.6)) return mutatedText(value, dice);
  if (typeof value === 'number' && dice.chance(0.5)) return dice.one([value + 1, -value, value / 2, value * 1e9, -0]);
  return dice.one(VALUES);
}

function mutatedList(list: readonly unknown[], dice: Dice): readonly unknown[] {
  const at = dice.below(list.length + 1);
  const entry = list[at];
  const kind = dice.below(8);
  if (kind === 0 || entry === undefined) return [...list.slice(0, at), dice.one(VALUES), ...list.slice(at)];
  if (kind === 1) return list.toSpliced(at, 1);
  if (kind === 2) return list.toSpliced(at, 0, ...Array.from({ length: dice.one([1, 2, 40]) }, () => entry));
  return list.with(at, mutatedValue(entry, dice));
}

function mutatedObject(object: Readonly<Record<string, unknown>>, dice: Dice): unknown {
  const keys = Object.keys(object);
  const key = keys.length === 0 ? 'x' : dice.one(keys);
  const kind = dice.below(12);
  if (kind === 0) return Object.fromEntries(Object.entries(object).filter(([name]) => name !== key));
  if (kind === 1) {
    const name = dice.one([
      '__proto__',
      'constructor',
      'toString',
      'then',
      'x',
      dice.one(keys.length > 0 ? keys : ['y']),
    ]);
    return Object.fromEntries([...Object.entries(object), [name, dice.one([...VALUES, object[key]])]]);
  }
  // `fromEntries` and not a literal: a member called __proto__ is to be one.
  return Object.fromEntries(
    Object.entries(object).map(([name, member]) => [name, name === key ? mutatedValue(member, dice) : member]),
  );
}

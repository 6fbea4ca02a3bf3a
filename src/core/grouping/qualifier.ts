import { foldText } from '../text/fold.ts';

/** What an answer adds to a name only to say which one is meant: a year, a remark, who made it. */

/** A name and what was added to it. */
export interface Qualified {
  readonly name: string;
  readonly kind: 'year' | 'remark' | 'maker';
  /** Folded. */
  readonly added: string;
}

/** Longer answers are no names. UTF-16 units. */
const LONGEST = 160;

const BRACKETS = /^([^()\n]{1,120}?)[*_]{0,3} ?\(([^()\n]{1,60})\)[*_.]{0,4}$/;
const PERSON = String.raw`(?!The |An? )\p{Lu}[\p{L}.’'-]*(?: (?:de|van|von|der|la|le|du|di|da|\p{Lu}[\p{L}.’'-]*)){1,4}`;
const MADE_BY = new RegExp(`^([^\\n]{1,100}?),? by (${PERSON})$`, 'u');
const OWNED = new RegExp(`^(${PERSON})[’']s ([^\\n]{1,100})$`, 'u');

/** Splits "Blade Runner (1982)", "Mercury (the planet)", "1984 by George Orwell"; `null` when nothing was added. */
export function readQualified(answer: string): Qualified | null {
  const text = answer.trim();
  if (text.length > LONGEST || !/\(| by |[’']s /.test(text)) return null;
  const bracketed = BRACKETS.exec(text);
  if (bracketed !== null) return fromBrackets(bracketed[1]!, bracketed[2]!);
  const plain = text.replace(/[*_"“”]/g, '').replace(/[.!]$/, '');
  const made = MADE_BY.exec(plain);
  if (made !== null) return { name: made[1]!, kind: 'maker', added: foldText(made[2]!) };
  const owned = OWNED.exec(plain);
  return owned === null ? null : { name: owned[2]!, kind: 'maker', added: foldText(owned[1]!) };
}

function fromBrackets(name: string, inside: string): Qualified | null {
  if (foldText(name) === '' || !/[\p{L}\p{N}]/u.test(name)) return null;
  if (/^(?:1[0-9]|20)\d\d$/.test(inside)) return { name, kind: 'year', added: inside };
  // "Paris (Texas)" is another Paris, "Blue (dark)" another blue.
  const remark =
    isPlaced(name, inside) || /^#[0-9a-f]{6}$/i.test(inside) || (/^\p{Ll}[^\d]*$/u.test(inside) && !SHADE.test(inside));
  return remark ? { name, kind: 'remark', added: foldText(inside) } : null;
}

/** "10115 (Berlin)": a number of three digits or more is one already, and is said whose it is. */
const isPlaced = (name: string, inside: string): boolean => /^\d{3,}$/.test(name) && /^\p{Lu}[^\d]*$/u.test(inside);

const SHADE = /^(?:very )?(?:light|dark|pale|deep|bright|medium|hot|neon|pastel|dull|soft|warm|cool|not)\b/;

/** What a number in digits is in its text, by what stands beside it. */

/**
 * `plain`: may be an answer. `range`: an end of "1 to 100". `marker`: numbers a list entry. `attached`: grown together
 * with letters ("20-sided", "d20"), or what something is out of. `aside`: with a unit or per cent, or part of a sum; an
 * answer only when nothing plain is there. `label`: names a thing ("Step 2"). `weak`: a lone "one".
 */
export type NumberRole = 'plain' | 'range' | 'marker' | 'attached' | 'aside' | 'label' | 'weak';

/** Letters of scripts that put spaces between words: a digit that touches one is part of a word. */
const LETTER = '[\\p{Script=Latin}\\p{Script=Greek}\\p{Script=Cyrillic}]';
const LETTER_BEFORE = new RegExp(`(?:${LETTER}|[\\p{L}\\d]_)$`, 'u');
const HYPHENATED = /\p{L}[-–]$/u;
const UNIT =
  /^(?:kg|g|mg|lbs?|oz|t|km|m|cm|mm|mi|ft|in|s|sec|ms|mins?|h|hrs?|[KMGT]i?B|[kMG]?Wh?|V|A|[kMG]?Hz|[CF]|px|pt|em|x|USD|EUR|GBP)(?![\p{L}\d_])|^°/u;
const GROWN = new RegExp(`^(?:[-‑]\\p{L}|_[\\p{L}\\d]|${LETTER})`, 'u');
const PERCENT = /^\s?(?:%|per ?cent\b)/i;
const CERTAINTY = /^\s?(?:%|per ?cent)\s(?:sure|certain|confiden|random|chance|probab|likel|guarantee|honest)/i;
const OPERATOR_AFTER =
  /^\s?(?:[×÷+*·]|\\times|\\cdot)\s?\d|^\s[-–x]\s\d|^\s(?:plus|minus|times|divided by|multiplied by)\s/i;
const OPERATOR_BEFORE =
  /\d\s?(?:[×÷+*·]|\\times|\\cdot)\s?$|\d\s[-–x]\s$|[\d)]\s(?:plus|minus|times|divided by|multiplied by)\s$/i;
/** A factor of an expression is not its value: 2^{10}, 3\\sqrt{2}, 2π, \\frac{\\pi}{6}. */
const MATHS_AFTER = /^(?:\s?(?:\^|\\(?:sqrt|pi|log|ln|[dt]?frac)|π|√)|!(?=[\s$}]*[-+/=}$]))/u;
const MATHS_BEFORE = /(?:\\(?:sqrt|log|ln)(?:\[\d\]|_\{?\d{1,3}\}?)?\s?\{?|√|\\pi ?\}\{|π\/)-?$/u;
/** Words that number what follows them; the second list only before a colon ("Roll 1: ..."). */
const NAMED =
  /\b(?:step|option|part|chapter|figure|table|page|section|example|rule|version|level|seed|gpt|claude|gemini|llama|gemma|python)\s#?$/i;
const NUMBERED = /\b(?:question|item|note|attempt|try|trial|round|roll|toss|draw|day|week|die|dice)\s#?$/i;

/** Whether the lines of a text are numbered; asked for once a text. */
export type Numbering = () => boolean;

/** Two lines or more that begin with a number and a point. */
export function numberingOf(text: string): Numbering {
  let known: boolean | null = null;
  return () => (known ??= countLines(text) >= 2);
}

function countLines(text: string): number {
  let lines = 0;
  for (const _line of text.matchAll(/(?:^|\n)[\s>*_#-]{0,12}\(?\d{1,3}[.)]\s+\S/g)) if (++lines >= 2) break;
  return lines;
}

/** The role of the number whose digits stand at [start, end). */
export function roleOf(text: string, start: number, end: number, numbering: Numbering): NumberRole {
  const before = text.slice(Math.max(0, start - 20), start);
  const after = text.slice(end, end + 20);
  if (isMarker(text, start, end, numbering)) return 'marker';
  if (/\bout of (?:the |a |all )?$/i.test(before) || CERTAINTY.test(after) || /\^\{?-?$/.test(before))
    return 'attached';
  if (LETTER_BEFORE.test(before) || HYPHENATED.test(before)) return 'attached';
  if (MATHS_AFTER.test(after) || MATHS_BEFORE.test(before)) return 'attached';
  if (/^(?:st|nd|rd|th)\b/i.test(after) || /^[-–‑ ]?(?:sided|digit|faced)/i.test(after)) return 'attached';
  if (UNIT.test(after)) return 'aside';
  if (GROWN.test(after)) return 'attached';
  if (PERCENT.test(after) || before.endsWith('#') || isYear(text.slice(start, end), before, after)) return 'aside';
  if (NAMED.test(before) || (NUMBERED.test(before) && after.startsWith(':'))) return 'label';
  return OPERATOR_AFTER.test(after) || OPERATOR_BEFORE.test(before) ? 'aside' : 'plain';
}

/** "in 2020", "(2023)": says when, not how many. */
function isYear(digits: string, before: string, after: string): boolean {
  if (!/^(?:1[0-9]|20)\d\d$/.test(digits)) return false;
  return (
    /\b(?:in|since|as of|by|until|around|circa|late|early)\s$/i.test(before) ||
    (before.endsWith('(') && after.startsWith(')'))
  );
}

/** "1. Think" when other lines are numbered too, or a number is what the entry lists. */
function isMarker(text: string, start: number, end: number, numbering: Numbering): boolean {
  const near = text.slice(Math.max(0, start - 12), start);
  const line = near.slice(near.lastIndexOf('\n') + 1);
  if (line.length === 12 || !/^[\s>*_#-]*\(?$/.test(line) || !/^[.)]\s+\S/.test(text.slice(end, end + 4))) return false;
  // Bounded: 80.
  return /^[.)]\s+[*_"“]*-?\d[\d.,]*[*_"”.!]*\s*$/.test(text.slice(end, end + 80)) || numbering();
}

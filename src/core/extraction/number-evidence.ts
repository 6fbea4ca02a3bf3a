import type { Span } from '../text/span.ts';

/** How clearly the words around a number say that it is the answer. */

/** 0: spoken against; 1: merely there; 2: said first or by itself; 3: set apart or chosen; 4: declared, corrected or alone. */
export type Rank = 0 | 1 | 2 | 3 | 4;

/** Bounded: 90, like all that is looked for around a mention. */
const DECLARED =
  /(?:\b(?:final|my|the|your|our|a|random|secret|lucky|chosen|selected|generated|correct) (?:[\p{L}-]+ ){0,3}?(?:answer|number|result|choice|pick|selection|roll|value|integer|digit|prime|guess|outcome|total|sum|rating|score)(?: (?:for (?:you|this)|today|i (?:(?:have |had |['’]ve )?(?:picked|chosen|selected|generated|drawn)|chose|choose|pick)))?(?: for you)?(?: today)?(?: (?:is|was|would be|will be|has to be|comes out (?:as|to)))?|\b(?:answer|number|result|roll|value|choice|pick|output|outcome|rating|score|total|sum)(?: is)?|\ba (?:sum|total) of|\b(?:score|rating|grade|mark) of|\b(?:final|chosen|selected|picked|drawn|rolled|random)(?=["'”]?:)|\\boxed|答案是?|数字是?)["'”]?\s*(?:[:：=→—–-]|\{|is)?[\s*_`"“'(‘{]*(?:(?:a|an|the|number|just)\s+)?[*_`"“]*$/iu;
// Bounded: 90.
const CHOSEN =
  /\b(?:i['’]?(?:ll| will| would|['’]d|['’]ve| have| am|['’]m)?\s*(?:now |just |randomly |hereby |going to |gonna |then |would )*(?:pick|picked|choose|chose|chosen|select|selected|roll|rolled|got|get|go(?:ing)? with|went with|say|said|generate|generated|guess|think(?:ing)? of|draw|drew|drawn|settle on|settled on|settle for|settled for|prefer|landed on|take|name|offer|give (?:you|it|this)|choosing|picking)|rated? (?:it|this)|scored? (?:it|this)|deserves?|earns?|(?:land(?:s|ed)|came up|comes up|stopped|fell) (?:on|as|with)?|(?:rolled|shows|showing|generated|selected|picked|chose)|(?:gives?|gave|yields?|yielded|returns?|returned|produces?|produced|prints?|printed)(?: (?:me|you|us))?|it['’]?s|(?:it|this|that|mine) (?:will|shall|would) be|it is|that['’]?s|is|was|let['’]?s (?:say|go with|pick|choose)|how about|going with|here (?:you go|it is|goes|are)|here(?:['’]s| is) (?:one|your|a|the)[^:\n]{0,60})\s*[:=,—–-]?\s*(?:[*_`"“'‘(#]|(?:a|an|the|number|option|just|and|natural|solid)\s)*$/iu;
// Bounded: 90.
const NEGATED =
  /\b(?:not|n['’]t|never|avoid(?:ing)?|instead of|rather than|other than|except|besides|excluding|than|like|such as|e\.g\.?|including|if|example)[\s,:*_"“(]*(?:(?:pick|choose|say|use|the|number|a|numbers|for|i(?:['’]d)? (?:picked|chose|pick|choose))\s+)*[*_"“]*$/i;
/** "17 — no wait, 23": what comes now replaces what was said. */
const CORRECTED =
  /(?:\b(?:finally|lastly|in the end|eventually|no,? wait|wait,? no|scratch that|correction|on second thoughts?|or rather|(?:i mean|make (?:that|it)|change (?:that|it|my answer) to))\b)[\s,.:;—–-]*(?:(?:it is|it['’]s|i['’]ll (?:say|go with)|let['’]?s (?:say|go with)|to|a|the)\s+)*[*_`"“]*$/i;
/** "Actually, 37." corrects; "Actually, 37 is the most common one" tells. */
const ACTUALLY = /(?:\bactually|\bhmm|\bno)[\s,.:;…—–-]*[*_`"“]*$/i;
/** "but 37." comes to a decision. */
const TURNED =
  /\b(?:but|so|still|anyway|instead|therefore|thus|hence|then|okay|ok|fine|go|well)\s?[,:…—–-]*\s*[*_`"“]*$/i;
/** Named and given up. */
const SHELVED =
  /\b(?:(?:was|were) (?:going|about|tempted|inclined|thinking) (?:to|by|of)|considered|considering|thought about|first (?:thought|instinct|idea|impulse)|almost|nearly|could have|might have|would have|tempted by)\b[^.!?\n]{0,40}$/i;
const DISMISSED =
  /^[*_`"”]*(?:\?[*_`"”]*\s+\S|\s+(?:would be|is|was|seems|felt|feels) (?:far |a bit |way |much |just )?too\b)/i;

/** How much of the text before and after a mention can say what it is, UTF-16 units. */
const REACH = 90;

/** The text just before a mention. */
export function textBefore(text: string, { start }: Span): string {
  return text.slice(Math.max(0, start - REACH), start);
}

/** Whether the words before a mention exclude it ("not 7"). */
export function isNegated(text: string, mention: Span): boolean {
  return NEGATED.test(textBefore(text, mention));
}

/** Whether a mention was considered and given up ("I was going to say 42"). */
export function isShelved(text: string, mention: Span): boolean {
  const after = text.slice(mention.end, mention.end + REACH);
  const before = textBefore(text, mention);
  if (/^[*_"”]*\?\s*(?:yes|yep|perfect)\b/i.test(after)) return false;
  if (DISMISSED.test(after)) return !(CHOSEN.test(before) && after.includes('?')) && !/\d\s+or\s+$/i.test(before);
  return SHELVED.test(before);
}

/** How clearly a mention is the answer. */
export function rankOf(text: string, mention: Span): Rank {
  const { start, end } = mention;
  const before = textBefore(text, mention);
  const after = text.slice(end, end + REACH);
  const line = before.slice(before.lastIndexOf('\n') + 1);
  if (NEGATED.test(before)) return 0;
  if (isAlone(text, start, end) || DECLARED.test(before)) return 4;
  const last = /^[*_`"”)]*(?:[.!…]|\s*$|\s*\n)/.test(after);
  if (CORRECTED.test(line) || (last && ACTUALLY.test(line))) return 4;
  if (/\*\*[\s"“]*$/.test(line) && /^[\s.!"”]*\*\*/.test(after)) return 3;
  if (/[=→]\s*[*_$]*$/.test(line) || CHOSEN.test(line)) return 3;
  if (/^[*_"”\s]*(?:\?\s*(?:yes|yep|perfect)\b|it is|is my|is the|was the|sounds|seems|will do)\b/i.test(after))
    return 3;
  return isSaidByItself(line, after) || (last && TURNED.test(line)) ? 2 : 1;
}

/** The first word of its line, a sentence of its own, or all that follows a colon; not the first of a list. */
function isSaidByItself(line: string, after: string): boolean {
  if (/^[*_"”]*\s*(?:,|or|and|&)\s*(?:or |and )?[*_"“]*\d/i.test(after)) return false;
  const ends = /^[\s*_"”`)]*(?:[.!]|$|\n)/.test(after);
  if (/(?:^|[.!?…:]\s{1,3})[\s*_"“`>#(-]*$/.test(line) && ends) return true;
  return /^[\s*_"“`>#-]*$/.test(line) && /^[\s*_"”`]*(?:[.!,;:=—–\p{Extended_Pictographic}]|$|\n)/u.test(after);
}

/** Alone on its line, apart from marks. A long line is never alone. */
function isAlone(text: string, start: number, end: number): boolean {
  const before = text.slice(Math.max(0, start - REACH), start);
  const after = text.slice(end, end + REACH);
  const from = before.lastIndexOf('\n');
  const until = after.indexOf('\n');
  const closed = (from !== -1 || start <= REACH) && (until !== -1 || end + REACH >= text.length);
  const rest = before.slice(from + 1) + after.slice(0, until === -1 ? after.length : until);
  return closed && !/[\p{L}\p{N}]/u.test(rest.replace(/\\boxed|<\/?[a-z][^<>]{0,40}>/gi, ''));
}

import { boldPhrases, undress } from './emphasis.ts';
import { foldText } from '../text/fold.ts';
import { isGeneric } from './named/lexicon.ts';
import { rememberLast } from '../remember.ts';
import { dropEnd, dropStart, linesOf, sentencesOf, textOf, trimSpan } from '../text/span.ts';
import type { Span } from '../text/span.ts';

/** Finds the one thing that was asked for in an answer that says more. */

/** What was found, and by what; `null` when no part of the text stands out. */
export interface ShortAnswer {
  readonly span: Span;
  /** Why the rest was set aside; empty when there is no rest. */
  readonly note: string;
}

/** Longest answer that is taken without further evidence: words. */
const SHORT_WORDS = 6;
/** A first line of more UTF-16 units is no short answer. */
const MAX_LINE = 4_000;
/** Longest short answer, UTF-16 units; comments are looked for up to here. */
const LONGEST = 160;

/** Bounded: 400, the reach of dropStart. */
const LEAD =
  /^(?:(?:so|well|okay|ok|hmm|then|now)[,.]?\s+)?(?:(?:i['’]?(?:ll|d|m| will| would| am|['’]ve| have)?\s+(?:just |randomly |then |have |like to |going to )*(?:pick(?:ed)?|choose|chose|chosen|select(?:ed)?|go(?:ing)? with|suggest|recommend|say|name|propose|rolled|drew|got|went with|think of|thinking of|nominate|offer)(?: you)?|(?:my|the|your|a|one|this|our)(?:\s+[\p{L}\d'’-]+){1,6}?\s*(?:\bis\b|\bwould be\b|\bwill be\b|\bis called\b|:|=)|here(?:['’]s| is)(?:\s+[\p{L}'’-]+){1,6}?\s*:|how about|let['’]s (?:say|go with|pick)|(?:random(?:ly)?(?: (?:chosen|selected|picked))?|chosen|selected|final|picked|today['’]s)?\s*(?:[\p{L}]+(?:\s[\p{L}]+)?)\s*:(?=\s)|it['’]s|it is|that would be)\s*[:=,—–-]?\s*)/iu;

/** What follows an answer and only comments on it. */
const COMMENT =
  /^(?:\s+[—–-]{1,2}\s+|\s*[:;]\s+(?=[a-z])|,\s+(?:which|because|as it|as they|since|a |an |known|it['’]s|that|who)\b|\s+(?:because|since|as it)\b|\s+(?:is|are|was|were) (?:my|a |an |the |one of|arguably|often|widely|generally|considered)\b)/u;

/** What every comment holds. */
const MAY_COMMENT = /[—–:;,-]|\s(?:because|since|as|is|are|was|were)/;

/** Openings of a sentence that does not begin with the answer. */
const SUBORDINATE =
  /^(?:while|although|though|if|as|when|since|for|in|among|despite|because|there|it|that|this|these|well)\b/i;
/** A first sentence that talks around the question. */
const EVASION =
  /^(?:there(?:['’]s| is| are)|it['’]s |it is |that['’]s|that is|that (?:really )?depends|it (?:really )?depends|this is|great question|good question|popularity|i(?:['’]m| am)? )/i;

/** Reads a short answer from `span` of a text. */
export function readShortAnswer(text: string, span: Span, prompt: string): ShortAnswer | null {
  const first = linesOf(text, span)[0];
  if (first === undefined) return null;
  if (first.end - first.start > MAX_LINE) return null;
  const only = undress(text, span);
  if (!textOf(text, span).includes('\n') && isShort(textOf(text, only)) && sentencesOf(text, span).length === 1)
    return beyondLead(text, only, prompt);
  const quoted = fromQuote(text, first, span);
  if (quoted !== null) return quoted;
  const sentence = sentencesOf(text, first)[0] ?? first;
  return fromBold(text, first, span) ?? fromSentence(text, sentence, prompt);
}

const wordsOf = (text: string): number => text.split(/\s+/).filter((word) => /[\p{L}\p{N}\p{S}]/u.test(word)).length;
const isShort = (text: string): boolean => text.length <= LONGEST / 2 && wordsOf(text) <= SHORT_WORDS;

/** "My random colour is: Teal" without what leads to it; "A raccoon is an omnivore" without the prompt's own words. */
function beyondLead(text: string, span: Span, prompt: string): ShortAnswer {
  const subject = beforeEcho(text, span, prompt);
  if (subject !== null) return { span: subject, note: 'words of the prompt set aside' };
  const rest = afterLead(text, span, prompt);
  if (rest !== null) return { span: rest, note: 'words around the answer set aside' };
  const bare = withoutComment(text, span);
  return { span: bare, note: bare.end < span.end ? 'explanation set aside' : '' };
}

function afterLead(text: string, span: Span, prompt: string): Span | null {
  const dropped = dropStart(text, span, LEAD);
  if (dropped.start === span.start) return null;
  const lead = text.slice(span.start, dropped.start);
  // "A raccoon is ..." leads to nothing that was asked for; "A popular destination is ..." does.
  if (/^(?:a|an|one|the|this)\s/i.test(lead) && !mentionsAny(prompt, lead)) return null;
  // "How about Teal?" asks nothing.
  // Bounded: 400, the reach of dropEnd.
  const rest = undress(text, dropEnd(text, dropped, /["”’*_]*\?+["”’*_\s]*$/));
  const content = textOf(text, rest);
  return /[\p{L}\p{N}\p{S}]/u.test(content) && isShort(content) ? withoutComment(text, rest) : null;
}

/** The folded words of the prompt. */
const foldedWords = rememberLast((prompt: string): ReadonlySet<string> => new Set(foldText(prompt).split(' ')));

/** Whether the prompt holds one of the longer words of `words`, or these speak of the answer itself. */
function mentionsAny(prompt: string, words: string): boolean {
  if (/\b(?:answer|choice|pick|result|winner|selection|recommendation|suggestion)\b/i.test(words)) return true;
  const asked = foldedWords(prompt);
  return foldText(words)
    .split(' ')
    .some((word) => word.length > 3 && (asked.has(word) || asked.has(`${word}s`)));
}

/** "Sundar Pichai (CEO of Alphabet)": a remark of some words; "iPhone SE (2022)" and "Mercury (planet)" need theirs. Bounded: 400. */
const REMARK = /\s+\((?:[^()\s]+\s+){2,}[^()\s]+\)$/;

function withoutComment(text: string, whole: Span): Span {
  const plain = dropEnd(text, whole, REMARK);
  const span = plain.end > plain.start ? undress(text, plain) : whole;
  if (!MAY_COMMENT.test(textOf(text, span))) return span;
  if (SUBORDINATE.test(text.slice(span.start, span.start + 20))) return span;
  const limit = Math.min(span.end, span.start + LONGEST);
  for (let end = span.start + 1; end < limit; end++) {
    if (/[\s:;,]/.test(text.charAt(end)) && COMMENT.test(text.slice(end, Math.min(span.end, end + 40))))
      return undress(text, { start: span.start, end });
  }
  return span;
}

/** "Chinua Achebe is a renowned writer from Nigeria": subject, then what the prompt had said. */
function beforeEcho(text: string, span: Span, prompt: string): Span | null {
  // Bounded: 400: only the first words of what is said are looked at.
  const match =
    /^(.{1,60}?)\s+(?:is|are|was|would be)\s+(?:(?:arguably|often|widely|generally|one of|considered|probably|perhaps|definitely)\s+)*(?:a|an|the|one|my|my favou?rite)?\s*(\S.*)$/isu.exec(
      textOf(text, span).slice(0, 400),
    );
  const [, subject = '', predicate = ''] = match ?? [];
  if (
    subject === '' ||
    wordsOf(subject) > SHORT_WORDS ||
    /^(?:it|that|this|there|he|she|they|here|what|which|one|i)\b/i.test(subject)
  )
    return null;
  // The subject itself must be news.
  if (/^(?:an?|the|one|my|your)\b/i.test(subject) && wordsOf(subject) > 2 && mentionsAny(prompt, subject)) return null;
  const asked = foldedWords(prompt);
  const said = foldText(predicate)
    .split(' ')
    .filter((word) => word.length > 3)
    .slice(0, 4);
  if (said.length === 0 || said.filter((word) => asked.has(word)).length * 2 < said.length) return null;
  return undress(text, { start: span.start, end: span.start + subject.length });
}

/** One phrase in bold in the first line, and none that would compete. */
function fromBold(text: string, line: Span, span: Span): ShortAnswer | null {
  const bold = boldPhrases(text, line);
  const [phrase] = bold;
  if (phrase === undefined || bold.length !== 1 || !isShort(textOf(text, phrase))) return null;
  if (textOf(text, phrase).endsWith(':') || text.slice(phrase.end, phrase.end + 3).includes(':')) return null;
  if (/^[-*•]\s|^\d+[.)]\s/.test(textOf(text, line))) return null;
  const whole = phrase.start - span.start <= 3 && span.end - phrase.end <= 4;
  return { span: phrase, note: whole ? '' : 'words around the answer set aside' };
}

/** A quoted phrase that opens the answer: "What's your story?" and then why it is a good question. */
function fromQuote(text: string, line: Span, span: Span): ShortAnswer | null {
  const match = /^["“]([^"“”\n]{1,200})["”](?=$|\s+\p{Lu}|\s+\()/u.exec(
    text.slice(line.start, Math.min(line.end, line.start + 400)),
  );
  if (match === null || line.start + match[0].length >= span.end) return null;
  const start = line.start + 1;
  return { span: undress(text, { start, end: start + (match[1] ?? '').length }), note: 'explanation set aside' };
}

/** The first sentence, when it is short enough to be the answer and the rest explains it. */
function fromSentence(text: string, sentence: Span, prompt: string): ShortAnswer | null {
  if (/[:?][\s*_]*$/.test(textOf(text, sentence))) return null;
  const inner = undress(text, sentence);
  const rest = beforeEcho(text, inner, prompt) ?? afterLead(text, inner, prompt) ?? withoutComment(text, inner);
  const content = textOf(text, rest);
  if (rest.end < inner.end && rest.start === inner.start && repeats(prompt, content)) return null;
  if (!(isShort(content) || isNounPhrase(content)) || trimSpan(text, rest).end <= rest.start) return null;
  return EVASION.test(content) ? null : { span: rest, note: 'explanation set aside' };
}

/** "The main reason why plants die" is what was asked, and no answer to it. */
function repeats(prompt: string, content: string): boolean {
  if (!/^(?:an?|the|one|my|your)\s/i.test(content)) return false;
  const asked = foldedWords(prompt);
  const long = foldText(content)
    .split(' ')
    .filter((word) => word.length > 3);
  return long.some((word) => asked.has(word)) && long.every((word) => asked.has(word) || isGeneric(word));
}

/** "A Tory Burch Kira Chevron Small Camera Bag": names a thing and states nothing. */
function isNounPhrase(content: string): boolean {
  return (
    wordsOf(content) <= 2 * SHORT_WORDS &&
    /^(?:an?|the) /i.test(content) &&
    !/\b(?:is|are|was|were|has|have|had|can|could|will|would|do|does|did|i|it|he|she|they|we|you)\b/i.test(content)
  );
}

import { dropStart, linesOf, sentencesOf, textOf, trimSpan } from '../../text/span.ts';
import type { Span } from '../../text/span.ts';
import type { ScaffoldingKind } from './kind.ts';

const DEED =
  '(?:think|see|work|reason|consider|analy[sz]e|break|figure|solve|go through|go over|walk|do (?:this|it|the)|calculate|compute|check|look|examine|recall|reflect|take (?:this|it|a look)|approach|evaluate|review|compare|determine|find|count|start (?:by|with)|tackle|unpack|weigh|start)';
/** What stands between two sentences: to compile the next expression takes as long as to read hundreds of short answers, most of which are one. */
const BETWEEN = /[.!?…。！？\n][^]/;
/** A first sentence that announces steps. Bounded: 200. */
const OPENING = new RegExp(
  `^[\\s*_#>]*(?:(?:okay|ok|alright|all right|sure|hmm+|well|so|right|certainly|of course)[,.!…]*\\s+){0,2}(?:(?:let['’]?s (?:now )?|let me (?:first |just |try to |see if i can )?|(?:i['’]ll|i will|i need to|i should|i have to|i must|we need to|we should|we must|we can|we have to) (?:first )?)${DEED}|to (?:solve|answer|find|determine|calculate|figure out)\\b|step[- ]by[- ]step\\b|step (?:1|one)\\b|thinking (?:step|about|through|it)|hmm+\\b|first(?:ly)?,? (?:let|i|we)\\b|here(?:['’]s| is) (?:my|the) (?:reasoning|thinking|thought process|step[- ]by[- ]step)|(?:denken wir|réfléchissons|pensemos|ragioniamo|vamos pensar|让我们|我们一步|一步一步|ステップ)(?:\\s|$|[^\\s]))`,
  'iu',
);
/** A sentence that concludes. Bounded: 200. */
const CONCLUDES =
  /^[\s*_#>-]*(?:(?:so|therefore|thus|hence|then|finally|overall|in (?:conclusion|summary|short|total|the end)|to (?:conclude|sum up)|as a result|consequently|this means|that means|which means|that gives|this gives)\b|∴)/iu;
const CONCLUDING = /^[\s*_#>-]*(?:so|therefore|thus|hence|then|finally|overall|consequently)\b,?\s+(?=\S)/i;
const STATES =
  /\b(?:answer|result|conclusion|choice|pick|total|solution)(?: would be| must be| should be| is|:)|####|答案|答え/iu;
/** A last paragraph of so many words is what all before leads to. */
const SHORT_WORDS = 12;
/** How far an opening is looked for, UTF-16 units. */
const REACH = 200;

/** "Let's think step by step. ... So the answer is 5.": the conclusion; without one, what follows the announcement. */
export const steps: ScaffoldingKind = {
  holds: 'marks',
  marks: null,
  note: 'steps set aside',
  kept(text, { isShort }) {
    const whole = trimSpan(text, { start: 0, end: text.length });
    if (
      !BETWEEN.test(textOf(text, whole)) ||
      !OPENING.test(text.slice(whole.start, Math.min(whole.end, whole.start + REACH)))
    )
      return null;
    const sentences = sentencesOf(text, whole);
    const [first, second] = sentences;
    if (first === undefined || second === undefined) return null;
    if (!isShort) return isParagraph(text, first, second) ? [{ start: second.start, end: whole.end }] : null;
    const conclusion = concluded(text, sentences.slice(1)) ?? lastParagraph(text, whole, first);
    const start = (conclusion ?? second).start;
    // "So Jupiter." says so of Jupiter.
    return [dropStart(text, { start, end: whole.end }, CONCLUDING)];
  },
};

const isParagraph = (text: string, first: Span, second: Span): boolean =>
  /\n[ \t]*\n/.test(text.slice(first.end, second.start));

/** The last sentence that concludes, else the last that states an answer. */
function concluded(text: string, sentences: readonly Span[]): Span | undefined {
  const said = sentences.map((sentence) => ({ sentence, words: textOf(text, sentence).slice(0, REACH) }));
  const found = said.findLast(({ words }) => STATES.test(words)) ?? said.findLast(({ words }) => CONCLUDES.test(words));
  const last = sentences.at(-1);
  if (found === undefined || last === undefined) return undefined;
  // What is said alone in the last line is the conclusion, whatever was concluded on the way.
  const end = text.lastIndexOf('\n', last.start);
  const isAlone = end !== -1 && end >= found.sentence.end && textOf(text, last).split(/\s+/).length <= 3;
  return isAlone && !STATES.test(found.words) ? last : found.sentence;
}

function lastParagraph(text: string, whole: Span, first: Span): Span | null {
  const last = linesOf(text, whole).at(-1);
  if (last === undefined || last.start <= first.end) return null;
  return textOf(text, last).split(/\s+/).length <= SHORT_WORDS ? last : null;
}

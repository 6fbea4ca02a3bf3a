import { trimSpan, type Span } from '../text/span.ts';

/**
 * Several answers in one output, each in a `<response>` element, as verbalized sampling asks for them (arXiv 2510.01171). Tags are
 * found as they are written: there is no markup in what a model says.
 */

interface Tag {
  readonly open: string;
  readonly close: string;
}

const RESPONSE: Tag = { open: '<response>', close: '</response>' };
const TEXT: Tag = { open: '<text>', close: '</text>' };
const PROBABILITY: Tag = { open: '<probability>', close: '</probability>' };

/** What is between the next pair of tags from `from` on, both ends before `to`; `null` where there is none. */
function enclosed(lower: string, { open, close }: Tag, from: number, to: number): Span | null {
  const at = lower.indexOf(open, from);
  if (at < 0 || at + open.length > to) return null;
  const start = at + open.length;
  const end = lower.indexOf(close, start);
  return end < 0 || end > to ? null : { start, end };
}

/** The answer inside of a response: what its text element holds, else all of it before its probability. */
function answerOf(lower: string, { start, end }: Span): Span {
  const text = enclosed(lower, TEXT, start, end);
  if (text !== null) return text;
  const probability = lower.indexOf(PROBABILITY.open, start);
  return { start, end: probability >= 0 && probability < end ? probability : end };
}

/** The places of the answers in an output; none where it holds no response element. */
export function severalAnswers(output: string): readonly Span[] {
  // Tags are ASCII; a text whose lower case is of another length has other letters, and keeps its case.
  const lowered = output.toLowerCase();
  const lower = lowered.length === output.length ? lowered : output;
  const found: Span[] = [];
  let from = 0;
  for (;;) {
    const response = enclosed(lower, RESPONSE, from, lower.length);
    if (response === null) return found;
    const answer = trimSpan(output, answerOf(lower, response));
    if (answer.end > answer.start) found.push(answer);
    from = response.end + RESPONSE.close.length;
  }
}

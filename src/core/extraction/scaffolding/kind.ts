import type { Span } from '../../text/span.ts';

/** What a prompt says about the answers, as far as it decides what is packaging and what is content. */
export interface Asked {
  readonly prompt: string;
  /** Whether one short thing, a number or an option is asked for, so that everything else around it is not the answer. */
  readonly isShort: boolean;
  /** Whether labels such as "Answer:" are part of what is asked for: riddles, quizzes, longer texts, data formats. */
  readonly ownsLabels: boolean;
}

/** One kind of scaffolding: reasoning before an answer, or marks that only say where the answer is. */
export interface ScaffoldingKind {
  /** Whether it is what a model thought, which is never read, or marks around an answer, which an extractor may look for. */
  readonly holds: 'reasoning' | 'marks';
  /** Whether what it encloses is written as mathematics; false when absent. */
  readonly marksMaths?: boolean;
  /** Characters of which every text that holds this kind has one; `null` where words alone may be of this kind. */
  readonly marks: string | null;
  /** What is set aside, in a few plain words ("reasoning set aside"). */
  readonly note: string;
  /**
   * The parts of a text that are the answer, in order; none when the text is all reasoning and no answer was given, `null`
   * when the text holds nothing of this kind. Linear in the length of the text.
   */
  readonly kept: (text: string, asked: Asked) => readonly Span[] | null;
}

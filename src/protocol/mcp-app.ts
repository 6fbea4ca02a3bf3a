import { count, interval, list, number, only, orNull, text, type Of } from '../core/model/schema.ts';

/** What the view of a report within a chat reads of the result of a tool. */

const figure = only({ value: orNull(number), interval: orNull(interval) });

export const shownReportSchema = only({
  counts: only({ trials: count, completed: count }),
  n: count,
  different: count,
  effectiveAnswers: figure,
  models: list(
    only({ answered: count, trials: count, different: orNull(count), effectiveAnswers: figure, modalShare: figure }),
  ),
  answers: list(only({ count, share: number, byModel: list(count) })),
  /** Hostile text. */
  untrusted: only({
    headline: text,
    findings: list(text),
    labels: list(text),
    models: list(only({ model: text, condition: text, modalAnswer: orNull(text) })),
    answers: list(text),
  }),
});
/** A report in short, as `convergence-probe mcp` gives it. */
export interface ShownReport extends Of<typeof shownReportSchema> {}

/** The structured result of a tool that reports. */
export const reportingResultSchema = only({ report: shownReportSchema });

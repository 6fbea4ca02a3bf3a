import { randomBytes } from 'node:crypto';
import type { ReportSummary } from '../../core/export/summary.ts';
import { UsageError } from '../../core/model/usage-error.ts';
import { inTime } from '../io/in-time.ts';
import type { Io } from '../io/io.ts';
import type { RunReport } from '../report/run-report.ts';
import { MCP } from '../strings/mcp.ts';
import { oneLine, printable } from '../terminal/printable.ts';
import type { ReportOutput } from './schemas.ts';

/** What a tool gives back: the structured result, and the same in words for clients and models that read no more. */
export interface ToolAnswer<Output> {
  readonly structured: Output;
  readonly text: string;
}

/** Columns of texts. */
export const COLUMNS = 100;

/**
 * A text that quotes models, between two lines that nobody could have foreseen: what stands in an output can neither end the
 * block nor pass for one of our own sentences.
 */
export function quoted(text: string): string {
  const mark = `report ${randomBytes(6).toString('hex')}`;
  return `${MCP.results.begin(mark)}\n${printable(text).trimEnd()}\n${MCP.results.end(mark)}`;
}

/** Makes the short report of a run, and lets its thread go. Throws a `UsageError` when the call is cancelled meanwhile. */
export async function shortReport(
  open: Promise<RunReport>,
  io: Io,
): Promise<{ readonly report: ReportOutput; readonly text: string }> {
  return withReport(open, io, async (report) => {
    const { summary, text } = await report.glance(COLUMNS);
    return { report: structuredReport(summary), text: quoted(text) };
  });
}

/** Works with a report, and lets its thread go. */
export async function withReport<Value>(
  open: Promise<RunReport>,
  io: Io,
  use: (report: RunReport) => Promise<Value>,
): Promise<Value> {
  const work = open.then(use);
  try {
    const value = await inTime(work, io);
    if (value === null) throw new UsageError(MCP.refused.cancelled);
    return value;
  } finally {
    await io.analysis.close(io.reportKey!);
  }
}

/** With what models wrote apart, and nothing in it that is invisible: it could hide an instruction. */
function structuredReport(summary: ReportSummary): ReportOutput {
  const { headline, findings, labels, models, answers, effectiveAnswers, counts, sources, ...figures } = summary;
  return {
    ...figures,
    effectiveAnswers: figureOf(effectiveAnswers),
    counts: { ...counts },
    sources: [...sources],
    models: models.map(({ model: _, condition: __, modalAnswer: ___, ...row }) => ({
      ...row,
      effectiveAnswers: figureOf(row.effectiveAnswers),
      agreement: figureOf(row.agreement),
      modalShare: figureOf(row.modalShare),
    })),
    answers: answers.map(({ count, share, byModel }) => ({ count, share, byModel: [...byModel] })),
    untrusted: {
      notice: MCP.results.untrusted,
      headline: oneLine(headline),
      findings: findings.map(oneLine),
      labels: labels.map(oneLine),
      models: models.map(({ model, condition, modalAnswer }) => ({
        model: oneLine(model),
        condition: oneLine(condition),
        modalAnswer: modalAnswer === null ? null : oneLine(modalAnswer),
      })),
      answers: answers.map(({ answer }) => oneLine(answer)),
    },
  };
}

type Figure = ReportSummary['effectiveAnswers'];
type OutputFigure = ReportOutput['effectiveAnswers'];

function figureOf({ value, interval }: Figure): OutputFigure {
  return { value, interval: interval === null ? null : [...interval] };
}

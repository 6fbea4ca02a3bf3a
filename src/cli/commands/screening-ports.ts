import type { ReportArguments } from '../arguments/invocation.ts';
import { quote } from '../../core/text/prose.ts';
import type { ScreeningPorts } from '../../runs/screening.ts';
import type { Io } from '../io/io.ts';
import { RunReport } from '../report/run-report.ts';
import { SENDING } from '../strings/sending.ts';
import { oneLine } from '../terminal/printable.ts';

/** How a command line finds out which parts of a prompt are the strongest. */
export function screeningPorts(
  send: ScreeningPorts['send'],
  { report }: { readonly report: ReportArguments },
  io: Io,
): ScreeningPorts {
  return {
    send,
    strongest: async (record) => (await RunReport.of(record, report, io)).strongest(),
    onChecked: ({ screening, conditions }, strongest) => {
      const prompt = conditions.find(({ id }) => id === screening?.whole)?.prompt ?? '';
      const texts = strongest.map((place) => {
        const spans = screening?.parts[place]?.spans ?? [];
        return quote(spans.map(([start, end]) => prompt.slice(start, end)).join(' '), 'text');
      });
      void io.err.write(`${oneLine(SENDING.screening.checked(texts))}\n`);
    },
  };
}

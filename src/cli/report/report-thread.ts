import path from 'node:path';
import { settlementIn } from '../../core/analysis/insight/settlement.ts';
import type { AnalysisSession } from '../../core/analysis/session.ts';
import type { AnalysisOptions } from '../../core/analysis/summarize.ts';
import { foundBounds } from '../../core/compare/bounds.ts';
import { combineRuns, type CombinedRuns } from '../../core/compare/combine-runs.ts';
import { comparisonOf } from '../../core/compare/comparison.ts';
import { fileReader } from '../../core/import/import.ts';
import { summaryOf } from '../../core/export/summary.ts';
import { json } from '../../core/export/json.ts';
import { buildProbeFile } from '../../core/run-file/run-file.ts';
import { exported, findFormat } from '../../core/export/registry.ts';
import { runFileReader } from '../../core/run-file/run-reader.ts';
import type { ProbeFile } from '../../core/model/report.ts';
import type { RunRecord, Trial } from '../../core/model/run.ts';
import { Sharing } from '../../core/model/sharing.ts';
import { comparedAnswers } from '../../core/semantic/ask.ts';
import { beginStage } from '../../core/watch.ts';
import { PAGE_HANDLERS, readAhead } from '../../runs/analysis/page-threads.ts';
import { sessionFrom } from '../../runs/analysis/restore.ts';
import { serve, threadHasher } from '../../runs/analysis/serve.ts';
import type { UnreadableTexts } from '../../runs/analysis/unreadable-texts.ts';
import { writeWhole } from '../../storage/write-whole.ts';
import { importIn, readRunIn } from '../../storage/files.ts';
import { printable, printableJson } from '../terminal/printable.ts';
import { COLOURED, PLAIN } from '../terminal/style.ts';
import type { Printing, ReportCalls } from './report-calls.ts';
import { glanceTable } from './glance-table.ts';
import { reportTable } from './report-table.ts';

type Handlers = {
  readonly [M in keyof ReportCalls]: (
    params: ReportCalls[M]['params'],
  ) => ReportCalls[M]['result'] | Promise<ReportCalls[M]['result']>;
};

/** The thread of the command line, for the one run that a command is about; or one that parses pages for it. `file`: its script. */
export function serveReports(file: string): void {
  serve((unreadable) => ({ ...reportHandlers(file, unreadable), ...PAGE_HANDLERS }));
}

function reportHandlers(script: string, unreadable: UnreadableTexts): Handlers {
  let run: OneRun | null = null;
  let pair: CombinedRuns | null = null;
  const held = (): OneRun => {
    if (run === null) throw new Error('There is no run yet.');
    return run;
  };
  return {
    take: ({ run: header, edits, semantic, options }) => {
      run = new OneRun({ run: header, trials: [], edits, ...(semantic && { semantic }) }, options);
      return null;
    },
    add: ({ trials }) => {
      held().add(trials);
      return null;
    },
    open: async ({ file, stamp, options }) => {
      const record =
        stamp === null
          ? await readRunIn(file, runFileReader())
          : await importIn(file, fileReader(path.basename(file), stamp, threadHasher));
      run = new OneRun(record, options);
      return null;
    },
    'open-pair': async ({ files, stamp, options }) => {
      const read = (file: string) => importIn(file, fileReader(path.basename(file), stamp, threadHasher));
      const [before, after] = [await read(files[0]), await read(files[1])];
      pair = combineRuns(before, after);
      run = new OneRun(pair.record, options);
      return after.run.design?.check ?? {};
    },
    bounds: async ({ bounds }) => {
      const { session } = held();
      await readAhead(session, { file: script, unreadable });
      return foundBounds(session.report(), bounds);
    },
    comparison: async ({ margins }) => {
      if (pair === null) throw new Error('There are no two runs yet.');
      const { session } = held();
      await readAhead(session, { file: script, unreadable });
      return comparisonOf(pair, session.report(), margins);
    },
    compared: ({ method }) => comparedAnswers(held().session.record(), held().options, method),
    grouped: ({ semantic }) => {
      const { options } = held();
      run = new OneRun({ ...held().record(), semantic }, options);
      return null;
    },
    strongest: async () => {
      const { session } = held();
      await readAhead(session, { file: script, unreadable });
      return session.report().screening?.strongest ?? [];
    },
    settlement: async () => {
      const { session } = held();
      await readAhead(session, { file: script, unreadable });
      return settlementIn(session.record(), session.report());
    },
    rewrites: async () => {
      const { session } = held();
      await readAhead(session, { file: script, unreadable });
      return session.report().rewrites ?? null;
    },
    glance: async ({ columns }) => {
      const { session } = held();
      await readAhead(session, { file: script, unreadable });
      const [report, record] = [session.report(), held().record()];
      const text = glanceTable(report, record, { columns, style: PLAIN, isAlone: true });
      return { summary: summaryOf(record, report), text };
    },
    report: async () => {
      const { session } = held();
      await readAhead(session, { file: script, unreadable });
      session.report();
      return null;
    },
    save: async ({ file }) => {
      await writeWhole(file, exported(json, held().file()));
      return null;
    },
    print: (how) => {
      held().begin(how);
      return null;
    },
    next: () => held().next(),
  };
}

class OneRun {
  readonly session: AnalysisSession;
  readonly options: AnalysisOptions;
  /** Each trial that is told comes with copies of its own. */
  readonly #sharing = new Sharing();
  /** Whether the file that it was read from holds a report, which a session does not know. */
  readonly #hadReport: RunRecord['hadReport'];
  #pieces: Iterator<string> | null = null;

  constructor(record: RunRecord, options: AnalysisOptions) {
    // A command makes one report: what would be remembered for a second one is more than the run itself.
    this.session = sessionFrom(record, options, false);
    this.options = options;
    this.#hadReport = record.hadReport;
  }

  add(trials: readonly Trial[]): void {
    this.session.add(trials.map((trial) => this.#sharing.trial(trial)));
  }

  record(): RunRecord {
    const hadReport = this.#hadReport;
    return { ...this.session.record(), ...(hadReport && { hadReport }) };
  }

  file(): ProbeFile {
    const report = this.session.report();
    beginStage('writing');
    return buildProbeFile(this.session.record(), report);
  }

  begin(how: Printing): void {
    this.#pieces = this.#rendered(how);
  }

  next(): string | null {
    if (this.#pieces === null) throw new Error('Nothing is being written.');
    beginStage('writing');
    const { done, value } = this.#pieces.next();
    return done === true ? null : value;
  }

  /** Pipes get the exact bytes; a terminal never gets control characters. */
  *#rendered({ format: wanted, isFull, isTerminal, columns, isColoured }: Printing): Generator<string, undefined> {
    const format = findFormat(wanted);
    if (format === undefined) {
      const style = isColoured ? COLOURED : PLAIN;
      const write = isFull ? reportTable : glanceTable;
      yield write(this.session.report(), this.record(), { columns, style });
      return;
    }
    const harmless = format.id === 'json' ? printableJson : printable;
    for (const piece of exported(format, this.file())) yield isTerminal ? harmless(piece) : piece;
  }
}

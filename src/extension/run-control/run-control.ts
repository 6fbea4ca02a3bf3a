import { isDeepStrictEqual } from 'node:util';
import type { EditStep } from '../../core/analysis/edit-wish.ts';
import type { AnalysisOptions } from '../../core/analysis/summarize.ts';
import type { RunPart } from '../../core/engine/resume.ts';
import { beginRun, headerOf } from '../../core/model/events.ts';
import type { RunRequest } from '../../core/engine/plan.ts';
import type { GroupEdit, Run, RunHeader } from '../../core/model/run.ts';
import { UsageError } from '../../core/model/usage-error.ts';
import type { Logger } from '../../core/ports.ts';
import { isRunId } from '../../core/model/run-id.ts';
import { JournalBusy } from '../../storage/journal.ts';
import type { RunJournal } from '../../runs/journal.ts';
import type { AnalysisClient } from '../../runs/analysis/client.ts';
import type { Settings } from '../config/settings.ts';
import { kindOf } from '../log.ts';
import type { Recordings } from '../storage/recordings.ts';
import { hasGrown } from '../../core/run-file/journal-lines.ts';
import type { RunStore } from '../../runs/store.ts';
import { oneLine } from '../runs-view/run-lines.ts';
import { OpenRun } from './open-run.ts';
import { recordedRuns } from './recorded-runs.ts';
import { resumeOptions, type Step } from '../../runs/next-steps.ts';
import { remadeFrom } from '../../runs/remade.ts';
import { fileKey } from '../../runs/run-id.ts';
import { beginPart, planRequest, resumePart } from '../../runs/plan.ts';
import { firstScreening, wholeScreening } from '../../runs/screening.ts';
import { prepare, type ReadyPart, type SendingPorts } from '../../runs/send.ts';
import { firstOf, sendInto, type Part } from './send-part.ts';
import type { AskingPorts } from './sending-ports.ts';
import { STRINGS } from '../strings.ts';

/** What run control works with. */
export interface RunControlOptions {
  readonly tool: { readonly name: string; readonly version: string };
  readonly log: Logger;
  readonly recordings: Recordings;
  readonly store: RunStore;
  readonly analysis: AnalysisClient;
  readonly connect: SendingPorts['connect'];
}

/** A run that was started, or resumed. */
export interface Started {
  readonly run: OpenRun;
  /** Resolves when every trial has settled; never rejects. */
  readonly done: Promise<void>;
}

const WORDS = STRINGS.runs.being;
/** Characters of a version, which comes from a file. */
const LONGEST_VERSION = 20;

/** The runs of this window: starts and resumes them, brings kept ones back, and knows which are open. */
export class RunControl {
  private readonly options: RunControlOptions;
  private readonly open = new Map<string, OpenRun>();
  /** Runs on their way back from the store: two who ask for one get the same. */
  private readonly finding = new Map<string, Promise<OpenRun | null>>();
  /** What is being sent; resolves once the journal is closed. */
  private readonly sendings = new Map<string, Promise<void>>();
  /** Runs whose user is being asked. */
  private readonly resuming = new WeakSet<OpenRun>();
  /** The last thing that was begun of a run: resuming and editing happen one after the other. */
  private readonly turns = new Map<string, Promise<unknown>>();
  private readonly listeners = new Set<() => void>();
  /** Length of the journal when a run was as it tells. */
  private readonly sizes = new WeakMap<OpenRun, number>();

  constructor(options: RunControlOptions) {
    this.options = options;
  }

  /** Lays a run out. Throws a `UsageError` when it cannot be one. */
  plan(request: RunRequest): RunHeader {
    return planRequest(request, this.options.tool);
  }

  /** Starts a run. Throws a `UsageError` before anything is sent when it cannot be run; `null` when the user went back. */
  async start(header: RunHeader, settings: Settings, asking: AskingPorts): Promise<Started | null> {
    const part = await this.prepare(wholeScreening(beginPart(header)), asking);
    if (part === null) return null;
    const first = firstOf(part);
    const run = await this.add(header.id, beginRun(first.header), settings.analysis);
    try {
      return await this.withJournal(run, async (journal) => {
        await run.begin(first.header, first.missing.length);
        return this.send(run, { ...part, settings, journal, untilSettled: header.looks !== undefined });
      });
    } catch (error) {
      this.open.delete(run.key);
      run.dispose();
      throw error;
    }
  }

  /**
   * Resumes a run. Its journal is this window's from the beginning, so that what the user is asked about is what is sent.
   * Throws a `UsageError` when there is nothing to send that way; `null` when the user went back, or is being asked already.
   */
  async resume(run: OpenRun, step: Step, settings: Settings, asking: AskingPorts): Promise<Started | null> {
    // A second press, or a panel that is a moment behind.
    if (run.isRunning || this.resuming.has(run)) return null;
    this.resuming.add(run);
    try {
      return await this.inTurn(run, () => this.sendRest(run, step, settings, asking));
    } finally {
      this.resuming.delete(run);
    }
  }

  /**
   * Merges or splits groups by hand, or takes the last such edit back. Kept like every event of the run: in the journal
   * before anyone sees it. Throws a `UsageError` when it would change nothing or another window writes the run.
   */
  async edit(run: OpenRun, step: EditStep): Promise<void> {
    if (this.resuming.has(run)) throw new UsageError(WORDS.resuming);
    return this.inTurn(run, async () => {
      this.checkOpen(run);
      await run.look();
      if (run.isElsewhere) throw new UsageError(WORDS.elsewhere);
      const edits = await run.editsAfter(step);
      if (run.editWhileSent(edits)) return;
      if (run.isRunning) throw new UsageError(WORDS.starting);
      await this.sendings.get(run.key);
      await this.editKept(run, step, edits);
    });
  }

  /** The run with this key, open or brought back from the store; `null` when it is not kept. */
  async find(key: string, options: AnalysisOptions): Promise<OpenRun | null> {
    const known = this.open.get(key);
    if (known) return known;
    const finding = this.finding.get(key) ?? this.bringBack(key, options);
    this.finding.set(key, finding);
    return finding.finally(() => this.finding.delete(key));
  }

  /** Opens the run in a file of any kind that can be read. The same file is the same run, however often it is opened. */
  async openFile(content: Uint8Array, fileName: string, options: AnalysisOptions): Promise<OpenRun> {
    const key = fileKey(fileName, content);
    const { store, analysis, log } = this.options;
    // Answers that came after it was opened for the first time are in the store only.
    const known = this.open.get(key) ?? (hasGrown(await store.read(key)) ? await this.find(key, options) : null);
    if (known) return known;
    const createdAt = new Date().toISOString();
    const imported = { key, content, fileName, createdAt, options };
    const { opened, journal } = await this.opening(key, async () => {
      const { run, journal, notice, hadReport } = await analysis.call('import', imported);
      const opened = await this.add(key, run, options);
      if (notice !== undefined) opened.notice(notice);
      const { version } = this.options.tool;
      const from = remadeFrom({ run, ...(hadReport && { hadReport }) }, version);
      if (from !== null) opened.notice(WORDS.remade(oneLine(from, LONGEST_VERSION), version));
      return { opened, journal };
    });
    try {
      await store.write(key, journal);
      this.changed();
    } catch (error) {
      log.warn(`An opened run could not be kept (${kindOf(error)}).`);
      opened.notice(WORDS.notKept);
    }
    return opened;
  }

  /** Lets go of a run that no panel shows and that sends nothing. */
  release(run: OpenRun): void {
    if (run.isRunning) return;
    this.open.delete(run.key);
    run.dispose();
  }

  isOpen(key: string): boolean {
    return this.open.has(key);
  }

  /** The runs that this window sends. */
  get running(): readonly OpenRun[] {
    return [...this.sendings.keys()].flatMap((key) => this.open.get(key) ?? []);
  }

  /** Calls back when a run begins to be sent here, is over, or was kept, until disposed. */
  onDidChange(listener: () => void): { dispose(): void } {
    this.listeners.add(listener);
    return { dispose: () => this.listeners.delete(listener) };
  }

  /** Reads the answers of all open runs anew. */
  async reread(options: AnalysisOptions): Promise<void> {
    await Promise.all([...this.open.values()].map((run) => run.reread(options)));
  }

  dispose(): void {
    // The extension host ends with this, and with it all sending: the next window finds runs that were cut off.
    for (const run of this.open.values()) run.dispose();
    this.open.clear();
  }

  private async bringBack(key: string, options: AnalysisOptions): Promise<OpenRun | null> {
    const { store, analysis } = this.options;
    const isElsewhere = await store.isBeingWritten(key);
    // Before it is read: then a journal of this length still tells what was read.
    const size = await store.sizeOf(key);
    const journal = await store.read(key);
    if (journal === null) return null;
    const found = await this.opening(key, async () => {
      // Only a window that sends a run shows it as running: it alone can stop it.
      const { run } = await analysis.call('restore', { key, journal, options, running: false });
      return this.add(key, run, options, isElsewhere);
    });
    if (size !== null) this.sizes.set(found, size);
    return found;
  }

  /** Opens a run; the analysis lets it go again when that fails. */
  private async opening<T>(key: string, work: () => Promise<T>): Promise<T> {
    try {
      return await work();
    } catch (error) {
      if (!this.open.has(key)) await this.options.analysis.close(key);
      throw error;
    }
  }

  private async add(key: string, run: Run, options: AnalysisOptions, isElsewhere = false): Promise<OpenRun> {
    if (!isRunId(key)) throw new UsageError(WORDS.foreignId);
    const { analysis, store, recordings } = this.options;
    const recorded = await recordedRuns(run, recordings);
    const opened = new OpenRun({
      ...{ key, run, analysis, options, recorded, isElsewhere },
      kept: () => store.read(key),
      isBeingWritten: () => store.isBeingWritten(key),
    });
    this.open.set(key, opened);
    return opened;
  }

  private async sendRest(run: OpenRun, step: Step, settings: Settings, asking: AskingPorts): Promise<Started | null> {
    await this.sendings.get(run.key);
    this.checkOpen(run);
    const pressed = await run.next();
    const how = resumeOptions(step, pressed);
    return this.withJournal(run, async (journal) => {
      await run.refresh();
      if (!isDeepStrictEqual(await run.next(), pressed)) throw new UsageError(WORDS.changed);
      const rest = resumePart(headerOf(run.run), await run.settled(), how);
      const part = await this.prepare(wholeScreening(rest), asking);
      if (part === null) return null;
      // While a key was asked for, its panel could be closed.
      this.checkOpen(run);
      const { header, missing } = firstScreening(part);
      await run.resume(header, missing);
      return this.send(run, { ...part, settings, journal });
    });
  }

  private prepare(part: RunPart, asking: AskingPorts): Promise<ReadyPart | null> {
    return prepare(part, { ...asking, connect: this.options.connect });
  }

  /** Edits a run that nobody sends. Another window may have written since it was read. */
  private async editKept(run: OpenRun, step: EditStep, planned: readonly GroupEdit[]): Promise<void> {
    const { store } = this.options;
    const wasWritten = run.isWritten;
    const journal = await this.journalOf(run);
    try {
      this.checkOpen(run);
      const isCurrent = (await store.sizeOf(run.key)) === this.sizes.get(run);
      if (!isCurrent) await run.refresh();
      const event = { type: 'edited', edits: isCurrent ? planned : await run.editsAfter(step) } as const;
      journal.event(event);
      run.take(event);
      await this.isAsIn(journal, run);
    } finally {
      await journal.close();
    }
    if (wasWritten && journal.whole) run.written();
  }

  /** Remembers that the run is as this journal tells, which only this window can write at this moment. */
  private async isAsIn(journal: RunJournal, run: OpenRun): Promise<void> {
    const size = await this.options.store.sizeOf(run.key);
    if (size !== null && journal.whole) this.sizes.set(run, size);
  }

  private checkOpen(run: OpenRun): void {
    if (this.open.get(run.key) !== run) throw new UsageError(WORDS.closed);
  }

  /** Does this when all that was begun of the run before is done. */
  private inTurn<T>(run: OpenRun, work: () => Promise<T>): Promise<T> {
    const turn = (this.turns.get(run.key) ?? Promise.resolve()).then(work, work);
    this.turns.set(run.key, turn);
    const done = (): void => {
      if (this.turns.get(run.key) === turn) this.turns.delete(run.key);
    };
    turn.then(done, done);
    return turn;
  }

  /** Does what needs the journal; it is closed again when nothing is sent. */
  private async withJournal<Result extends Started | null>(
    run: OpenRun,
    work: (journal: RunJournal) => Promise<Result>,
  ): Promise<Result> {
    const isNew = (await this.options.store.sizeOf(run.key)) === null;
    const journal = await this.journalOf(run);
    let started: Started | null = null;
    try {
      const result = await work(journal);
      started = result;
      return result;
    } finally {
      if (started === null) await (isNew && journal.unused ? journal.discard() : journal.close());
    }
  }

  /** The journal of a run, for this window alone. */
  private async journalOf(run: OpenRun): Promise<RunJournal> {
    const { store, log } = this.options;
    try {
      return await store.open(run.key, ({ kind, message }) => {
        log.warn(`The journal of run ${run.key} could not be written (${kind}).`);
        run.notice(message);
      });
    } catch (error) {
      if (error instanceof JournalBusy) run.sentElsewhere();
      throw error;
    }
  }

  private send(run: OpenRun, part: Omit<Part, 'run' | 'log' | 'onWritten'>): Started {
    const { log } = this.options;
    const { targets, trialsPerCell, continuedAt } = part.header;
    const providers = [...new Set(targets.map((target) => target.provider))].join(', ');
    const what = continuedAt === undefined ? '' : ` resumed, ${part.kept.length} kept`;
    log.info(`Run ${run.key}${what}: ${targets.length} targets (${providers}) × ${trialsPerCell}.`);
    const { done, ...sending } = sendInto({ ...part, run, log, onWritten: () => this.isAsIn(part.journal, run) });
    run.sentBy(sending);
    this.sendings.set(run.key, done);
    this.changed();
    return { run, done: done.then(() => this.sent(run, part.settings)) };
  }

  private async sent({ key }: OpenRun, { keepRuns }: Settings): Promise<void> {
    this.sendings.delete(key);
    this.changed();
    await this.prune(keepRuns);
  }

  private changed(): void {
    for (const listener of [...this.listeners]) listener();
  }

  private async prune(keep: number): Promise<void> {
    try {
      await this.options.store.prune(keep, (key) => this.isOpen(key));
    } catch (error) {
      this.options.log.warn(`Old runs could not be removed (${kindOf(error)}).`);
    }
  }
}

import { readFile, stat } from 'node:fs/promises';
import { readJournalLine, trialName } from '../core/run-file/journal.ts';
import { planned, runsOfTarget } from '../core/model/planned-trials.ts';
import type { RunHeader, TrialKey } from '../core/model/run.ts';
import { UsageError } from '../core/model/usage-error.ts';
import { CANCELLED, namedTrial, SETTLED_END } from '../core/run-file/journal-lines.ts';
import { eachLine } from './lines.ts';
import { codeOf } from './problem.ts';

/** Longest text that V8 makes; of so many bytes none is longer. */
const LONGEST_TEXT = 2 ** 29 - 24;

/**
 * The text of a journal, as `parseJournal` takes it; `null` when there is no such file. Throws a `UsageError` when no text is
 * so long.
 */
export async function readJournalText(file: string, longest = LONGEST_TEXT): Promise<string | null> {
  return present(async () => {
    if ((await stat(file)).size <= longest) return readFile(file, 'utf8');
    throw new UsageError(
      `${file} is larger than 512 MB; read it with \`convergence-probe analyze\`, or go on with \`convergence-probe resume\`.`,
    );
  });
}

/** How far a journal got. */
export interface JournalSummary {
  /** The last one that was written. Only the fields that `parseJournal` checks are sure to be there. */
  readonly header: RunHeader;
  /** How many trials never ended. */
  readonly missing: number;
}

/**
 * Counts what a journal lacks without reading the answers: of each line only the begin, where the trial is named, unless
 * there is reason to look closer. `null` when there is no such file or it is no journal.
 */
export async function summarizeJournal(file: string): Promise<JournalSummary | null> {
  const count = new TrialCount();
  try {
    const found = await present(() =>
      eachLine(file, (line) => {
        count.line(line);
      }),
    );
    return found === null ? null : count.end();
  } catch (error) {
    if (error instanceof UsageError) return null;
    throw error;
  }
}

/** Long enough for the name of a trial; a shorter line is read wholly. */
const NAME_BYTES = 1_024;

class TrialCount {
  private header: RunHeader | null = null;
  private readonly ended = new Map<string, TrialKey>();
  /** JSON texts of ids, read once. */
  private readonly ids = new Map<string, string>();

  line(line: Buffer | null): void {
    if (line === null) return;
    const key = line.length > NAME_BYTES && endsWhole(line) && !line.includes(CANCELLED) ? this.named(line) : null;
    if (key === null) this.readWholly(line.toString('utf8'));
    else this.ended.set(trialName(key), key);
  }

  end(): JournalSummary | null {
    const { header, ended } = this;
    if (header === null) return null;
    const targets = new Set(header.targets.map(({ id }) => id));
    // A damaged header may hold one twice.
    const conditions = [...new Map(header.conditions.map((one) => [one.id, one])).values()];
    const { trialsPerCell } = header;
    const isPlanned = planned({ conditions, trialsPerCell });
    let there = 0;
    for (const key of ended.values()) if (targets.has(key.target) && isPlanned(key)) there++;
    return { header, missing: Math.max(0, targets.size * runsOfTarget({ conditions, trialsPerCell }) - there) };
  }

  private named(line: Buffer): TrialKey | null {
    const named = namedTrial(line.toString('utf8', 0, NAME_BYTES));
    if (this.header === null || named === null) return null;
    return { ...named, target: this.id(named.target), condition: this.id(named.condition) };
  }

  private id(json: string): string {
    const known = this.ids.get(json) ?? String(JSON.parse(json));
    this.ids.set(json, known);
    return known;
  }

  private readWholly(text: string): void {
    const event = readJournalLine(text);
    if (event?.type === 'started') this.header = event.header;
    if (event !== null && this.header === null) throw new UsageError('This file is not the journal of a run.');
    if (event?.type !== 'settled') return;
    const { target, condition, trialIndex, outcome } = event.trial;
    if (outcome === 'cancelled') this.ended.delete(trialName(event.trial));
    else this.ended.set(trialName(event.trial), { target, condition, trialIndex });
  }
}

function endsWhole(line: Buffer): boolean {
  return line.subarray(-SETTLED_END.length).toString('latin1') === SETTLED_END;
}

/** `null` when there is no such file. */
async function present<T>(read: () => Promise<T>): Promise<T | null> {
  try {
    return await read();
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return null;
    throw error;
  }
}

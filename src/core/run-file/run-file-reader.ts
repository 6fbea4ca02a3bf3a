import * as v from 'valibot';
import { DEEPEST_JSON, parseJson } from '../json/parse-json.ts';
import { JsonPieces, JsonTextError, type JsonPath } from '../json/json-pieces.ts';
import { JsonTree } from '../json/json-tree.ts';
import { groupSchema, reportSchema, trialReadingSchema } from '../model/report.ts';
import { trialSchema, type RunRecord, type Trial } from '../model/run.ts';
import { anyObject, list, optional } from '../model/schema.ts';
import { Sharing } from '../model/sharing.ts';
import { UsageError } from '../model/usage-error.ts';
import { checked, type Check } from './check.ts';
import { checkRecord, checkVersion, NO_JSON } from './run-file.ts';

const SENTENCES: Readonly<Record<JsonTextError['kind'], string>> = {
  'no JSON': NO_JSON,
  'cut short': NO_JSON,
  'too deep': `This run file cannot be read: it is nested more than ${DEEPEST_JSON} levels deep.`,
  'too long': 'This run file cannot be read: a single value in it is larger than this program reads; split the file.',
};

/**
 * Reads a run file that comes in pieces: trial by trial, each checked on its way. Groups and readings of its report are
 * checked as well and not kept, since a report is made anew from the trials.
 */
export class RunFileReader {
  private readonly tree = new JsonTree((path, entry, index) => this.keep(path, entry, index));
  private readonly pieces: JsonPieces;
  private readonly slim: (path: JsonPath, entry: unknown) => unknown;
  private readonly sharing = new Sharing();
  /** The first thing that was wrong with an entry of each list. It is said when it is known that this is a run file. */
  private readonly problems = new Map<string, UsageError>();

  /**
   * For what may be a file of another program, `slim` makes smaller what is not read of entries of long lists, and `parse` makes
   * values of their texts.
   */
  constructor({ slim = (_: JsonPath, entry: unknown): unknown => entry, parse = parseJson } = {}) {
    this.slim = slim;
    this.pieces = new JsonPieces(this.tree, { parse });
  }

  /** Takes the next piece of the text. Throws a `UsageError` when this cannot be JSON any more. */
  push(text: string): void {
    said(() => this.pieces.push(text));
  }

  /** Takes the next piece as far as it belongs to the value, and returns where it ends. Throws as `push`. */
  pushValue(text: string): number {
    return said(() => this.pieces.pushValue(text));
  }

  /** Whether the value has ended. */
  get isWhole(): boolean {
    return this.pieces.isWhole;
  }

  /** What the whole text holds; may be anything. Throws a `UsageError` when it was cut short. */
  value(): unknown {
    said(() => this.pieces.end());
    return this.tree.value;
  }

  /** The run in a value of this reader. Throws a `UsageError` that names what is wrong with it, or says to update. */
  recordOf(value: unknown): RunRecord {
    const file = checked(anyObject, value, 'the file');
    checkVersion(file);
    const record = checkRecord(file, this.found('trials') as Check<readonly Trial[]>);
    this.found('groups')([], 'report');
    this.found('readings')([], 'report');
    const report = checked(optional(reportSchema), file['report'], 'report');
    return report === undefined ? record : { ...record, hadReport: true };
  }

  private keep(path: JsonPath, entry: unknown, index: number): unknown {
    const [outer, inner] = path;
    if (path.length === 1 && outer === 'trials') {
      return this.sound('trials', () => this.sharing.trial(checked(trialSchema, entry, `trials[${index}]`)));
    }
    if (path.length !== 2 || outer !== 'report') return this.slim(path, entry);
    if (inner === 'groups') this.sound(inner, () => checked(groupSchema, entry, `report.groups[${index}]`));
    else if (inner === 'readings')
      this.sound(inner, () => checked(trialReadingSchema, entry, `report.readings[${index}]`));
    else return entry;
    return undefined;
  }

  private sound<T>(list: string, check: () => T): T | undefined {
    if (this.problems.has(list)) return undefined;
    try {
      return check();
    } catch (error) {
      if (!(error instanceof UsageError)) throw error;
      this.problems.set(list, error);
      return undefined;
    }
  }

  /** Of a list whose entries were checked on their way. */
  private found(name: string): Check<readonly unknown[]> {
    return (value, path) => {
      const entries = checked(list(v.unknown()), value, path);
      const problem = this.problems.get(name);
      if (problem !== undefined) throw problem;
      return entries;
    };
  }
}

function said<T>(read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (error instanceof JsonTextError) throw new UsageError(SENTENCES[error.kind]);
    throw error;
  }
}

import { parsePythonJson } from '../json/parse-json.ts';
import { RunFileReader } from '../run-file/run-file-reader.ts';
import type { RunReader } from '../run-file/run-reader.ts';
import type { RunRecord } from '../model/run.ts';
import { UsageError } from '../model/usage-error.ts';
import { TextLines } from '../text/text-lines.ts';
import { recordOf, type ImportFile } from './record.ts';
import { Records, refuseKind } from './records.ts';
import { documentImporter, recordImporter, slimmed } from './registry.ts';
import { objectOf } from './loose.ts';
import { wrong } from './rows.ts';

/**
 * Reads JSON that comes in pieces: a saved run, one value that an importer knows, a list of records, or one record a line. Whether
 * it is lines shows when something follows the first value.
 */
export class JsonText implements RunReader {
  private readonly file: ImportFile;
  private readonly json = new RunFileReader({ slim: slimmed, parse: parsePythonJson });
  private lines: LinesOfRecords | null = null;
  /** 1-based, of what comes next. */
  private line = 1;
  /** Where the first value begins. */
  private firstLine: number | null = null;

  constructor(file: ImportFile) {
    this.file = file;
  }

  push(text: string): void {
    if (this.lines !== null) return this.lines.push(text);
    const begin = text.search(/\S/u);
    if (begin >= 0) this.firstLine ??= this.line + lineFeeds(text.slice(0, begin));
    const end = this.first(() => this.json.pushValue(text));
    this.line += lineFeeds(text.slice(0, end));
    if (!this.json.isWhole) return;
    const rest = text.slice(end);
    if (rest.trim() === '') this.line += lineFeeds(rest);
    else this.goOnWithLines(rest);
  }

  end(): RunRecord {
    if (this.lines !== null) return recordOf(this.lines.end(this.file.name), this.file);
    const value = this.first(() => this.json.value());
    if (Array.isArray(value)) return this.ofList(value);
    const object = objectOf(value);
    if (object === null || 'schemaVersion' in object) return this.json.recordOf(value);
    const document = documentImporter(object);
    if (document !== undefined) return recordOf(document.read(object, this.file.name), this.file);
    if (recordImporter(object) !== undefined) return this.ofList([object], () => `Line ${this.firstLine ?? 1}`);
    return 'run' in object ? this.json.recordOf(value) : refuseKind(this.file.name, object);
  }

  private ofList(list: readonly unknown[], placeOf = (index: number) => `Entry ${index + 1}`): RunRecord {
    const records = new Records();
    list.forEach((entry, index) => records.take(entry, placeOf(index)));
    return recordOf(records.end(this.file.name), this.file);
  }

  private goOnWithLines(rest: string): void {
    this.lines = new LinesOfRecords(this.line);
    this.lines.take(this.json.value(), this.firstLine ?? 1);
    this.lines.push(rest);
  }

  /** Reads something of the first value, and names its line when the file is said to be one of lines. */
  private first<T>(read: () => T): T {
    try {
      return read();
    } catch (error) {
      if (!(error instanceof UsageError) || !/\.(?:jsonl|ndjson)$/iu.test(this.file.name)) throw error;
      return wrong(`Line ${this.firstLine ?? 1}`, NOT_JSON);
    }
  }
}

const NOT_JSON = 'this is not JSON; each line must be one object, such as one with a target and a text';

/** Reads records, one per line, behind the first one. */
class LinesOfRecords {
  private readonly records = new Records();
  private line: number;
  private readonly lines = new TextLines((source) => this.read(source));

  constructor(line: number) {
    this.line = line;
  }

  take(value: unknown, line: number): void {
    this.records.take(value, `Line ${line}`);
  }

  push(text: string): void {
    this.lines.push(text);
  }

  end(name: string): ReturnType<Records['end']> {
    this.lines.end();
    return this.records.end(name);
  }

  private read(source: string | null): void {
    const place = `Line ${this.line++}`;
    if (source === null) wrong(place, 'this line is longer than this program reads; shorten its text');
    if (source.trim() === '') return;
    let value: unknown;
    try {
      value = parsePythonJson(source);
    } catch {
      wrong(place, NOT_JSON);
    }
    this.records.take(value, place);
  }
}

function lineFeeds(text: string): number {
  let count = 0;
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) count++;
  return count;
}

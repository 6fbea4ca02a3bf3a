import { UsageError } from '../model/usage-error.ts';
import type { Imported, Importer, RecordReader } from './importer.ts';
import { objectOf, type Loose } from './loose.ts';
import { recordImporter, whatIsRead } from './registry.ts';
import { wrong } from './rows.ts';

/** The names of an object's first members. */
const MOST_NAMES = 4;
const LONGEST_NAME = 20;

/** "id, prompt, model and 3 more", so that a person recognises what was found. */
function namesIn(value: Loose): string {
  const names = Object.keys(value).map((name) =>
    name.length > LONGEST_NAME ? `${name.slice(0, LONGEST_NAME)}…` : name,
  );
  const more = names.length - MOST_NAMES;
  if (names.length === 0) return 'nothing';
  return more > 0 ? `${names.slice(0, MOST_NAMES).join(', ')} and ${more} more` : names.join(', ');
}

/** Refuses JSON of a kind that is not read. */
export function refuseKind(place: string, value: Loose): never {
  throw new UsageError(
    `${place} holds ${namesIn(value)}, which is no kind of answers that is read here: a list of answers needs a target (the model) and a text. ${whatIsRead()}`,
  );
}

/** Reads records of one kind, told by the first of them. */
export class Records {
  private kind: Importer | null = null;
  private reader: RecordReader | null = null;

  get isEmpty(): boolean {
    return this.kind === null;
  }

  /** Throws a `UsageError` that names the place when this is no record, or one of another kind than the first. */
  take(value: unknown, place: string): void {
    const record = objectOf(value) ?? wrong(place, 'this must be an object, such as one with a target and a text');
    if (this.kind === null) {
      this.kind = recordImporter(record) ?? refuseKind(place, record);
      this.reader = this.kind.records!.reader();
    } else if (this.kind.records!.checksAll !== true && !this.kind.records!.is(record)) {
      wrong(place, `this is not of ${this.kind.label}, as what stands before it is`);
    }
    this.reader!.take(record, place);
  }

  /** Throws a `UsageError` when there was no record. */
  end(name: string): Imported {
    if (this.reader === null) throw new UsageError(`${name} holds no answers: each line needs a target and a text.`);
    return this.reader.end(name);
  }
}

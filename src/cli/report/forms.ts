import { UsageError } from '../../core/model/usage-error.ts';
import { didYouMean } from '../arguments/suggest.ts';
import type { Io } from '../io/io.ts';
import { printable, printableJson } from '../terminal/printable.ts';
import { styleFor } from '../terminal/style.ts';
import type { Layout } from './layout.ts';
import { ARGUMENTS } from '../strings/arguments.ts';

/** What `compare` and `check` print, by `--format`: JSON is the value itself, and others are texts made of it. */
export interface Forms<Value> {
  readonly table: (value: Value, layout: Layout) => string;
  readonly texts: Readonly<Record<string, (value: Value) => string>>;
}

/** Refuses a format that the command does not have. */
export function checkForm<Value>(command: string, format: string, { texts }: Forms<Value>): void {
  const known = ['table', 'json', ...Object.keys(texts)];
  if (known.includes(format)) return;
  throw new UsageError(ARGUMENTS.format(command, known, format, didYouMean(format, known)));
}

/** Pipes get the exact bytes; a terminal never gets control characters. */
export async function printForm<Value extends object>(
  value: Value,
  format: string,
  { table, texts }: Forms<Value>,
  { out, env }: Io,
): Promise<void> {
  const { isTerminal, columns } = out;
  if (format === 'table') return out.write(table(value, { columns, style: styleFor(isTerminal, env) }));
  const text =
    format === 'json' ? `${JSON.stringify({ schemaVersion: 1, ...value }, null, 2)}\n` : texts[format]!(value);
  const harmless = format === 'json' ? printableJson : printable;
  await out.write(isTerminal ? harmless(text) : text);
}

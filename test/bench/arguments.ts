import { parseArgs } from 'node:util';

/** What a benchmark is asked for. */
export interface BenchArguments {
  readonly help: boolean;
  readonly list: boolean;
  /** Names of lines; empty for all. */
  readonly only: readonly string[];
  /** Repetitions of every line; `null` for each line's own number. */
  readonly repeat: number | null;
  /** Fewer repetitions, and smaller N where a line waits for a server's clock. */
  readonly quick: boolean;
  /** Where the figures go as JSON. */
  readonly json: string | null;
  /** A folder with promptfoo in its node_modules. */
  readonly promptfoo: string | null;
}

/** What `--help` prints. */
export const HELP = `Measures how fast and how lean this program is, against servers on this machine.

Usage: npm run bench -- [options]

  --list            the lines, with what each measures
  --only NAME       only this line, or the lines whose name begins so (repeatable)
  --repeat N        repetitions of every line; each line has its own number otherwise
  --quick           about two minutes instead of six: fewer repetitions, smaller N at limits
  --json FILE       the figures as JSON, too
  --promptfoo DIR   a folder that promptfoo is installed in: it runs against the same
                    servers with its own default settings, and gets a column; adds
                    about half an hour, because it waits for minutes at limits
  --help            this

It is a benchmark, not a test: it ends with 0 whatever the figures are, and with 1 when
something breaks. Ratios count; seconds depend on the machine, which should do nothing else.
`;

/** Reads the arguments; throws an `Error` with one plain sentence. */
export function readArguments(args: readonly string[]): BenchArguments {
  const { values } = parseArgs({
    args: [...args],
    options: {
      help: { type: 'boolean', short: 'h', default: false },
      list: { type: 'boolean', default: false },
      only: { type: 'string', multiple: true, default: [] },
      repeat: { type: 'string' },
      quick: { type: 'boolean', default: false },
      json: { type: 'string' },
      promptfoo: { type: 'string' },
    },
  });
  const { help, list, quick, only, json = null, promptfoo = null } = values;
  return { help, list, quick, only, json, promptfoo, repeat: repetitions(values.repeat) };
}

function repetitions(text: string | undefined): number | null {
  if (text === undefined) return null;
  if (!/^[1-9]\d{0,2}$/.test(text)) throw new Error(`--repeat takes a whole number from 1 to 999, not “${text}”.`);
  return Number(text);
}

/** The names that were asked for, in the registry's order; throws when one names no line. */
export function chosenNames(only: readonly string[], names: readonly string[]): readonly string[] {
  const unknown = only.find((wanted) => !names.some((name) => name.startsWith(wanted)));
  if (unknown !== undefined) throw new Error(`There is no line “${unknown}”; there are ${names.join(', ')}.`);
  return only.length === 0 ? names : names.filter((name) => only.some((wanted) => name.startsWith(wanted)));
}

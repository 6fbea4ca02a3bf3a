import { parseArgs } from 'node:util';
import { UsageError } from '../../core/model/usage-error.ts';
import { LATER_OPTIONS, type CommandSpec, type OptionSpec } from './options.ts';
import { didYouMean } from './suggest.ts';
import { ARGUMENTS } from '../strings/arguments.ts';

/** What stood on the command line behind the command, checked against its options. */
export interface ParsedOptions {
  /** The value of an option that may be given once; `null` when it was not given. */
  one(name: string): string | null;
  /** Whether a switch was given. */
  has(name: string): boolean;
  /** All values of an option, in order. */
  all(name: string): readonly string[];
  readonly positionals: readonly string[];
}

type Token = NonNullable<ReturnType<typeof parseArgs<{ tokens: true; strict: false }>>['tokens']>[number];
type OptionToken = Extract<Token, { kind: 'option' }>;

function unknownOption(token: OptionToken, command: CommandSpec): UsageError {
  if (LATER_OPTIONS.includes(token.name)) {
    return new UsageError(ARGUMENTS.laterOption(token.name));
  }
  const names = [...command.options.map((option) => option.name), 'help', 'version'];
  return new UsageError(ARGUMENTS.unknownOption(token.rawName, didYouMean(token.name, names, '--')));
}

/** The value of an option; one that begins like an option was most likely forgotten. */
function valueOf(token: OptionToken, option: OptionSpec): string {
  const { value } = token;
  if (option.value === '') {
    if (value !== undefined) throw new UsageError(ARGUMENTS.noValue(option.name));
    return '';
  }
  const looksLikeOption = token.inlineValue !== true && /^--?[a-z]/i.test(value ?? '');
  if (value === undefined || looksLikeOption) {
    throw new UsageError(ARGUMENTS.needsValue(option.name, option.example, looksLikeOption));
  }
  return value;
}

/**
 * Reads the options of a command. `parseArgs` only cuts the line into tokens: its own strict errors run over several
 * sentences, and know neither what was probably meant nor which option comes later.
 */
export function parseOptions(command: CommandSpec, argv: readonly string[]): ParsedOptions {
  const { tokens, positionals } = parseArgs({
    args: [...argv],
    options: Object.fromEntries(
      command.options.map(({ name, value }) => [
        name,
        { type: value === '' ? ('boolean' as const) : ('string' as const), multiple: true },
      ]),
    ),
    strict: false,
    tokens: true,
  });
  const values = new Map<string, string[]>();
  for (const token of tokens) {
    if (token.kind !== 'option') continue;
    const option = command.options.find((candidate) => candidate.name === token.name);
    if (option === undefined) throw unknownOption(token, command);
    const before = values.get(option.name) ?? [];
    if (before.length > 0 && !option.multiple) {
      throw new UsageError(ARGUMENTS.once(option.name));
    }
    values.set(option.name, [...before, valueOf(token, option)]);
  }
  return {
    one: (name) => values.get(name)?.[0] ?? null,
    has: (name) => values.has(name),
    all: (name) => values.get(name) ?? [],
    positionals,
  };
}

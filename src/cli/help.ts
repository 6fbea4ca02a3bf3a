import { EXTRACTORS } from '../core/extraction/registry.ts';
import { EXPORT_FORMATS } from '../core/export/registry.ts';
import { READ_LABELS } from '../core/import/registry.ts';
import { PROVIDERS } from '../providers/registry.ts';
import { COMMANDS, type CommandSpec } from './arguments/options.ts';
import { wrap } from './terminal/width.ts';

const COLUMNS = 80;

/** `  left    right`, the right side broken into lines that stand under each other. */
function entry(left: string, right: string, leftColumns: number): string {
  const indent = ' '.repeat(leftColumns + 4);
  const lines = wrap(right, COLUMNS - indent.length);
  const first = left.length > leftColumns ? `  ${left}\n${indent}` : `  ${left.padEnd(leftColumns)}  `;
  return `${first}${lines.join(`\n${indent}`)}\n`;
}

function optionsOf(command: CommandSpec): string {
  return command.options
    .map((option) =>
      entry(
        `--${option.name} ${option.value}`.trimEnd(),
        `${option.about}${option.multiple ? ' (repeatable)' : ''}`,
        28,
      ),
    )
    .join('');
}

function extractorNames(): string {
  const argument = { none: '', optional: '[:...]', required: ':...' } as const;
  return ['auto', ...EXTRACTORS.map((extractor) => extractor.id + argument[extractor.argument])].join(', ');
}

function keyNote(keyVariable: string | null, baseUrl: string): string {
  if (keyVariable !== null) return `key from ${keyVariable}`;
  return baseUrl === 'required' ? 'needs --base-url; key with --api-key when it wants one' : 'needs no key, no network';
}

/** A usage line, broken where it is too long for a terminal. */
function usage(text: string, first: string, indent: string): string {
  const [start = '', ...further] = wrap(text, COLUMNS - indent.length);
  return [`${first}${start}`, ...further.map((line) => `${indent}${line}`)].join('\n');
}

const RECORDED = 'recorded:FILE replays all of a saved run, recorded:FILE#TARGET one target of it';

function overview(): string {
  return [
    'Sends a prompt N times to several language models and measures how much their\nanswers converge.\n',
    '\nUsage:\n',
    ...COMMANDS.map((command) => `${usage(`convergence-probe ${command.usage}`, '  ', '      ')}\n`),
    '\nCommands:\n',
    ...COMMANDS.map((command) => entry(command.name, command.about, 10)),
    '\nProviders:\n',
    ...PROVIDERS.map((provider) =>
      entry(
        provider.id,
        provider.id === 'recorded' ? RECORDED : `${provider.label}: ${keyNote(provider.keyVariable, provider.baseUrl)}`,
        10,
      ),
    ),
    '\nExit codes: 0 done, 1 some calls failed or were beyond the budget (the rest is\nkept), 2 bad usage or file, 130 interrupted (continue with `resume`).\n`check`: 0 pass, 1 fail, 2 bad usage or file, 3 undecided.\n',
    '\n`convergence-probe COMMAND --help` shows the options of a command.\n',
  ].join('');
}

/** What `--help` prints, for one command or for all of them. */
export function helpText(command: CommandSpec | null): string {
  if (command === null) return overview();
  const takesReport = command.options.some((option) => option.name === 'extract');
  return [
    ...wrap(command.about, COLUMNS).map((line) => `${line}\n`),
    `\n${usage(`convergence-probe ${command.usage}`, 'Usage: ', '       ')}\n\nOptions:\n`,
    optionsOf(command),
    takesReport ? `\n${entry('Formats', ['table', ...EXPORT_FORMATS.map((format) => format.id)].join(', '), 10)}` : '',
    takesReport ? entry('Extractors', extractorNames(), 10) : '',
    command.name === 'analyze' ? entry('Reads', READ_LABELS.join(', '), 10) : '',
  ].join('');
}

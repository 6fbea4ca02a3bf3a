import { SAME_FROM } from '../core/semantic/same-from.ts';
import type { ReportArguments, SendingArguments, ServerArguments } from './arguments/invocation.ts';
import { withoutTrailing } from '../core/trailing.ts';

/** The command that resumes a run, to be copied as it stands. */

/** What of a command line matters when its run is resumed. */
export interface ResumeWords extends ServerArguments, SendingArguments {
  readonly report: ReportArguments;
  /** Files that recorded targets replay. */
  readonly recordings: readonly string[];
}

/** A word of a command, in quotes where a shell would take it for something else. */
export function shellWord(text: string, platform: NodeJS.Platform = process.platform): string {
  if (/^[\w@%+=:,./-]+$/.test(text)) return text;
  if (platform === 'win32') return /^[\w@%+=:,./\\-]+$/.test(text) ? text : `"${text}"`;
  return `'${text.replaceAll("'", "'\\''")}'`;
}

const UNITS = [
  ['s', 1],
  ['min', 60],
  ['h', 3600],
] as const;

/** A number as options take it: `String` would write a small one as `2e-7`. */
function decimal(value: number): string {
  const written = String(value);
  return /^[\d.]+$/.test(written) ? written : withoutTrailing(withoutTrailing(value.toFixed(20), /0/), /\./);
}

/** A rate in the unit that needs the fewest digits. */
function rateWord(perSecond: number): string {
  const written = UNITS.map(([unit, seconds]) => `${decimal(Number((perSecond * seconds).toPrecision(12)))}/${unit}`);
  return written.sort((a, b) => a.length - b.length)[0] ?? '';
}

function option<Value>(name: string, value: Value | null, write: (value: Value) => string = String): readonly string[] {
  return value === null ? [] : [`--${name}`, write(value)];
}

/** The model that is asked about meaning. */
function meaningOptions({ meaning }: ReportArguments): readonly string[] {
  if (meaning === undefined) return [];
  return [
    ...option(meaning.option, `${meaning.target.provider}:${meaning.target.rest}`),
    ...option('same-from', meaning.sameFrom === SAME_FROM ? null : meaning.sameFrom, decimal),
  ];
}

/** Keys, and the addresses that a file may not choose: those that get one, and that of the model asked about meaning. */
function serverOptions({ apiKeys, baseUrls, report: { meaning } }: ResumeWords): readonly string[] {
  const addressed = [...baseUrls].filter(([name]) => apiKeys.has(name) || name === meaning?.target.provider);
  return [
    ...[...apiKeys].flatMap(([provider, variable]) => option('api-key', `${provider}=${variable}`)),
    ...addressed.flatMap(([provider, url]) => option('base-url', `${provider}=${url}`)),
  ];
}

function reportOptions({
  format,
  full,
  extract,
  findsExtractor,
  domain,
  group,
  meaning,
}: ReportArguments): readonly string[] {
  return [
    ...option('format', format === 'table' ? null : format),
    ...(full === true ? ['--full'] : []),
    ...option('extract', extract === 'auto' && findsExtractor !== true ? null : extract),
    // A domain may begin with a minus sign.
    ...(domain === 'auto' ? [] : [`--domain=${String(domain[0])}..${String(domain[1])}`]),
    ...option('group', group === 'lexical' || meaning !== undefined ? null : group),
  ];
}

function wantedOptions(wanted: ResumeWords): readonly string[] {
  return [
    ...wanted.recordings.flatMap((recording) => option('recording', recording)),
    ...serverOptions(wanted),
    ...option('concurrency', wanted.concurrency),
    ...option('rate', wanted.ratePerSecond, rateWord),
    ...option('timeout', wanted.timeoutMs, (ms) => decimal(ms / 1000)),
    ...option('budget', wanted.budgetUsd, decimal),
    ...(wanted.agreed && wanted.budgetUsd === null ? ['--yes'] : []),
    ...[...wanted.prices].flatMap(([target, { input, output }]) =>
      option('price', `${target}=${decimal(input)}/${decimal(output)}`),
    ),
    ...reportOptions(wanted.report),
    ...meaningOptions(wanted.report),
  ];
}

/**
 * `convergence-probe resume FILE` with the options that the run was given; `null` for a run of which they are not known.
 * Addresses are in the file; keys are not, so the names of their variables are repeated, with the addresses they are for.
 */
export function resumeLine(file: string, further: readonly string[], wanted: ResumeWords | null): string {
  // A name that begins with a dash would be read as an option.
  const words = ['convergence-probe', 'resume', file.startsWith('-') ? `./${file}` : file, ...further];
  return [...words, ...(wanted === null ? [] : wantedOptions(wanted))].map((word) => shellWord(word)).join(' ');
}

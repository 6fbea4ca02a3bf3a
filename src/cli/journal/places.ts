import { homedir } from 'node:os';
import path from 'node:path';
import type { RunHeader } from '../../core/model/run.ts';

/** Where journals are. */

/** What the place of a person's own files depends on. */
export interface Machine {
  readonly platform: NodeJS.Platform;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly home: string;
}

/** The machine this program runs on. */
export function thisMachine(env: Machine['env']): Machine {
  return { platform: process.platform, env, home: homedir() };
}

const FOLDER = 'convergence-probe';
const LONGEST_SLUG = 40;

/** The folder of journals that belong to no other file. A relative XDG_STATE_HOME is ignored, as its specification says. */
export function stateFolder({ platform, env, home }: Machine): string {
  const paths = platform === 'win32' ? path.win32 : path.posix;
  const set = (name: string): string | null => {
    const value = env[name];
    return value !== undefined && paths.isAbsolute(value) ? value : null;
  };
  const own = set('XDG_STATE_HOME');
  if (own !== null) return paths.join(own, FOLDER);
  if (platform === 'darwin') return paths.join(home, 'Library', 'Application Support', FOLDER);
  if (platform === 'win32') return paths.join(set('LOCALAPPDATA') ?? paths.join(home, 'AppData', 'Local'), FOLDER);
  return paths.join(home, '.local', 'state', FOLDER);
}

/** The journal of a run that is saved: `F.probe.jsonl` beside `F.probe.json`; behind any other ending `.jsonl` is added. */
export function journalBeside(out: string): string {
  return /\.json$/i.test(out) ? `${out}l` : `${out}.jsonl`;
}

/** The run file beside a journal, the reverse of `journalBeside`; `null` for a journal in the state folder, which has none. */
export function outOf(journal: string, folder: string): string | null {
  const alone = path.dirname(path.resolve(journal)) === path.resolve(folder);
  return alone || !/\.jsonl$/i.test(journal) ? null : journal.slice(0, -1);
}

const two = (value: number): string => String(value).padStart(2, '0');

/** Letters, digits and dashes of a text, so that a file name needs no quotes in a shell. */
function slug(text: string): string {
  const words = text.toLowerCase().match(/[a-z0-9]+/g) ?? [];
  let short = '';
  for (const word of words) {
    const longer = short === '' ? word.slice(0, LONGEST_SLUG) : `${short}-${word}`;
    if (longer.length > LONGEST_SLUG) break;
    short = longer;
  }
  return short === '' ? 'run' : short;
}

/** `2026-11-22-021205-pick-a-random-number-1f3c.jsonl`: found by when it was (local time) and by what was asked. */
export function stateName({ id, conditions }: Pick<RunHeader, 'id' | 'conditions'>, when: Date): string {
  const day = `${String(when.getFullYear())}-${two(when.getMonth() + 1)}-${two(when.getDate())}`;
  const time = `${two(when.getHours())}${two(when.getMinutes())}${two(when.getSeconds())}`;
  // An id ends in what was drawn for it; what comes before is the time.
  const drawn = id.split('-').at(-1) ?? '';
  const mark = drawn
    .replace(/[^a-z0-9]/gi, '')
    .slice(0, 4)
    .toLowerCase();
  return `${day}-${time}-${slug(conditions[0]?.prompt ?? '')}-${mark}.jsonl`;
}

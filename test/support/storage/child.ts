import { closeSync, openSync, readFileSync, rmSync, writeSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { JournalBusy, openJournal, type Journal } from '../../../src/storage/journal.ts';

/** What a test asks a process of its own to do with a journal. */
export type Order =
  | { readonly do: 'open'; readonly file: string }
  | { readonly do: 'close' }
  | { readonly do: 'write'; readonly file: string }
  /** Tries until it has the journal, and keeps it. */
  | { readonly do: 'seize'; readonly file: string }
  /** Takes the journal and gives it back, until it has had it so many `turns` or so many milliseconds have gone by. */
  | { readonly do: 'contend'; readonly file: string; readonly turns: number; readonly ms: number };

/** What it answers. */
export interface Answer {
  readonly won?: boolean;
  readonly problems?: readonly string[];
  /** Times it had the journal for itself. */
  readonly turns?: number;
  /** What must not happen. */
  readonly wrong?: string;
}

let journal: Journal | null = null;

/** The number of the user that this process is to become; only root can. */
const user = Number(process.argv[2] ?? NaN);
if (!Number.isNaN(user)) {
  process.setgid?.(user);
  process.setuid?.(user);
}

process.on('message', (order: Order) => {
  void perform(order).then(
    (answer) => process.send?.(answer),
    (error: unknown) => process.send?.({ wrong: String(error) } satisfies Answer),
  );
});
process.on('disconnect', () => process.exit());

async function perform(order: Order): Promise<Answer> {
  switch (order.do) {
    case 'open':
      return open(order.file);
    case 'close':
      await journal?.close();
      journal = null;
      return {};
    case 'write':
      await open(order.file);
      return writeForEver();
    case 'seize':
      return seize(order.file);
    case 'contend':
      return contend(order);
  }
}

async function open(file: string): Promise<Answer> {
  const problems: string[] = [];
  try {
    journal = await openJournal({ file, onProblem: ({ kind }) => problems.push(kind) });
    return { won: true, problems };
  } catch (error) {
    if (error instanceof JournalBusy) return { won: false, problems };
    throw error;
  }
}

/** Says the number of each line only when the journal has taken it. */
function writeForEver(): never {
  journal?.line(JSON.stringify({ type: 'started' }));
  for (let at = 0; ; at++) {
    journal?.line(JSON.stringify({ at, text: 'x'.repeat(at % 5_000) }));
    writeSync(1, `${String(at)}\n`);
  }
}

async function seize(file: string): Promise<Answer> {
  for (;;) {
    const answer = await open(file);
    if (answer.won === true) return answer;
    await sleep(Math.random() * 3);
  }
}

async function contend(order: Order & { readonly do: 'contend' }): Promise<Answer> {
  const until = performance.now() + order.ms;
  let turns = 0;
  while (turns < order.turns && performance.now() < until) {
    const { won, problems } = await open(order.file);
    if (problems?.length) return { turns, wrong: problems.join() };
    if (won === true) {
      const wrong = await beAlone(`${order.file}.inside`);
      if (wrong !== null) return { turns, wrong };
      turns++;
      await journal?.close();
    }
    await sleep(Math.random() * 3);
  }
  return { turns };
}

/** Makes a mark that only one living process can have made at a time. */
async function beAlone(mark: string): Promise<string | null> {
  try {
    const file = openSync(mark, 'wx');
    writeSync(file, String(process.pid));
    closeSync(file);
  } catch {
    const other = Number(readFileSync(mark, 'utf8'));
    if (isAlive(other)) return `${String(other)} has it as well`;
  }
  await sleep(Math.random() * 3);
  rmSync(mark);
  return null;
}

function isAlive(pid: number): boolean {
  if (pid === 0) return false; // killed before it had written its number
  try {
    process.kill(pid, 0);
  } catch {
    return false;
  }
  // Linux: a killed process whose end nobody has taken note of.
  try {
    return !/\) [ZX] /.test(readFileSync(`/proc/${String(pid)}/stat`, 'utf8'));
  } catch {
    return process.platform !== 'linux';
  }
}

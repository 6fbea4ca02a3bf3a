import { availableParallelism } from 'node:os';
import { readPages, type PageReading } from '../../core/analysis/page-reading.ts';
import type { AnalysisSession } from '../../core/analysis/session.ts';
import type { CustomTrait } from '../../core/model/run.ts';
import { UsageError } from '../../core/model/usage-error.ts';
import { beginStage } from '../../core/watch.ts';
import { AnalysisClient } from './client.ts';
import type { ThreadLimits } from './thread.ts';
import type { UnreadableTexts } from './unreadable-texts.ts';

/** Pages are parsed by threads beside the one that makes the report, where there are so many that this is quicker. */

/** What a thread of pages does. */
export interface PageCalls {
  'parse-pages': {
    params: { readonly key: string; readonly texts: readonly string[]; readonly traits: readonly CustomTrait[] };
    result: readonly (PageReading | null)[];
  };
}

/** Every thread of a program can be one of pages: it runs the same script. */
export const PAGE_HANDLERS = {
  'parse-pages': ({ texts, traits }: PageCalls['parse-pages']['params']) => readPages(texts, traits),
};

/** UTF-16 units of pages from which on a thread pays for its start: below it is quicker to parse them in turn. */
const WORTH_A_THREAD = 1_500_000;
/** UTF-16 units of pages for each further thread: its parsers are compiled anew, which takes as long as some hundred pages. */
const WORTH_ANOTHER = 3_000_000;
const MOST_THREADS = 3;
/** UTF-16 units of pages that a thread is handed at once. */
const OF_A_BATCH = 100_000;
/** Batches that a thread is handed in advance: whoever hands them out is busy with the rest of the report. */
const AHEAD = 40;

/** What the threads are made with. */
export interface PageThreadOptions {
  /** The script of the threads. */
  readonly file: string;
  /** The unreadable texts of the thread that makes the report. */
  readonly unreadable: UnreadableTexts;
  readonly limits?: ThreadLimits;
  /** How many threads parse so many UTF-16 units of pages; absent: `threadsFor`. */
  readonly threads?: (units: number) => number;
}

/** How many threads are worth their start for so many UTF-16 units of pages; the thread of the report has a processor of its own. */
export function threadsFor(units: number, processors = availableParallelism()): number {
  if (units < WORTH_A_THREAD) return 0;
  return Math.min(MOST_THREADS, processors - 1, Math.ceil(units / WORTH_ANOTHER));
}

function batchesOf(pages: readonly string[]): string[][] {
  const batches: string[][] = [];
  let room = 0;
  for (const page of pages) {
    if (room <= 0) {
      batches.push([]);
      room = OF_A_BATCH;
    }
    batches.at(-1)!.push(page);
    room -= page.length;
  }
  return batches;
}

/**
 * Has the pages of the next report parsed by threads where that is quicker, and meanwhile makes what it needs beside them. What the
 * threads leave out, because they cannot be started or die, the report parses itself. Throws as the report does.
 */
export async function readAhead(session: AnalysisSession, options: PageThreadOptions): Promise<void> {
  const { unreadable } = options;
  const pages = session.unparsedPages();
  const units = pages.reduce((sum, { length }) => sum + length, 0);
  const threads = units === 0 ? 0 : (options.threads ?? threadsFor)(units);
  if (threads === 0) return;
  const before = unreadable.size;
  const parsing = new PageParsing(session, batchesOf(pages), threads, options);
  try {
    session.prepareReport();
    beginStage('reading');
    await parsing.ended;
  } finally {
    parsing.dispose();
  }
  if (unreadable.size > before) session.readAgain();
}

/** Pages on their way through threads. */
class PageParsing {
  /** When all pages are parsed, or as many as can be. */
  readonly ended: Promise<unknown>;
  readonly #session: AnalysisSession;
  readonly #client: AnalysisClient<PageCalls>;
  readonly #waiting: string[][];

  constructor(session: AnalysisSession, batches: string[][], threads: number, options: PageThreadOptions) {
    const { file, unreadable, limits } = options;
    this.#session = session;
    this.#waiting = batches.reverse();
    this.#client = new AnalysisClient({
      ...{ file, unreadable, needsReport: Object.keys(PAGE_HANDLERS), ...(limits && { limits }) },
      // The unreadable texts are told of to whoever started this thread, who has a log.
      log: { info: () => undefined, warn: () => undefined },
    });
    // Each thread in turn gets one batch, so that they end at the same time.
    const places = Array.from({ length: threads * AHEAD }, (_, place) => `pages-${place % threads}`);
    this.ended = Promise.all(places.map((thread) => this.#feed(thread)));
  }

  dispose(): void {
    this.#waiting.length = 0;
    this.#client.dispose();
  }

  /** Hands one batch after the other to a thread. */
  async #feed(key: string): Promise<void> {
    for (let texts = this.#waiting.pop(); texts !== undefined; texts = this.#waiting.pop()) {
      const readings = await this.#parsed(key, texts);
      // Whoever watches this thread sees that it goes on.
      beginStage('reading');
      readings.forEach((reading, index) => {
        if (reading !== null) this.#session.learnPage(texts[index]!, reading);
      });
    }
  }

  async #parsed(key: string, texts: readonly string[]): Promise<readonly (PageReading | null)[]> {
    try {
      return await this.#client.call('parse-pages', { key, texts, traits: this.#session.ownTraits });
    } catch (error) {
      // The report itself meets the same trouble, and tells of it.
      if (error instanceof UsageError) return [];
      throw error;
    }
  }
}

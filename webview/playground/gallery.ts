import { GalleryPages } from '../../src/core/gallery/gallery-pages.ts';
import type { RunRecord } from '../../src/core/model/run.ts';
import { readGalleryMessage, type GalleryRun } from '../../src/protocol/gallery.ts';
import { GALLERY_CALLS, type GalleryCalls } from '../../src/protocol/gallery-calls.ts';
import { RpcServer } from '../../src/protocol/rpc.ts';
import type { Fixture } from './fixture.ts';
import { FIXTURES } from './fixtures.ts';
import { logged, send } from './post.ts';
import { setTheme } from './theme.ts';

/** Plays the editor's part for the gallery in a plain browser: `/gallery?run=exhibits&theme=dark`. */

const query = new URLSearchParams(location.search);
const { header, trials }: Fixture = (FIXTURES[query.get('run') ?? ''] ?? FIXTURES['exhibits']!)();
const record: RunRecord = { run: { ...header, status: 'complete', finishedAt: header.createdAt }, trials, edits: [] };
const pages = new GalleryPages();

const server = new RpcServer<GalleryCalls>({
  declared: GALLERY_CALLS,
  handlers: {
    pages: (choice) => pages.rows(record, choice),
    page: (trial) => pages.page(record, trial),
    save: (trial) => logged('save', trial),
    'save-all': (choice) => logged('save-all', choice),
    results: () => logged('results', {}),
  },
  post: send,
  unknown: 'The gallery asked for something unknown.',
  onDefect: (method, error) => `${method}: ${String(error)}`,
});

function shown(): GalleryRun {
  const { targets, conditions } = record.run;
  return { title: conditions[0]?.prompt ?? '', targets, conditions, settled: trials.length, hung: [] };
}

function hear(message: unknown): void {
  if (!server.hear(message) && readGalleryMessage(message)?.type === 'ready') send({ type: 'shown', run: shown() });
}

setTheme(query.get('theme') ?? 'dark');
Object.assign(window, { playground: { isSwitching: () => false }, acquireVsCodeApi: () => ({ postMessage: hear }) });

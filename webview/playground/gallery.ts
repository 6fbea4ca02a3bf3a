import { GalleryPages } from '../../src/core/gallery/gallery-pages.ts';
import type { RunRecord } from '../../src/core/model/run.ts';
import { type GalleryRequest, type GalleryRun, readGalleryMessage } from '../../src/protocol/gallery.ts';
import type { Reply } from '../../src/protocol/messages.ts';
import type { Fixture } from './fixture.ts';
import { FIXTURES } from './fixtures.ts';
import { setTheme } from './theme.ts';

/** Plays the editor's part for the gallery in a plain browser: `/gallery?run=exhibits&theme=dark`. */

const query = new URLSearchParams(location.search);
const { header, trials }: Fixture = (FIXTURES[query.get('run') ?? ''] ?? FIXTURES['exhibits']!)();
const record: RunRecord = { run: { ...header, status: 'complete', finishedAt: header.createdAt }, trials, edits: [] };
const pages = new GalleryPages();

function send(message: unknown): void {
  // As in the editor, what arrives is a copy.
  setTimeout(() => window.postMessage(structuredClone(message), '*'), 5);
}

function answer(request: GalleryRequest): Reply<unknown> {
  switch (request.method) {
    case 'pages':
      return { ok: pages.rows(record, request.params) };
    case 'page':
      return { ok: pages.page(record, request.params) };
    case 'save':
    case 'save-all':
    case 'results':
      console.info(request.method, JSON.stringify(request.params));
      return { ok: null };
  }
}

function shown(): GalleryRun {
  const { targets, conditions } = record.run;
  return { title: conditions[0]?.prompt ?? '', targets, conditions, settled: trials.length, hung: [] };
}

function hear(posted: unknown): void {
  const message = readGalleryMessage(posted);
  if (message?.type === 'ready') send({ type: 'shown', run: shown() });
  else if (message?.type === 'request') send({ type: 'reply', id: message.id, reply: answer(message) });
  else if (message?.type === 'bad-request')
    send({ type: 'reply', id: message.id, reply: { err: 'The gallery asked for something unknown.' } });
}

setTheme(query.get('theme') ?? 'dark');
Object.assign(window, { playground: { isSwitching: () => false }, acquireVsCodeApi: () => ({ postMessage: hear }) });

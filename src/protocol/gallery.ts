import type { GalleryOrder, GalleryQuery, PageRow, PageRows } from '../core/gallery/gallery-pages.ts';
import type { OutputPage } from '../core/gallery/page-of.ts';
import type { Condition, Target, TrialKey } from '../core/model/run.ts';
import type { Reply } from './messages.ts';

/**
 * The contract between the extension host and the gallery, a webview of its own in which pages that models wrote run in
 * sandboxed frames. The gallery says `ready`; the host answers with `shown`, and again whenever the run has changed.
 * Everything else is a request of the gallery with exactly one reply. A page's code travels only when it is about to be
 * shown, so the host always knows which page was started last: when `ping` stays without `pong`, that one is to blame.
 */

/** What the gallery needs before its first rows. */
export interface GalleryRun {
  /** What the results panel calls the run. */
  readonly title: string;
  readonly targets: readonly Pick<Target, 'id' | 'label'>[];
  readonly conditions: readonly Pick<Condition, 'id'>[];
  /** Settled trials; a new number means that rows may have come. */
  readonly settled: number;
  /** Pages that are not to be started by themselves: a gallery with them did not answer any more and was replaced. */
  readonly hung: readonly TrialKey[];
}

/** What the gallery may ask. Method -> parameters and result. */
export interface GalleryRequests {
  pages: { params: GalleryQuery; result: PageRows };
  /** The document of one page; `null` when the run has no such page. */
  page: { params: TrialKey; result: OutputPage | null };
  /** Writes one page into a file that the user chooses. The reply comes before the dialog. */
  save: { params: TrialKey; result: null };
  /** Writes the pages that match into a folder that the user chooses. The reply comes before the dialog. */
  'save-all': { params: Omit<GalleryQuery, 'offset' | 'limit'>; result: null };
  /** Brings the results of the run to the front. */
  results: { params: Readonly<Record<string, never>>; result: null };
}

/** Name of a request. */
export type GalleryMethod = keyof GalleryRequests;

/** A request with its parameters. */
export type GalleryRequest = {
  [M in GalleryMethod]: {
    readonly type: 'request';
    readonly id: number;
    readonly method: M;
    readonly params: GalleryRequests[M]['params'];
  };
}[GalleryMethod];

/** Gallery to host. */
export type GalleryToHost =
  { readonly type: 'ready' } | { readonly type: 'pong'; readonly beat: number } | GalleryRequest;

/** Host to gallery. */
export type HostToGallery =
  | { readonly type: 'shown'; readonly run: GalleryRun }
  | { readonly type: 'ping'; readonly beat: number }
  | { readonly type: 'reply'; readonly id: number; readonly reply: Reply<unknown> };

/** Most rows one request may ask for. */
export const GALLERY_PAGE_LIMIT = 200;

/** Longest text to look for, UTF-16 units. */
const TEXT_LIMIT = 1_000;

type Fields = Readonly<Record<string, unknown>>;

const ORDERS: readonly GalleryOrder[] = ['model', 'condition', 'likeness'];

const READERS: { readonly [M in GalleryMethod]: (fields: Fields) => GalleryRequests[M]['params'] | null } = {
  pages: (fields) => {
    const wish = readWish(fields);
    const { offset, limit } = fields;
    return wish && isCount(offset) && isCount(limit) && limit <= GALLERY_PAGE_LIMIT ? { ...wish, offset, limit } : null;
  },
  page: readKey,
  save: readKey,
  'save-all': readWish,
  results: () => ({}),
};

function readWish({ order, target, condition, text }: Fields): Omit<GalleryQuery, 'offset' | 'limit'> | null {
  const known = ORDERS.find((one) => one === order);
  const isRight = known !== undefined && isChoice(target) && isChoice(condition) && isText(text);
  return isRight && text.length <= TEXT_LIMIT ? { order: known, target, condition, text } : null;
}

function readKey({ target, condition, trialIndex }: Fields): TrialKey | null {
  return isText(target) && isText(condition) && isCount(trialIndex) ? { target, condition, trialIndex } : null;
}

/** What a message of the gallery says; `bad-request` has an id that wants a reply, `null` is no message of the contract. */
export type FromGallery = GalleryToHost | { readonly type: 'bad-request'; readonly id: number } | null;

/** Reads a message of the gallery. Pages that models wrote run in it, so nothing is taken on trust. */
export function readGalleryMessage(message: unknown): FromGallery {
  if (!isFields(message)) return null;
  const { type, id, beat, method, params } = message;
  if (type === 'ready') return { type };
  if (type === 'pong') return isCount(beat) ? { type, beat } : null;
  if (type !== 'request' || !isCount(id)) return null;
  if (typeof method !== 'string' || !Object.hasOwn(READERS, method) || !isFields(params))
    return { type: 'bad-request', id };
  const read = READERS[method as GalleryMethod](params);
  // Method and parameters belong together: both come from the same entry of the table.
  return read === null ? { type: 'bad-request', id } : ({ type, id, method, params: read } as GalleryRequest);
}

/** Whether a message has the form of one of the host's. */
export function isHostToGallery(message: unknown): message is HostToGallery {
  if (!isFields(message)) return false;
  if (message.type === 'shown') return isFields(message.run);
  return message.type === 'ping' ? isCount(message.beat) : message.type === 'reply' && isFields(message.reply);
}

/** One text for a trial's name, so that it can be the key of a map. */
export function pageKey({ target, condition, trialIndex }: TrialKey): string {
  return JSON.stringify([target, condition, trialIndex]);
}

/** The key without what else a row holds. */
export function keyOfRow({ target, condition, trialIndex }: PageRow): TrialKey {
  return { target, condition, trialIndex };
}

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isText(value: unknown): value is string {
  return typeof value === 'string';
}

function isChoice(value: unknown): value is string | null {
  return value === null || isText(value);
}

function isCount(value: unknown): value is number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0;
}

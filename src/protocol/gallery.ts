import type { PageRow } from '../core/gallery/gallery-pages.ts';
import { isFields } from '../core/model/fields.ts';
import type { Condition, Target, TrialKey } from '../core/model/run.ts';
import type { GalleryRequest } from './gallery-calls.ts';
import type { RpcReply } from './rpc.ts';

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

/** Gallery to host. */
export type GalleryToHost =
  { readonly type: 'ready' } | { readonly type: 'pong'; readonly beat: number } | GalleryRequest;

/** Host to gallery. */
export type HostToGallery =
  { readonly type: 'shown'; readonly run: GalleryRun } | { readonly type: 'ping'; readonly beat: number } | RpcReply;

/** Reads what the gallery says by itself; `null` for requests and for what is not of the contract. */
export function readGalleryMessage(message: unknown): Exclude<GalleryToHost, GalleryRequest> | null {
  if (!isFields(message)) return null;
  const { type, beat } = message;
  if (type === 'ready') return { type };
  return type === 'pong' && isBeat(beat) ? { type, beat } : null;
}

/** Whether a message has the form of one of the host's. */
export function isHostToGallery(message: unknown): message is HostToGallery {
  if (!isFields(message)) return false;
  if (message['type'] === 'shown') return isFields(message['run']);
  return message['type'] === 'ping'
    ? isBeat(message['beat'])
    : message['type'] === 'reply' && isFields(message['reply']);
}

/** One text for a trial's name, so that it can be the key of a map. */
export function pageKey({ target, condition, trialIndex }: TrialKey): string {
  return JSON.stringify([target, condition, trialIndex]);
}

/** The key without what else a row holds. */
export function keyOfRow({ target, condition, trialIndex }: PageRow): TrialKey {
  return { target, condition, trialIndex };
}

function isBeat(value: unknown): value is number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0;
}

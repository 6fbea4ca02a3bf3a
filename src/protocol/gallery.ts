import * as v from 'valibot';
import type { PageRow } from '../core/gallery/gallery-pages.ts';
import { trialKeySchema, type TrialKey } from '../core/model/run.ts';
import { always, count, described, list, ONE_ISSUE, only, text, type Of, type Schema } from '../core/model/schema.ts';
import type { GalleryRequest } from './gallery-calls.ts';
import type { RpcReply } from './rpc.ts';

/**
 * The contract between the extension host and the gallery, a webview of its own in which pages that models wrote run in
 * sandboxed frames. The gallery says `ready`; the host answers with `shown`, and again whenever the run has changed.
 * Everything else is a request of the gallery with exactly one reply. A page's code travels only when it is about to be
 * shown, so the host always knows which page was started last: when `ping` stays without `pong`, that one is to blame.
 */

const galleryRunSchema = only({
  title: described(text, 'What the results panel calls the run.'),
  targets: list(only({ id: text, label: text })),
  conditions: list(only({ id: text })),
  settled: described(count, 'Settled trials; a new number means that rows may have come.'),
  hung: described(
    list(trialKeySchema),
    'Pages that are not to be started by themselves: a gallery with them did not answer any more and was replaced.',
  ),
});
/** What the gallery needs before its first rows. */
export interface GalleryRun extends Of<typeof galleryRunSchema> {}

const shownSchema = only({ type: always('shown'), run: galleryRunSchema });
const pingSchema = only({ type: always('ping'), beat: count });
const pongSchema = only({ type: always('pong'), beat: count });
const readySchema = only({ type: always('ready') });

/** What the gallery says by itself. */
const ownSchema = v.union([readySchema, pongSchema]);
/** What the host says by itself. */
const hostSchema = v.union([shownSchema, pingSchema]);

/** Gallery to host. */
export type GalleryToHost = Of<typeof ownSchema> | GalleryRequest;

/** Host to gallery. */
export type HostToGallery = Of<typeof hostSchema> | RpcReply;

const read = <S extends Schema>(schema: S, message: unknown): Of<S> | null => {
  const { success, output } = v.safeParse(schema, message, ONE_ISSUE);
  return success ? output : null;
};

/** Reads what the gallery says by itself; `null` for requests and for what is not of the contract. */
export const readGalleryMessage = (message: unknown): Of<typeof ownSchema> | null => read(ownSchema, message);

/** Reads what the host says by itself; `null` for replies and for what is not of the contract. */
export const readHostMessage = (message: unknown): Of<typeof hostSchema> | null => read(hostSchema, message);

/** One text for a trial's name, so that it can be the key of a map. */
export function pageKey({ target, condition, trialIndex }: TrialKey): string {
  return JSON.stringify([target, condition, trialIndex]);
}

/** The key without what else a row holds. */
export function keyOfRow({ target, condition, trialIndex }: PageRow): TrialKey {
  return { target, condition, trialIndex };
}

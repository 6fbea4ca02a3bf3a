import {
  type GalleryMethod,
  type GalleryRequests,
  type GalleryRun,
  type GalleryToHost,
  isHostToGallery,
} from '../../src/protocol/gallery.ts';

interface Waiting {
  readonly resolve: (value: unknown) => void;
  readonly reject: (error: Error) => void;
}

/** The extension host, seen from the gallery. Pings are answered here. */
export class Host {
  readonly #post: (message: GalleryToHost) => void;
  readonly #onRun: (run: GalleryRun) => void;
  readonly #waiting = new Map<number, Waiting>();
  #lastId = 0;

  constructor(post: (message: GalleryToHost) => void, onRun: (run: GalleryRun) => void) {
    this.#post = post;
    this.#onRun = onRun;
  }

  ready(): void {
    this.#post({ type: 'ready' });
  }

  /** Asks the host. Rejects with an `Error` whose message is one plain sentence. */
  request<M extends GalleryMethod>(
    method: M,
    params: GalleryRequests[M]['params'],
  ): Promise<GalleryRequests[M]['result']> {
    return new Promise((resolve, reject) => {
      this.#lastId += 1;
      this.#waiting.set(this.#lastId, { resolve: resolve as (value: unknown) => void, reject });
      // The pair of method and params is checked by the signature; a generic union cannot say so.
      this.#post({ type: 'request', id: this.#lastId, method, params } as GalleryToHost);
    });
  }

  /** Hears a message that is known not to come from a frame. */
  hear(message: unknown): void {
    if (!isHostToGallery(message)) return;
    if (message.type === 'ping') this.#post({ type: 'pong', beat: message.beat });
    else if (message.type === 'shown') this.#onRun(message.run);
    else {
      const asked = this.#waiting.get(message.id);
      this.#waiting.delete(message.id);
      if ('err' in message.reply) asked?.reject(new Error(message.reply.err));
      else asked?.resolve(message.reply.ok);
    }
  }
}

/**
 * Whether a message can be the host's. Pages can post anything to this window, but only under their opaque origin `null`;
 * the editor posts from the frame around this one, under this one's origin. It hides that frame (`parent` is deleted), so
 * the source cannot be compared.
 */
export function isFromHost({ origin }: Pick<MessageEvent, 'origin'>, own: Pick<Window, 'origin'>): boolean {
  return origin === own.origin && origin !== 'null';
}

import { readHostMessage, type GalleryRun, type GalleryToHost } from '../../src/protocol/gallery.ts';
import type { GalleryCalls } from '../../src/protocol/gallery-calls.ts';
import { RpcClient } from '../../src/protocol/rpc.ts';

/** The extension host, seen from the gallery. Pings are answered here. */
export class Host {
  readonly #post: (message: GalleryToHost) => void;
  readonly #onRun: (run: GalleryRun) => void;
  readonly #rpc = new RpcClient<GalleryCalls>((request) => this.#post(request as GalleryToHost));

  constructor(post: (message: GalleryToHost) => void, onRun: (run: GalleryRun) => void) {
    this.#post = post;
    this.#onRun = onRun;
  }

  ready(): void {
    this.#post({ type: 'ready' });
  }

  /** Asks the host. Rejects with an `Error` whose message is one plain sentence. */
  request<M extends keyof GalleryCalls>(
    method: M,
    params: GalleryCalls[M]['params'],
  ): Promise<GalleryCalls[M]['result']> {
    return this.#rpc.call(method, params);
  }

  /** Hears a message that is known not to come from a frame. */
  hear(message: unknown): void {
    const said = this.#rpc.hear(message) ? null : readHostMessage(message);
    if (said?.type === 'ping') this.#post({ type: 'pong', beat: said.beat });
    else if (said?.type === 'shown') this.#onRun(said.run);
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

import type {
  HostToPanel,
  PanelMethod,
  PanelRequests,
  PanelSnapshot,
  PanelToHost,
  Reply,
} from '../../src/protocol/messages.ts';

/** Sends messages to the host and hears its answers. The one transport of the panel. */
export interface Bridge {
  /** Says that the panel can take snapshots. */
  ready(): void;
  /** Asks the host. Rejects with an `Error` whose message is one plain sentence. */
  request<M extends PanelMethod>(method: M, params: PanelRequests[M]['params']): Promise<PanelRequests[M]['result']>;
  /** Whether a request has no reply yet. */
  isWaiting(): boolean;
}

interface Waiting {
  readonly resolve: (value: unknown) => void;
  readonly reject: (error: Error) => void;
}

/** How a bridge reaches the other side. */
export interface Wire {
  post(message: PanelToHost): void;
  /** Registers the one listener. */
  listen(listener: (message: unknown) => void): void;
}

/** Who hears what comes from the host. */
export interface Hearing {
  readonly onSnapshot: (snapshot: PanelSnapshot) => void;
  /** The host has said something, whatever it was. */
  readonly onWord: () => void;
}

/** A bridge over `wire`. */
export function createBridge(wire: Wire, { onSnapshot, onWord }: Hearing): Bridge {
  const waiting = new Map<number, Waiting>();
  let lastId = 0;

  const settle = (id: number, reply: Reply<unknown>): void => {
    const asked = waiting.get(id);
    waiting.delete(id);
    if ('err' in reply) asked?.reject(new Error(reply.err));
    else asked?.resolve(reply.ok);
  };

  wire.listen((received) => {
    if (!isHostMessage(received)) return;
    onWord();
    if (received.type === 'snapshot') onSnapshot(received.snapshot);
    else settle(received.id, received.reply);
  });

  return {
    ready: () => wire.post({ type: 'ready' }),
    isWaiting: () => waiting.size > 0,
    request: (method, params) =>
      new Promise((resolve, reject) => {
        lastId += 1;
        waiting.set(lastId, { resolve: resolve as (value: unknown) => void, reject });
        // The pair of method and params is checked by the signature; a generic union cannot say so.
        wire.post({ type: 'request', id: lastId, method, params } as PanelToHost);
      }),
  };
}

/** Other scripts (extensions of the browser, developer tools) post messages into the page, too. */
function isHostMessage(message: unknown): message is HostToPanel {
  if (typeof message !== 'object' || message === null || !('type' in message)) return false;
  return message.type === 'snapshot' ? 'snapshot' in message : message.type === 'reply' && 'reply' in message;
}

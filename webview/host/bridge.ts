import { isFields } from '../../src/core/model/fields.ts';
import type { HostToPanel, PanelCalls, PanelMethod, PanelSnapshot, PanelToHost } from '../../src/protocol/messages.ts';
import { RpcClient } from '../../src/protocol/rpc.ts';

/** Sends messages to the host and hears its answers. The one transport of the panel. */
export interface Bridge {
  /** Says that the panel can take snapshots. */
  ready(): void;
  /** Asks the host. Rejects with an `Error` whose message is one plain sentence. */
  request<M extends PanelMethod>(method: M, params: PanelCalls[M]['params']): Promise<PanelCalls[M]['result']>;
  /** Whether a request has no reply yet. */
  isWaiting(): boolean;
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
  const rpc = new RpcClient<PanelCalls>((request) => wire.post(request as PanelToHost));
  wire.listen((message) => {
    if (rpc.hear(message)) return onWord();
    // Other scripts (extensions of the browser, developer tools) post messages into the page, too.
    if (!isSnapshot(message)) return;
    onWord();
    onSnapshot(message.snapshot);
  });
  return {
    ready: () => wire.post({ type: 'ready' }),
    isWaiting: () => rpc.isWaiting,
    request: (method, params) => rpc.call(method, params),
  };
}

function isSnapshot(message: unknown): message is Extract<HostToPanel, { readonly type: 'snapshot' }> {
  return isFields(message) && message['type'] === 'snapshot' && isFields(message['snapshot']);
}

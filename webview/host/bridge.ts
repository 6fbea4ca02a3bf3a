import {
  readSnapshot,
  type PanelCalls,
  type PanelMethod,
  type PanelSnapshot,
  type PanelToHost,
} from '../../src/protocol/messages.ts';
import { RpcClient } from '../../src/protocol/rpc.ts';

/** Sends messages to the host and hears its answers. The one transport of the panel. */
export interface Bridge {
  /** Says that the panel can take snapshots. */
  ready(): void;
  /** Asks the host. Rejects with an `Error` whose message is one plain sentence. */
  request<M extends PanelMethod>(method: M, params: PanelCalls[M]['params']): Promise<PanelCalls[M]['result']>;
}

/** How a bridge reaches the other side. */
export interface Wire {
  post(message: PanelToHost): void;
  /** Registers the one listener. */
  listen(listener: (message: unknown) => void): void;
}

/** A bridge over `wire`. */
export function createBridge(wire: Wire, onSnapshot: (snapshot: PanelSnapshot) => void): Bridge {
  const rpc = new RpcClient<PanelCalls>((request) => wire.post(request as PanelToHost));
  wire.listen((message) => {
    // Other scripts (extensions of the browser, developer tools) post messages into the page, too.
    const snapshot = rpc.hear(message) ? null : readSnapshot(message);
    if (snapshot !== null) onSnapshot(snapshot);
  });
  return {
    ready: () => wire.post({ type: 'ready' }),
    request: (method, params) => rpc.call(method, params),
  };
}

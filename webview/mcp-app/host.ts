import { isFields, type Fields } from '../../src/core/model/fields.ts';

/**
 * The side of a view in the protocol of MCP Apps (SEP-1865, revision 2026-01-26): JSON-RPC messages between this frame and the
 * page around it. The view asks for nothing but to be shown, so that this is all that it needs.
 */
const REVISION = '2026-01-26';

/** What the host tells. */
export interface HostEvents {
  readonly onContext: (context: Fields) => void;
  /** The result of the tool, as it came. */
  readonly onResult: (result: Fields) => void;
  readonly onCancelled: () => void;
}

/** Connects to the host, and tells it how tall the view is. */
export function connect(program: { readonly name: string; readonly version: string }, events: HostEvents): void {
  const send = (message: Fields): void => {
    // Which origin the host has is not known to a view in a sandbox; nothing in these messages is secret.
    window.parent.postMessage({ jsonrpc: '2.0', ...message }, '*');
  };
  window.addEventListener('message', ({ source, data }: MessageEvent<unknown>) => {
    if (source !== window.parent || !isFields(data)) return;
    const { id, method, result } = data;
    const params = isFields(data['params']) ? data['params'] : {};
    if (id === 1 && isFields(result)) {
      if (isFields(result['hostContext'])) events.onContext(result['hostContext']);
      send({ method: 'ui/notifications/initialized', params: {} });
      reportSize(send);
    } else if (method === 'ui/notifications/tool-result') events.onResult(params);
    else if (method === 'ui/notifications/tool-cancelled') events.onCancelled();
    else if (method === 'ui/notifications/host-context-changed') events.onContext(params);
    else if (method === 'ping' || method === 'ui/resource-teardown') send({ id, result: {} });
  });
  send({
    id: 1,
    method: 'ui/initialize',
    params: { appInfo: program, appCapabilities: { availableDisplayModes: ['inline'] }, protocolVersion: REVISION },
  });
}

function reportSize(send: (message: Fields) => void): void {
  let told = 0;
  const observer = new ResizeObserver(() => {
    const height = Math.ceil(document.body.getBoundingClientRect().height);
    if (height === told) return;
    told = height;
    const width = Math.ceil(document.documentElement.clientWidth);
    send({ method: 'ui/notifications/size-changed', params: { width, height } });
  });
  observer.observe(document.body);
}

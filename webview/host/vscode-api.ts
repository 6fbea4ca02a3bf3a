/** The part of the webview's API that the panel uses. */
export interface VsCodeApi {
  postMessage(message: unknown): void;
  getState(): unknown;
  setState(state: unknown): void;
}

declare global {
  /** Given by the editor to every webview; may be called once. */
  function acquireVsCodeApi(): VsCodeApi;
}

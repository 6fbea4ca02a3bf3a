/** What all stand-ins for the editor do with messages. */

/** Sends a message to the page. */
export function send(message: unknown): void {
  // As in the editor, what arrives is a copy.
  setTimeout(() => window.postMessage(structuredClone(message), '*'), 5);
}

/** Says in the console what the editor was asked to do. */
export function logged(method: string, params: unknown): null {
  console.info(method, JSON.stringify(params));
  return null;
}

import type { FailureReason } from '../../core/model/run.ts';

/** What a message about a failure may name. */
export interface Named {
  /** The server as people know it: "OpenAI", "the server at localhost:11434". */
  readonly server: string;
  readonly keyed: boolean;
  /** `null` when no model was asked. */
  readonly model: string | null;
}

/**
 * What a reply with this status means to a person, and what to do about it. `said` is the server's own sentence; it is
 * passed on wherever it may say more than the status does, and numbers in it do not make each call's another one.
 */
export function sentenceFor(
  reason: FailureReason,
  status: number,
  said: string,
  { server, keyed, model }: Named,
): string {
  const name = capital(server);
  switch (reason) {
    case 'authentication':
      return keyed
        ? `The key for ${server} was refused (${status}); set a valid one.`
        : `${name} asks for a key (${status}); set one.`;
    case 'permission':
      return withWords(
        `${keyed ? `The key for ${server}` : name} does not allow ${model ?? 'this'} (${status}); choose another model or key.`,
        said,
      );
    case 'quota':
      return withWords(
        `The account at ${server} has no credit or quota left (${status}); top it up or use another key.`,
        said,
      );
    case 'not-found':
      return withWords(
        model === null
          ? `${name} has no such address (${status}); check the base URL.`
          : `${name} has no model “${model}” (${status}); check its name and the base URL.`,
        said,
      );
    case 'rate-limited':
      return `${name} limits how fast it may be asked (${status}); ask less at a time or try again later.`;
    case 'overloaded':
      return said === ''
        ? `${name} is overloaded or out of order (${status}); try again later.`
        : `${name} could not answer (${status}): ${said}`;
    case 'timeout':
      return `${name} waited too long for the request (${status}); try again later.`;
    case 'content-filter':
      return withWords(`${name} blocked the prompt before a model saw it (${status}).`, said);
    case 'bad-request':
    case 'network':
    case 'not-recorded':
    case 'unsupported':
    case 'unknown':
      return badRequest(name, status, said);
  }
}

function badRequest(name: string, status: number, message: string): string {
  if (status >= 300 && status < 400) {
    return `${name} redirects to another address (${status}); set that address as its base URL.`;
  }
  if (status < 300 && message !== '') return `${name} answered with an error (${status}): ${message}`;
  return message === ''
    ? `${name} does not take this request (${status}); check the parameters.`
    : `${name} does not take this request (${status}): ${message}`;
}

/** Our sentence, and the server's own, which may know better. */
function withWords(sentence: string, said: string): string {
  if (/^(?:error:? )?\d{3}\.?$/i.test(said)) return sentence;
  return said === '' ? sentence : `${sentence} It says: ${said}${/[.!?…]$/.test(said) ? '' : '.'}`;
}

/** With a capital first letter. */
export function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

import * as v from 'valibot';
import type { AnyCalls, CallDeclaration, HandlersOf } from '../core/model/calls.ts';
import { isFields } from '../core/model/fields.ts';
import { UsageError } from '../core/model/usage-error.ts';

/**
 * Requests with exactly one reply each, between two sides that share no memory: panel and host, gallery and host, host and
 * analysis thread. Whatever else they tell each other goes past this.
 */

/** A result or one plain sentence. */
export type Reply<T> = { readonly ok: T } | { readonly err: string };

/** A request as it travels. */
export interface RpcRequest {
  readonly type: 'request';
  readonly id: number;
  readonly method: string;
  readonly params: unknown;
}

/** A reply as it travels. */
export interface RpcReply {
  readonly type: 'reply';
  readonly id: number;
  readonly reply: Reply<unknown>;
}

/** A request with the parameters of its method. */
export type RequestOf<C extends AnyCalls<C>> = {
  [M in keyof C & string]: Omit<RpcRequest, 'method' | 'params'> & {
    readonly method: M;
    readonly params: C[M]['params'];
  };
}[keyof C & string];

interface Waiting {
  readonly resolve: (result: unknown) => void;
  readonly reject: (error: Error) => void;
}

/** The side that asks. */
export class RpcClient<C extends AnyCalls<C>> {
  readonly #post: (request: RpcRequest) => void;
  readonly #waiting = new Map<number, Waiting>();
  #lastId = 0;

  constructor(post: (request: RpcRequest) => void) {
    this.#post = post;
  }

  /** Calls the other side. Rejects with a `UsageError` that can be shown, or as `abandon` says. */
  call<M extends keyof C & string>(method: M, params: C[M]['params']): Promise<C[M]['result']> {
    const id = ++this.#lastId;
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, { resolve, reject });
      this.#post({ type: 'request', id, method, params });
    });
  }

  /** Takes a reply in; false when a message is none. */
  hear(message: unknown): boolean {
    if (!isReply(message)) return false;
    const { id, reply } = message;
    const asked = this.#waiting.get(id);
    this.#waiting.delete(id);
    if ('err' in reply) asked?.reject(new UsageError(reply.err));
    else asked?.resolve(reply.ok);
    return true;
  }

  /** Whether a request has no reply yet. */
  get isWaiting(): boolean {
    return this.#waiting.size > 0;
  }

  /** Rejects what has no reply yet: none will come. */
  abandon(error: Error): void {
    const waiting = [...this.#waiting.values()];
    this.#waiting.clear();
    for (const { reject } of waiting) reject(error);
  }
}

function isReply(message: unknown): message is RpcReply {
  return isFields(message) && message['type'] === 'reply' && isFields(message['reply']);
}

/** What a message asks for; `bad-request` has an id that wants a reply, `null` is no request at all. */
export type Asked<C extends AnyCalls<C>> = RequestOf<C> | { readonly type: 'bad-request'; readonly id: number } | null;

/**
 * Reads a request of a side that is not trusted: pages show what models wrote. Only what is declared is taken over.
 */
export function readRequest<C extends AnyCalls<C>>(
  declared: Readonly<Record<keyof C & string, CallDeclaration>>,
  message: unknown,
): Asked<C> {
  if (!isFields(message)) return null;
  const { type, id, method, params } = message;
  if (type !== 'request' || typeof id !== 'number' || !Number.isSafeInteger(id) || id < 0) return null;
  const bad = { type: 'bad-request', id } as const;
  if (typeof method !== 'string' || !Object.hasOwn(declared, method) || !isFields(params)) return bad;
  const read = v.safeParse(declared[method as keyof C & string].params, params, { abortEarly: true });
  // Method and parameters belong together: both come from the same declaration.
  return read.success ? ({ type, id, method, params: read.output } as RequestOf<C>) : bad;
}

/** Answers a request; `onDefect` says what is replied when that failed by a mistake of the program. */
export async function replyTo<C extends AnyCalls<C>>(
  handlers: HandlersOf<C>,
  { id, method, params }: Pick<RpcRequest, 'id' | 'method' | 'params'>,
  onDefect: (error: unknown) => string,
): Promise<RpcReply> {
  try {
    const handler = handlers[method as keyof C] as (params: unknown) => unknown;
    return { type: 'reply', id, reply: { ok: (await handler(params)) ?? null } };
  } catch (error) {
    // By its name: bundles have this class once each.
    const isForPeople = error instanceof Error && error.name === 'UsageError';
    return { type: 'reply', id, reply: { err: isForPeople ? error.message : onDefect(error) } };
  }
}

/** How one side answers another that is not trusted. */
export interface RpcServerOptions<C extends AnyCalls<C>> {
  readonly declared: Readonly<Record<keyof C & string, CallDeclaration>>;
  readonly handlers: HandlersOf<C>;
  readonly post: (reply: RpcReply) => unknown;
  /** What is replied to a request that is not declared. */
  readonly unknown: string;
  /** What is replied when a request failed by a mistake of the program. */
  readonly onDefect: (method: string, error: unknown) => string;
}

/** The side that answers. */
export class RpcServer<C extends AnyCalls<C>> {
  readonly #options: RpcServerOptions<C>;

  constructor(options: RpcServerOptions<C>) {
    this.#options = options;
  }

  /** Answers a request; false when a message is none. */
  hear(message: unknown): boolean {
    const { declared, handlers, post, unknown, onDefect } = this.#options;
    const asked = readRequest<C>(declared, message);
    if (asked === null) return false;
    if (asked.type === 'bad-request') post({ type: 'reply', id: asked.id, reply: { err: unknown } });
    else void replyTo(handlers, asked, (error) => onDefect(asked.method, error)).then(post);
    return true;
  }
}

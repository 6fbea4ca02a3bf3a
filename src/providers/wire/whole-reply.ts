import { closedJson } from '../../core/json/close-json.ts';
import { DEEPEST_JSON, isDeeper } from '../../core/json/parse-json.ts';
import { decodedText } from './charset.ts';
import { isDeeperEvent, cutEvents } from './event-stream.ts';
import { REPLY_MEMORY, type ReplyMemory, type ReplyShare } from './reply-memory.ts';

/** How much of a reply is read. */
export interface ReplyLimits {
  /** Longest body of an answer, bytes. */
  readonly answer: number;
  /** Longest body of an error, bytes. */
  readonly error: number;
  readonly memory: ReplyMemory;
}

/** Far more than any model says, far less than memory. */
export const REPLY_LIMITS: ReplyLimits = { answer: 32 * 2 ** 20, error: 64 * 2 ** 10, memory: REPLY_MEMORY };

/** An answer that was longer than is read, and of which nothing can be made. */
export class OversizedReply extends Error {
  override readonly name = 'OversizedReply';
}

/** How a stream of events begins, and JSON never does; gateways say all sorts of things about its type. */
const EVENTS = /^\s*(?:event|data|id|retry)?:/;

/**
 * A reply with its whole body at hand, as the SDKs read it: by `text()`, `json()`, or, an event stream, by `body`.
 * A plain `Response` would send the text through a web stream for that, which costs more than all else about a call.
 */
export class WholeReply extends Response {
  override readonly text: () => Promise<string>;
  override readonly json: () => Promise<unknown>;
  /** Whether the body was longer than is read; it is then what its begin makes. */
  readonly isCut: boolean;

  constructor(status: number, headers: Headers, { text, streams, isCut }: ReadableBody) {
    super(streams ? text : null, { status, headers });
    // The SDKs go by the type, and small servers do not say it.
    if (!streams) this.headers.set('content-type', 'application/json');
    this.isCut = isCut;
    this.text = () => Promise.resolve(text);
    this.json = () => new Promise((resolve) => resolve(JSON.parse(text) as unknown));
  }
}

/** A body that an SDK may parse: no deeper than is good for memory, and closed where it was cut. */
interface ReadableBody {
  readonly text: string;
  readonly streams: boolean;
  readonly isCut: boolean;
}

const NOTHING: ReadableBody = { text: '', streams: false, isCut: false };

/** A body as it arrives, up to the longest that is read: one buffer that grows, because a server chooses how small its pieces are. */
export class ReplyBody {
  private readonly isAnswer: boolean;
  private readonly limit: number;
  private readonly contentType: string | null;
  private readonly share: ReplyShare;
  private bytes: Uint8Array = new Uint8Array(0);
  private length = 0;
  private isCut = false;

  constructor(status: number, { answer, error, memory }: ReplyLimits, contentType: string | null = null) {
    this.contentType = contentType;
    this.isAnswer = isSuccess(status);
    this.limit = this.isAnswer ? answer : error;
    this.share = memory.share();
  }

  /** Takes the next piece. False when the body has reached its limit: then nothing more of it is wanted. */
  add(piece: Uint8Array): boolean {
    const part = piece.subarray(0, this.limit - this.length);
    const length = this.length + part.length;
    if (length > this.bytes.length) this.grow(length);
    this.bytes.set(part, this.length);
    this.length = length;
    this.share.take(part.length);
    this.isCut ||= part.length < piece.length;
    return !this.isCut;
  }

  /** Resolves when other replies have left room for more of this one; `null`: there is room. */
  room(): Promise<void> | null {
    return this.share.room();
  }

  /** Nothing more is read of it. What was read is parsed at once, and then gone. */
  release(): void {
    setImmediate(() => this.share.release());
  }

  /** What an SDK may parse. Throws an `OversizedReply`, or a `SyntaxError` when it is nested too deep. Of an error, the status counts more. */
  readable(): ReadableBody {
    const { isCut } = this;
    const read = decodedText(this.bytes.subarray(0, this.length), this.contentType, isCut);
    this.bytes = new Uint8Array(0);
    if (!this.isAnswer && isCut) return NOTHING;
    const streams = EVENTS.test(read);
    const isDeep = streams ? isDeeperEvent(read, DEEPEST_JSON) : isDeeper(read, DEEPEST_JSON);
    if (isDeep && !this.isAnswer) return NOTHING;
    if (isDeep) throw new SyntaxError('the body is nested too deep');
    if (!isCut) return { text: read, streams, isCut };
    const text = streams ? cutEvents(read) : closedJson(read);
    if (text === null) throw new OversizedReply('the body is too long');
    return { text, streams, isCut };
  }

  private grow(length: number): void {
    const larger = new Uint8Array(Math.min(this.limit, Math.max(length, 2 * this.bytes.length, 2 ** 12)));
    larger.set(this.bytes.subarray(0, this.length));
    this.bytes = larger;
  }
}

/** A reply whose body `read` gives to a `ReplyBody`. Of an error, the status counts more than a body that cannot be read. */
export async function readReply(
  { status, headers }: { readonly status: number; readonly headers: Headers },
  limits: ReplyLimits,
  read: (body: ReplyBody) => Promise<void>,
): Promise<WholeReply> {
  const body = new ReplyBody(status, limits, headers.get('content-type'));
  try {
    await read(body);
    return new WholeReply(status, headers, body.readable());
  } catch (error) {
    if (isSuccess(status)) throw error;
    return new WholeReply(status, headers, NOTHING);
  } finally {
    body.release();
  }
}

/** Reads a reply of any `fetch` to its end. */
export async function wholeReply(response: Response, limits: ReplyLimits = REPLY_LIMITS): Promise<WholeReply> {
  if (response instanceof WholeReply) return response;
  return readReply(response, limits, async (body) => {
    if (response.body) await readAll(response.body.getReader(), body);
  });
}

/** Whether a status promises an answer. */
function isSuccess(status: number): boolean {
  return status >= 200 && status < 300;
}

async function readAll(reader: ReadableStreamDefaultReader<Uint8Array>, body: ReplyBody): Promise<void> {
  for (let next = await reader.read(); !next.done; next = await reader.read()) {
    if (!body.add(next.value)) {
      // Whether the other side takes note of it is its own affair.
      reader.cancel().catch(() => undefined);
      return;
    }
    await body.room();
  }
}

/** Longest body of an answer that is read, bytes: far more than any model says, far less than memory. */
export const LONGEST_ANSWER = 64 * 2 ** 20;
/** Longest body of an error that is read, bytes. */
export const LONGEST_ERROR = 64 * 2 ** 10;

/** An answer that was longer than `LONGEST_ANSWER`; the rest of it was not read. */
export class OversizedReply extends Error {
  override readonly name = 'OversizedReply';
}

const UTF8 = new TextDecoder();
/** How a stream of events begins, and JSON never does; gateways say all sorts of things about its type. */
const EVENTS = /^\s*(?:event|data|id|retry)?:/;

/**
 * A reply with its whole body at hand, as the SDKs read it: by `text()`, `json()`, or, an event stream, by `body`.
 * A plain `Response` would send the text through a web stream for that, which costs more than all else about a call.
 */
export class WholeReply extends Response {
  override readonly text: () => Promise<string>;
  override readonly json: () => Promise<unknown>;

  constructor(status: number, headers: Headers, whole: string) {
    const streams = EVENTS.test(whole);
    super(streams ? whole : null, { status, headers });
    // The SDKs go by the type, and small servers do not say it.
    if (!streams) this.headers.set('content-type', 'application/json');
    this.text = () => Promise.resolve(whole);
    this.json = () => new Promise((resolve) => resolve(JSON.parse(whole) as unknown));
  }
}

/** The pieces of a body as they arrive, up to the longest that is read. */
export class ReplyBody {
  private readonly limit: number;
  private pieces: Uint8Array[] = [];
  private length = 0;

  constructor(status: number) {
    this.limit = isSuccess(status) ? LONGEST_ANSWER : LONGEST_ERROR;
  }

  /** Whether there is room for more. */
  add(piece: Uint8Array): boolean {
    this.length += piece.byteLength;
    if (this.length <= this.limit) this.pieces.push(piece);
    else this.pieces = [];
    return this.length <= this.limit;
  }

  text(): string {
    return UTF8.decode(this.pieces.length === 1 ? this.pieces[0] : Buffer.concat(this.pieces));
  }
}

/** Reads a reply of any `fetch` to its end. Of an error, the status counts more than a body that cannot be read. */
export async function wholeReply(response: Response): Promise<WholeReply> {
  if (response instanceof WholeReply) return response;
  const { status, headers } = response;
  const body = new ReplyBody(status);
  try {
    if (response.body) await read(response.body.getReader(), body);
    return new WholeReply(status, headers, body.text());
  } catch (error) {
    if (isSuccess(status)) throw error;
    return new WholeReply(status, headers, '');
  }
}

/** Whether a status promises an answer. */
export function isSuccess(status: number): boolean {
  return status >= 200 && status < 300;
}

async function read(reader: ReadableStreamDefaultReader<Uint8Array>, body: ReplyBody): Promise<void> {
  for (let next = await reader.read(); !next.done; next = await reader.read()) {
    if (body.add(next.value)) continue;
    // Whether the other side takes note of it is its own affair.
    reader.cancel().catch(() => undefined);
    throw new OversizedReply('the body is too long');
  }
}

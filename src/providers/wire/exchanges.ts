import { randomBytes } from 'node:crypto';

/** The header by which the guard knows which call a request belongs to. It is never sent. */
export const MARK = 'x-probe-exchange';

/** One call on its way. SDKs keep the headers of replies to themselves, so the guard leaves them here. */
export interface Exchange {
  /** Given to the SDK as headers of this one request. */
  readonly mark: Readonly<Record<typeof MARK, string>>;
  /** Of its latest reply, whatever its status; `null` before there is one. */
  headers: Headers | null;
  /** Whether more of its latest reply came than is read: what the SDK makes of it is the begin of an answer. */
  isCut: boolean;
}

/** The calls of one provider instance that are on their way. */
export class Exchanges {
  private readonly open = new Map<string, Exchange>();
  private count = 0;
  /** So that no header that comes from elsewhere is taken for a mark. */
  private readonly prefix = randomBytes(6).toString('hex');

  begin(): Exchange {
    const name = `${this.prefix}-${++this.count}`;
    const exchange: Exchange = { mark: { [MARK]: name }, headers: null, isCut: false };
    this.open.set(name, exchange);
    return exchange;
  }

  /** Notes the headers of a reply to the request with this mark; a request without one is no call. */
  replied(mark: string | null, headers: Headers): void {
    const exchange = mark === null ? undefined : this.open.get(mark);
    if (exchange) exchange.headers = headers;
  }

  /** Notes that the reply was cut; false for a request that is no call, of which a part is worth nothing. */
  cut(mark: string | null): boolean {
    const exchange = mark === null ? undefined : this.open.get(mark);
    if (exchange) exchange.isCut = true;
    return exchange !== undefined;
  }

  end(exchange: Exchange): void {
    this.open.delete(exchange.mark[MARK]);
  }
}

import type { FailureReason } from '../../core/model/run.ts';
import type { ErrorBody } from './error-body.ts';
import { dailyQuotaUsedUp, errorInfoReason } from './error-body.ts';

/** Why a call failed, as a person would say it: by the status, and by what the body says where that says more. */
export function reasonOf(status: number, body: ErrorBody): FailureReason {
  if (body.moderated && status < 500) return 'content-filter';
  if (status === 401 || isKeyError(body)) return 'authentication';
  if (status === 402 || isQuotaError(status, body)) return 'quota';
  if (status === 403) return 'permission';
  if (status === 404 || status === 410) return 'not-found';
  if (status === 429) return 'rate-limited';
  if (status === 408) return 'timeout';
  if (status === 409 || status === 425) return 'overloaded';
  if (status >= 500) return isLasting(body) ? 'bad-request' : 'overloaded';
  // A good reply and a status that nobody knows say nothing, and what a request is refused for is said in all sorts of ways.
  if (status < 300 || !TELLING.has(status)) return saidReason(body) ?? 'bad-request';
  return status === 400 && isBusy(body) ? 'overloaded' : 'bad-request';
}

/** Statuses of 4xx that mean what they say: the request is at fault. */
const TELLING = new Set([400, 405, 406, 411, 413, 414, 415, 422, 431]);

function isKeyError(body: ErrorBody): boolean {
  return errorInfoReason(body) === 'API_KEY_INVALID' || body.codes.includes('invalid_api_key');
}

/** Codes and types by which OpenAI and Anthropic say that it is about money, whatever the status (400, 429). */
const QUOTA_CODES = [
  ...[
    'insufficient_quota',
    'billing_not_active',
    'billing_hard_limit_reached',
    'billing_error',
    'insufficient_balance',
  ],
];
/** The same in a sentence; a quota by itself may be one of a minute. */
const OUT_OF_MONEY =
  /credit balance is too low|reached your specified API usage limits|(?:insufficient|not enough|no|negative) (?:account )?(?:balance|credits?|funds)|out of credits?|account (?:is )?(?:in arrears|overdue)|余额不足|欠费/i;

function isQuotaError(status: number, body: ErrorBody): boolean {
  if (QUOTA_CODES.some((code) => body.codes.includes(code))) return true;
  if (status < 500 && OUT_OF_MONEY.test(body.message)) return true;
  return status === 429 && dailyQuotaUsedUp(body);
}

/** That the server has too much to do, in its own words. */
const BUSY =
  /overload|\bbusy\b|capacity[ _-]?exceeded|(?:at|over|out of|no|insufficient|exceeded|exceeds) (?:its |the |our |maximum )?capacity|temporarily unavailable|service unavailable|try (?:your request )?again (?:later|in a)|(?:is|still|currently) loading|繁忙|过载/i;

/** Without the message's talk of capacity this would be any refusal. */
function isBusy(body: ErrorBody): boolean {
  return BUSY.test(body.message) || body.codes.some((code) => /overload|capacity|unavailable|busy/i.test(code));
}

/** What no second try changes, in the words of servers that have one status for everything. */
const LASTING =
  /(?:not|n['’]t|un)[ -]?support|(?:requires|needs) more .{0,20}memory|(?:does not|doesn['’]t|not)[ _](?:exist|found)|no such model|unknown model|invalid (?:request|parameter|argument|value|model)|template/i;

function isLasting(body: ErrorBody): boolean {
  return LASTING.test(body.message) && !isBusy(body);
}

/** What a sentence and its codes are about, the surest first. */
const SAID: readonly (readonly [FailureReason, RegExp])[] = [
  [
    'rate-limited',
    /rate.?limit|too many (?:requests|calls)|slow down|throttl|requests per (?:minute|second|day)|\b[RT]PM\b|限流|频率|过于频繁/i,
  ],
  ['quota', /quota|billing|balance|credits?\b|insufficient funds|payment|arrears|recharge|top.?up|余额|欠费|额度/i],
  [
    'authentication',
    /(?:api|access|secret|auth(?:entication|orization)?)[ _-]?(?:key|token)|unauthori[sz]ed|authenticat|invalid (?:key|token|credential)|credential|密钥|鉴权/i,
  ],
  ['permission', /permission|forbidden|access denied|not (?:allowed|authori[sz]ed) to|no access|无权/i],
  ['content-filter', /content.?(?:filter|policy|polic|safety)|moderation|sensitive|inappropriate|敏感|违规/i],
  [
    'not-found',
    /not[ _-]?found|(?:does not|doesn['’]t|not) exist|no such (?:model|deployment)|(?:unknown|invalid) model|model.{0,40}(?:unavailable|not available|not supported)|不存在/i,
  ],
  ['timeout', /timed?[ _-]?out|deadline exceeded|超时/i],
  ['overloaded', BUSY],
  [
    'overloaded',
    /capacity|internal (?:server )?error|server[ _-]?error|bad gateway|upstream|provider (?:returned|error)|connection|try again|retry/i,
  ],
];

/** What an error is about that has no status of its own; `null` when it does not say. */
export function saidReason(body: ErrorBody): FailureReason | null {
  const said = `${body.message} ${body.codes.join(' ')}`;
  return SAID.find(([, words]) => words.test(said))?.[0] ?? null;
}

import { HttpFailure } from './guarded-fetch.ts';
import { readErrorBody } from './error-body.ts';
import { causes } from './causes.ts';

/** That an error is about how long the answer may become. */
const ABOUT_LENGTH =
  /max(?:imum)?[_ -]?(?:number of )?(?:output |completion |new |generated )?[_ -]?tokens|output tokens|(?:output|token|context|model)[_ -](?:length|limit|window)/i;
/** That it must become longer, so that a lower limit is no help. */
const TOO_SMALL = /(?:must|should|has to|needs to) be (?:greater|more|larger|higher|at least)|too (?:small|low|short)/i;
/** A range is said with both of its ends. */
const TOO_LARGE = /at most|less than|smaller than|exceed|too (?:large|high|long|many)/i;
/** Fewer tokens are no answer; the number is about something else. */
const FEWEST = 16;

/** The limit of output tokens that an API demands of us, for each model as high as its server takes. */
export class OutputLimits {
  private readonly first: number;
  private readonly learned = new Map<string, number>();

  constructor(first: number) {
    this.first = first;
  }

  of(model: string): number {
    return this.learned.get(model) ?? this.first;
  }

  /**
   * Learns from what an SDK threw about a call with this limit. Whether the limit was too high and a lower one is sent from
   * now on: the one that the server names, otherwise half.
   */
  learn(model: string, sent: unknown, error: unknown): boolean {
    const refused = causes(error).find((cause) => cause instanceof HttpFailure);
    if (typeof sent !== 'number' || refused === undefined || refused.status >= 500) return false;
    const { message } = readErrorBody(refused.body);
    if (!ABOUT_LENGTH.test(message) || (TOO_SMALL.test(message) && !TOO_LARGE.test(message))) return false;
    const current = this.of(model);
    if (sent !== current) return sent > current;
    if (this.learned.has(model) && isMost(message, sent)) return false;
    const lower = namedLimit(message, sent) ?? Math.floor(sent / 2);
    if (lower < FEWEST) return false;
    this.learned.set(model, lower);
    return true;
  }
}

const numbersIn = (message: string): readonly number[] =>
  // 4,096 is one number; two that a comma and a space part are two.
  (message.replace(/(\d)[,_](?=\d{3}(?!\d))/g, '$1').match(/(?<![\w.-])\d{1,9}(?![\w-]|\.\d)/g) ?? []).map(Number);

/** Whether a message says that what was sent is the most there may be, against something higher: then no lower limit helps. */
function isMost(message: string, sent: number): boolean {
  const numbers = numbersIn(message);
  return (
    numbers.includes(sent) &&
    numbers.some((number) => number > sent) &&
    !numbers.some((one) => one < sent && one >= FEWEST)
  );
}

/** The most output tokens that a message about too many of them allows, below `sent`; `null` when it names none. */
export function namedLimit(message: string, sent: number): number | null {
  const text = message.replace(/(\d)[,_](?=\d{3}(?!\d))/g, '$1');
  const fits = (limit: number) => limit >= FEWEST && limit < sent;
  const left = roomLeft(text, sent);
  if (left !== null) return fits(left) ? left : null;
  const numbers = numbersIn(message).filter(fits);
  return numbers.length === 0 ? null : Math.max(...numbers);
}

/** What the prompt leaves of a context window, where a message counts that up; `null` where it does not. */
function roomLeft(text: string, sent: number): number | null {
  const sum = /(\d{1,9}) ?\+ ?(\d{1,9}) ?> ?(\d{1,9})/.exec(text)?.slice(1).map(Number);
  if (sum !== undefined) return sum[2]! - (sum[0] === sent ? sum[1]! : sum[0]!);
  const difference = /> ?(\d{1,9}) ?- ?(\d{1,9})/.exec(text)?.slice(1).map(Number);
  if (difference !== undefined) return difference[0]! - difference[1]!;
  const window = /context (?:length|window|size|limit)[^\d]{0,40}(\d{1,9})/i.exec(text)?.[1];
  const requested = /requested[^\d]{0,20}(\d{1,9})/i.exec(text)?.[1];
  if (window === undefined || requested === undefined || Number(requested) <= sent) return null;
  return Number(window) - (Number(requested) - sent);
}

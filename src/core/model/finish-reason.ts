/** What a finish reason means for its answer. */
export type Ending =
  /** The model came to an end, or nobody knows. */
  | 'ended'
  /** A limit of tokens or the context window cut the answer. */
  | 'cut'
  /** A filter or the model itself withheld it. */
  | 'withheld'
  /** The server, or one behind it, failed or gave up in the middle. */
  | 'broken';

/** Words within a reason that settle its meaning. The first kind that has one of them counts: `ERROR_TOXIC` is a filter's. */
const WORDS: readonly (readonly [Exclude<Ending, 'ended'>, ReadonlySet<string>])[] = [
  [
    'withheld',
    new Set([
      ...[
        'safety',
        'sensitive',
        'sensitivity',
        'recitation',
        'prohibited',
        'spii',
        'pii',
        'copyright',
        'toxic',
        'toxicity',
      ],
      ...['blocklist', 'blacklist', 'block', 'blocked', 'filter', 'filters', 'filtered', 'contentfilter', 'flagged'],
      ...['guardrail', 'guardrails', 'refusal', 'refused', 'refuse', 'moderation', 'moderated', 'policy', 'violation'],
      ...['censored', 'censorship', 'withheld', 'risk', 'harmful', 'jailbreak', 'profanity', 'inappropriate'],
    ]),
  ],
  [
    'broken',
    new Set([
      ...[
        'abort',
        'aborted',
        'cancel',
        'cancelled',
        'canceled',
        'cancellation',
        'timeout',
        'timedout',
        'timed',
        'time',
      ],
      ...['network', 'server', 'upstream', 'connection', 'disconnect', 'disconnected', 'internal', 'provider', 'rate'],
      ...[
        'insufficient',
        'resource',
        'resources',
        'quota',
        'unavailable',
        'overloaded',
        'overload',
        'busy',
        'capacity',
        'preempted',
        'evicted',
        'oom',
      ],
      ...['interrupted', 'interrupt', 'exception', 'crash', 'crashed', 'fail', 'failed', 'failure', 'fault', 'killed'],
    ]),
  ],
  [
    'cut',
    new Set([
      ...['length', 'max', 'maximum', 'limit', 'context', 'truncated', 'truncation', 'incomplete', 'continuation'],
      ...['maxtokens', 'maxlength', 'overflow', 'exceeded', 'exhausted'],
    ]),
  ],
  ['broken', new Set(['error', 'errored'])],
];

/**
 * What a finish reason means, in the names of any vendor: OpenAI's `length`, Anthropic's `max_tokens`, Gemini's
 * `MAX_TOKENS`, Mistral's `model_length`, Cohere's `ERROR_LIMIT`, and those of gateways, in any case and spelling.
 */
export function endingOf(reason: string | null): Ending {
  if (reason === null) return 'ended';
  const words = reason
    .slice(0, LONGEST_REASON)
    .replace(/([a-z])(?=[A-Z])/g, '$1_')
    .toLowerCase()
    .split(/[^a-z]+/);
  return WORDS.find(([, meant]) => words.some((word) => meant.has(word)))?.[0] ?? 'ended';
}

/** Longer texts are no names, in characters. */
const LONGEST_REASON = 100;

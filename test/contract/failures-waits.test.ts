import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { LimitHint } from '../../src/core/ports.ts';
import type { Limit } from '../support/servers/conduct.ts';
import { answerOf, attemptOf, failureOf, WIRED, withProvider } from './wired.ts';

const [openai, compatible, anthropic, google] = [WIRED[0]!, WIRED[1]!, WIRED[2]!, WIRED[3]!];

const OPENAI = {
  'x-ratelimit-limit-requests': '500',
  'x-ratelimit-remaining-requests': '499',
  'x-ratelimit-reset-requests': '120ms',
  'x-ratelimit-limit-tokens': '30000',
  'x-ratelimit-remaining-tokens': '29000',
  'x-ratelimit-reset-tokens': '6m0s',
};
const OPENAI_HINTS: readonly LimitHint[] = [
  { unit: 'requests', limit: 500, remaining: 499, resetMs: 120 },
  { unit: 'tokens', limit: 30_000, remaining: 29_000, resetMs: 360_000 },
];

for (const wired of WIRED) {
  describe(`waits that are asked for through ${wired.id}`, () => {
    it('reads retry-after in seconds, milliseconds and as a date', async () => {
      const waits: readonly (readonly [Record<string, string>, number])[] = [
        [{ 'retry-after': '2' }, 2000],
        [{ 'retry-after': '0' }, 0],
        [{ 'retry-after': '0.25' }, 250],
        [{ 'retry-after-ms': '350', 'retry-after': '1' }, 350],
        [{ 'retry-after': 'Sun, 06 Nov 2033 08:49:40 GMT', date: 'Sun, 06 Nov 2033 08:49:37 GMT' }, 3000],
        [{ 'retry-after': 'Sun, 06 Nov 2005 08:49:40 GMT' }, 0],
        [{ 'x-ratelimit-remaining-requests': '0', 'x-ratelimit-reset-requests': '1m2.5s' }, 62_500],
        [{ 'x-ratelimit-remaining-tokens': '0', 'x-ratelimit-reset-tokens': '20ms' }, 20],
        [{ 'retry-after': '3', 'x-ratelimit-remaining-requests': '0', 'x-ratelimit-reset-requests': '9s' }, 3000],
      ];
      for (const [headers, expected] of waits) {
        for (const status of [429, 503, 529]) {
          const { retryAfterMs } = await failureOf(wired, { status, headers });
          assert.equal(retryAfterMs, expected, `${status} ${JSON.stringify(headers)}`);
        }
      }
    });

    it('takes nothing else for a wait', async () => {
      for (const odd of ['-1', 'NaN', 'soon', '1e3', '', '2, 5']) {
        const { retryAfterMs } = await failureOf(wired, { status: 429, headers: { 'retry-after': odd } });
        assert.equal(retryAfterMs, null, odd);
      }
      assert.equal((await failureOf(wired, { status: 429 })).retryAfterMs, null);
      assert.equal((await failureOf(wired, { status: 400, headers: { 'retry-after': '2' } })).retryAfterMs, null);
    });

    it('waits for the reset of a limit that is used up, in every dialect, when nothing else is said', async () => {
      const dialects: readonly (readonly [Record<string, string>, number])[] = [
        [{ ratelimit: '"default";r=0;t=7' }, 7000],
        [{ 'ratelimit-remaining': '0', 'ratelimit-reset': '5' }, 5000],
        [{ 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': '4' }, 4000],
        [
          {
            date: 'Sun, 06 Nov 2033 08:49:37 GMT',
            'anthropic-ratelimit-requests-remaining': '0',
            'anthropic-ratelimit-requests-reset': '2033-11-06T08:49:40Z',
          },
          3000,
        ],
      ];
      for (const [headers, expected] of dialects) {
        assert.equal(
          (await failureOf(wired, { status: 429, headers })).retryAfterMs,
          expected,
          JSON.stringify(headers),
        );
        assert.equal(
          (await failureOf(wired, { status: 503, headers })).retryAfterMs,
          null,
          'only a limit is waited for',
        );
      }
    });
  });

  describe(`what ${wired.id} says about limits`, () => {
    it('comes with answers and with failures', async () => {
      assert.deepEqual((await answerOf(wired, { headers: OPENAI })).limits, OPENAI_HINTS);
      for (const status of [400, 429, 500]) {
        assert.deepEqual((await failureOf(wired, { status, headers: OPENAI })).limits, OPENAI_HINTS, String(status));
      }
    });

    it('is nothing when the server says nothing, or nothing that can be trusted', async () => {
      assert.equal('limits' in (await attemptOf(wired, {})), false);
      for (const remaining of ['-1', '', 'many', '1e9', '5, 5', '9'.repeat(300)]) {
        const headers = { 'x-ratelimit-remaining-requests': remaining, 'x-ratelimit-remaining': remaining };
        assert.equal('limits' in (await attemptOf(wired, { headers })), false, remaining);
      }
    });

    it('does not make an answer less of one', async () => {
      const answer = await answerOf(wired, {
        headers: { 'x-ratelimit-limit': '10', 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': '30' },
      });
      assert.equal(answer.outcome, 'completed');
      assert.deepEqual(answer.limits, [{ unit: 'requests', limit: 10, remaining: 0, resetMs: 30_000 }]);
    });

    it('belongs to the reply it came with, however many are under way', () =>
      withProvider(
        wired,
        {
          answer: (_wire, _model, index) => String(index),
          behave: (_wire, index) => ({
            latencyMs: (index * 13) % 40,
            headers: { 'x-ratelimit-remaining': String(index) },
          }),
        },
        async ({ ask }) => {
          const attempts = await Promise.all(Array.from({ length: 20 }, () => ask()));
          for (const attempt of attempts) {
            assert.ok(attempt.kind === 'answered');
            assert.equal(attempt.limits?.[0]?.remaining, Number(attempt.text));
          }
        },
      ));

    it('is read in the dialects that servers speak', async () => {
      const dialects = ['openai', 'anthropic', 'ietf', 'generic-seconds', 'generic-epoch', 'generic-epoch-ms'] as const;
      for (const headers of dialects) {
        const limit: Limit = { ratePerSecond: 0.5, burst: 4, headers, retryAfter: 'seconds' };
        await withProvider(wired, { conduct: { limit } }, async ({ ask }) => {
          for (const remaining of [3, 2, 1, 0, 0]) {
            const attempt = await ask();
            const hint = attempt.limits?.find(({ unit }) => unit === 'requests');
            assert.deepEqual([hint?.remaining, hint?.limit], [remaining, 4], headers);
            const resetMs = hint?.resetMs ?? NaN;
            assert.ok(Math.abs(resetMs - (4 - remaining) * 2000) < 2100, `${headers}: ${remaining}, ${resetMs}`);
          }
        });
      }
    });
  });
}

describe('waits in the vendors’ own ways', () => {
  it('Anthropic: an error in the middle of a stream keeps what its reply had said', async () => {
    for (const [type, status] of [
      ['overloaded_error', 529],
      ['rate_limit_error', 429],
      ['api_error', 500],
    ] as const) {
      const body = JSON.stringify({ type: 'error', error: { type, message: 'Later.' } });
      const rawBody = `event: error\ndata: ${body}\n\n`;
      for (const [headers, expected] of [
        [{ 'retry-after': '7' }, 7000],
        [{ 'retry-after-ms': '70' }, 70],
        [{ 'retry-after': 'Sun, 06 Nov 2033 08:49:40 GMT', date: 'Sun, 06 Nov 2033 08:49:37 GMT' }, 3000],
        [{}, null],
      ] as const) {
        const failure = await failureOf(anthropic, { rawBody, headers });
        assert.deepEqual(
          [failure.error.status, failure.retryAfterMs, failure.retryable],
          [status, expected, true],
          type,
        );
        assert.equal(failure.maybeBilled ?? false, status !== 429);
      }
    }
  });

  it('Gemini: as RetryInfo says, unless the quota of the day is used up', async () => {
    const info = (retryDelay: string) => ({ '@type': 'type.googleapis.com/google.rpc.RetryInfo', retryDelay });
    for (const [delay, expected] of [
      ['8s', 8000],
      ['8.5s', 8500],
      ['0.037155s', 37.155],
      ['soon', null],
    ] as const) {
      for (const status of [429, 503]) {
        const errorBody = { error: { code: status, details: [info(delay)] } };
        const failure = await failureOf(google, { status, errorBody });
        assert.deepEqual([failure.retryAfterMs, failure.retryable], [expected, true], delay);
      }
    }
    const quota = {
      '@type': 'type.googleapis.com/google.rpc.QuotaFailure',
      violations: [{ quotaId: 'GenerateRequestsPerDayPerProjectPerModel-FreeTier' }],
    };
    const daily = await failureOf(google, { status: 429, errorBody: { error: { details: [quota, info('8s')] } } });
    assert.deepEqual([daily.error.reason, daily.retryable, daily.stopsTarget], ['quota', false, true]);
  });

  it('OpenAI and compatible: a limit for want of credit is not waited for', async () => {
    for (const wired of [openai, compatible]) {
      const errorBody = { error: { message: 'You exceeded your current quota', code: 'insufficient_quota' } };
      const failure = await failureOf(wired, { status: 429, errorBody, headers: { 'retry-after': '2' } });
      assert.deepEqual([failure.error.reason, failure.retryable, failure.retryAfterMs], ['quota', false, null]);
    }
  });
});

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { limitHints } from '../../../src/providers/wire/limits.ts';

const NOW = Date.parse('2026-11-20T12:00:00Z');

const hints = (headers: Readonly<Record<string, string>>) => limitHints((name) => headers[name] ?? null, NOW);

/** What a server says of the reset of a limit with 3 of 10 left, in ms. */
function reset(text: string, headers: Readonly<Record<string, string>> = {}): number | null {
  const all = { ...headers, 'x-ratelimit-limit': '10', 'x-ratelimit-remaining': '3', 'x-ratelimit-reset': text };
  const [hint, ...more] = hints(all);
  assert.deepEqual([hint?.unit, hint?.limit, hint?.remaining, more.length], ['requests', 10, 3, 0]);
  return hint!.resetMs;
}

describe('limits', () => {
  it('are read from OpenAI’s headers, durations as Go writes them', () => {
    const read = hints({
      'x-ratelimit-limit-requests': '10000',
      'x-ratelimit-remaining-requests': '9999',
      'x-ratelimit-reset-requests': '8.64s',
      'x-ratelimit-limit-tokens': '2000000',
      'x-ratelimit-remaining-tokens': '1999995',
      'x-ratelimit-reset-tokens': '6m0s',
    });
    assert.deepEqual(read, [
      { unit: 'requests', limit: 10_000, remaining: 9999, resetMs: 8640 },
      { unit: 'tokens', limit: 2_000_000, remaining: 1_999_995, resetMs: 360_000 },
    ]);
  });

  it('are read from Anthropic’s headers, against the clock of the server', () => {
    const one = (name: string, remaining: string, at: string) => ({
      [`anthropic-ratelimit-${name}-limit`]: '50',
      [`anthropic-ratelimit-${name}-remaining`]: remaining,
      [`anthropic-ratelimit-${name}-reset`]: at,
    });
    const read = hints({
      date: 'Fri, 20 Nov 2026 13:00:00 GMT',
      ...one('requests', '49', '2026-11-20T13:00:01Z'),
      ...one('tokens', '0', '2026-11-20T13:00:30.500Z'),
      ...one('input-tokens', '7', '2026-11-20T12:59:59Z'),
      ...one('output-tokens', '8', '2026-11-20T14:01:00+01:00'),
    });
    assert.deepEqual(
      read.map(({ unit, remaining, resetMs }) => [unit, remaining, resetMs]),
      [
        ['requests', 49, 1000],
        ['tokens', 0, 30_500],
        ['tokens', 7, 0],
        ['tokens', 8, 60_000],
      ],
    );
  });

  it('are read from the fields of the IETF’s draft, and of its earlier ones', () => {
    assert.deepEqual(hints({ ratelimit: '"default";r=50;t=30', 'ratelimit-policy': '"default";q=100;w=60' }), [
      { unit: 'requests', limit: 100, remaining: 50, resetMs: 30_000 },
    ]);
    assert.deepEqual(
      hints({
        ratelimit: '"burst, or so" ; r=0;t=1, daily;r=7 , tokens;r=90;t=5, bytes;r=3',
        'ratelimit-policy':
          '"burst, or so";q=10;w=1;pk=:c2VjcmV0:, daily;q=1000;w=86400, tokens;q=90;qu="tokens", bytes;q=5;qu="content-bytes"',
      }),
      [
        { unit: 'requests', limit: 10, remaining: 0, resetMs: 1000 },
        { unit: 'requests', limit: 1000, remaining: 7, resetMs: null },
        { unit: 'tokens', limit: 90, remaining: 90, resetMs: 5000 },
      ],
    );
    const four = [{ unit: 'requests', limit: 10, remaining: 4, resetMs: 5000 }];
    assert.deepEqual(hints({ ratelimit: 'limit=10, remaining=4, reset=5' }), four);
    assert.deepEqual(hints({ 'ratelimit-limit': '10', 'ratelimit-remaining': '4', 'ratelimit-reset': '5' }), four);
  });

  it('are reset after seconds, at a time, or at epoch seconds or ms', () => {
    const inMs = (ms: number) => NOW + ms;
    assert.equal(reset('0'), 0);
    assert.equal(reset('30'), 30_000);
    assert.equal(reset('1.5'), 1500);
    assert.equal(reset('86400'), 86_400_000);
    assert.equal(reset(String(inMs(30_000) / 1000)), 30_000);
    assert.equal(reset(String(inMs(-20_000) / 1000)), 0, 'clocks differ by some seconds');
    assert.equal(reset(String(inMs(1234))), 1234);
    assert.equal(reset('250ms'), 250);
    assert.equal(reset('1h2m3s'), 3_723_000);
    assert.equal(reset(new Date(inMs(5000)).toISOString()), 5000);
    assert.equal(reset(new Date(inMs(5000)).toUTCString()), 5000);
    assert.equal(reset(new Date(inMs(5000)).toUTCString(), { date: new Date(inMs(3000)).toUTCString() }), 2000);
  });

  it('say nothing about a reset that cannot be true', () => {
    for (const odd of [
      '-1',
      '1e3',
      'soon',
      '',
      'Infinity',
      '3, 3',
      '500000000', // neither seconds nor an epoch
      '1000000000', // 2001
      '99999999999', // the year 5138
      '9'.repeat(40),
      `${'9'.repeat(60)}s`,
      '2026-11-20',
      '2020-01-01T00:00:00Z',
      '2099-01-01T00:00:00Z',
      '99:99',
    ]) {
      assert.equal(reset(odd), null, odd);
    }
  });

  it('give no hint when the count is malformed or contradicts itself', () => {
    const left = (remaining: string, limit = '10') =>
      hints({ 'x-ratelimit-remaining': remaining, 'x-ratelimit-limit': limit }).length;
    assert.equal(left('10'), 1);
    assert.equal(left('10', 'many'), 1, 'what is left is known all the same');
    for (const odd of ['-1', '', ' ', '1e2', '0x10', '7, 7', 'Infinity', 'unlimited', '9'.repeat(13), '٣']) {
      assert.equal(left(odd), 0, odd);
    }
    assert.equal(left('11'), 0, 'more than the whole');
    assert.equal(left('0', '0'), 0, 'no limit at all');
  });

  it('give no hint when a structured field is malformed anywhere', () => {
    for (const odd of [
      '"default";r=-1;t=30',
      '"default";r=1.5',
      '"default" r=1',
      '"default";r=1;t=5,,',
      '"default;r=1',
      '"a";r=1, "b',
      'limit=10, remaining=11, reset=5',
      'limit=0, remaining=0, reset=5',
      `"default";r=${'9'.repeat(20)}`,
      `${'"a";r=1, '.repeat(400)}"a";r=1`,
    ]) {
      assert.deepEqual(hints({ ratelimit: odd }), [], odd);
    }
    assert.deepEqual(hints({ ratelimit: '"a";r=5', 'ratelimit-policy': '"a";q=3' }), [], 'more than the whole');
    assert.equal(hints({ ratelimit: '"a";r=5', 'ratelimit-policy': '"""' })[0]!.limit, null);
  });

  it('are sane, whatever a server sends', () => {
    const names = [
      'x-ratelimit-limit-requests',
      'x-ratelimit-remaining-requests',
      'x-ratelimit-reset-requests',
      'anthropic-ratelimit-tokens-remaining',
      'anthropic-ratelimit-tokens-reset',
      'x-ratelimit-remaining',
      'x-ratelimit-reset',
      'ratelimit',
      'ratelimit-policy',
      'date',
    ];
    const value = fc.oneof(
      fc.string(),
      fc.nat().map(String),
      fc.double().map(String),
      fc.bigInt().map(String),
      fc.stringMatching(/^[\d.:;=,"a-zA-Z \\-]{0,60}$/),
      fc.date({ noInvalidDate: true }).map((date) => date.toUTCString()),
    );
    fc.assert(
      fc.property(fc.dictionary(fc.constantFrom(...names), value), (headers) => {
        for (const { unit, limit, remaining, resetMs } of hints(headers)) {
          assert.ok(unit === 'requests' || unit === 'tokens');
          assert.ok(Number.isSafeInteger(remaining) && remaining >= 0);
          assert.ok(limit === null || (Number.isSafeInteger(limit) && limit >= Math.max(1, remaining)));
          assert.ok(resetMs === null || (resetMs >= 0 && resetMs <= 32 * 86_400_000));
        }
      }),
    );
  });
});

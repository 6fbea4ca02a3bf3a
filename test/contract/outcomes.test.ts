import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { AnsweredAttempt } from '../../src/core/ports.ts';
import type { WireId } from '../support/servers/wires.ts';
import { WIRED, withProvider } from './wired.ts';

type Change = (body: Record<string, unknown>) => unknown;

async function answerTo(wired: (typeof WIRED)[number], change: Change): Promise<AnsweredAttempt> {
  let answer: AnsweredAttempt | undefined;
  await withProvider(wired, { behaviour: { change }, answer: () => 'Mango' }, async ({ ask }) => {
    const attempt = await ask();
    assert.equal(attempt.kind, 'answered', JSON.stringify(attempt));
    if (attempt.kind === 'answered') answer = attempt;
  });
  return answer!;
}

const choice = (part: Record<string, unknown>): Change => {
  return (body) => ({ ...body, choices: [{ ...(body.choices as object[])[0], ...part }] });
};
const candidate = (part: Record<string, unknown>): Change => {
  return (body) => ({ ...body, candidates: [{ ...(body.candidates as object[])[0], ...part }] });
};
const member = (part: Record<string, unknown>): Change => {
  return (body) => ({ ...body, ...part });
};

const TRUNCATED: Record<WireId, Change> = {
  openai: choice({ finish_reason: 'length' }),
  anthropic: member({ stop_reason: 'max_tokens' }),
  google: candidate({ finishReason: 'MAX_TOKENS' }),
};
const REFUSED: Record<WireId, Change[]> = {
  openai: [
    choice({ message: { role: 'assistant', content: null, refusal: 'No.' } }),
    choice({ finish_reason: 'content_filter' }),
  ],
  anthropic: [member({ stop_reason: 'refusal', stop_details: { type: 'refusal', category: 'bio' } })],
  google: [
    candidate({ finishReason: 'SAFETY', content: undefined }),
    candidate({ finishReason: 'RECITATION' }),
    member({ candidates: undefined, promptFeedback: { blockReason: 'PROHIBITED_CONTENT' } }),
  ],
};
const THOUGHT: Record<WireId, Change> = {
  openai: (body) => ({
    ...(choice({ message: { role: 'assistant', content: '' }, finish_reason: 'length' })(body) as object),
    usage: { prompt_tokens: 12, completion_tokens: 512, completion_tokens_details: { reasoning_tokens: 512 } },
  }),
  anthropic: member({
    content: [{ type: 'thinking', thinking: 'Hm.' }],
    stop_reason: 'max_tokens',
    usage: { input_tokens: 12, output_tokens: 512, output_tokens_details: { thinking_tokens: 512 } },
  }),
  google: (body) => ({
    ...(candidate({
      content: { parts: [{ text: 'Hm.', thought: true }] },
      finishReason: 'MAX_TOKENS',
    })(body) as object),
    usageMetadata: { promptTokenCount: 12, thoughtsTokenCount: 512 },
  }),
};

for (const wired of WIRED) {
  describe(`answers through ${wired.id}`, () => {
    it('reads text, finish reason, usage and model', async () => {
      const answer = await answerTo(wired, (body) => body);
      assert.equal(answer.outcome, 'completed');
      assert.equal(answer.text, 'Mango');
      assert.equal(answer.truncated, false);
      assert.deepEqual(answer.usage, { inputTokens: 12, outputTokens: 3 });
      assert.match(answer.finishReason!, /^(stop|end_turn|STOP)$/);
      assert.match(answer.modelReported!, /^model-a-/);
      assert.equal(answer.note, null);
    });

    it('marks an answer that a length limit stopped', async () => {
      const answer = await answerTo(wired, TRUNCATED[wired.wire]);
      assert.deepEqual([answer.outcome, answer.truncated, answer.text], ['completed', true, 'Mango']);
    });

    it('takes refusals and filters as refused, with a note', async () => {
      for (const change of REFUSED[wired.wire]) {
        const answer = await answerTo(wired, change);
        assert.equal(answer.outcome, 'refused');
        assert.match(answer.note!, /declined|withheld|blocked|filter/);
      }
    });

    it('says so when a model spent its tokens thinking, and keeps the thoughts out of the text', async () => {
      const answer = await answerTo(wired, THOUGHT[wired.wire]);
      assert.deepEqual([answer.outcome, answer.text, answer.truncated], ['empty', '', true]);
      assert.equal(answer.note, 'spent all 512 output tokens thinking; allow more output tokens');
      assert.deepEqual(answer.usage, { inputTokens: 12, outputTokens: 512, reasoningTokens: 512 });
    });

    it('keeps an answer that came with the last request of a limit', () => {
      const headers = {
        'x-ratelimit-remaining': '0',
        'x-ratelimit-remaining-requests': '0',
        'x-ratelimit-reset-requests': '8s',
        'anthropic-ratelimit-requests-remaining': '0',
        'retry-after': '8',
      };
      return withProvider(wired, { behaviour: { headers }, answer: () => 'Mango' }, async ({ ask }) => {
        const attempt = await ask();
        assert.equal(attempt.kind === 'answered' && attempt.text, 'Mango');
      });
    });

    it('marks an answer that a cache on the way gave', async () => {
      for (const [headers, cached] of [
        [{ 'x-cache': 'HIT' }, true],
        [{ 'x-cache': 'MISS' }, undefined],
      ] as const) {
        await withProvider(wired, { behaviour: { headers }, answer: () => 'Mango' }, async ({ ask }) => {
          const attempt = await ask();
          assert.equal(attempt.kind === 'answered' && attempt.cached, cached);
        });
      }
    });

    it('keeps hostile text as it is', async () => {
      const hostile = '</script><img src=x onerror=alert(1)>\u2028\u0000"\\';
      await withProvider(wired, { answer: () => hostile }, async ({ ask }) => {
        const attempt = await ask();
        assert.equal(attempt.kind === 'answered' && attempt.text, hostile);
      });
    });
  });
}

describe('odd answers of compatible servers', () => {
  const compatible = { id: 'compatible', wire: 'openai' } as const;

  it('joins a list of parts, and does without usage, model and finish reason', async () => {
    const parts = [{ type: 'text', text: 'Man' }, null, { type: 'text', text: 'go' }];
    const answer = await answerTo(compatible, () => ({ choices: [{ message: { content: parts } }] }));
    assert.deepEqual(
      [answer.text, answer.usage, answer.modelReported, answer.finishReason],
      ['Mango', null, null, null],
    );
  });

  it('sees that a model was thinking when the server shows it and does not count it', async () => {
    for (const name of ['reasoning', 'reasoning_content']) {
      const message = { role: 'assistant', content: '', [name]: 'Hm, a fruit.' };
      const cut = await answerTo(compatible, choice({ message, finish_reason: 'length' }));
      assert.deepEqual(
        [cut.outcome, cut.text, cut.note],
        ['empty', '', 'spent its output tokens thinking; allow more output tokens'],
      );
      const done = await answerTo(compatible, choice({ message, finish_reason: 'stop' }));
      assert.equal(done.note, 'spent its output tokens thinking and then said nothing');
      const answered = await answerTo(compatible, choice({ message: { ...message, content: 'Mango' } }));
      assert.deepEqual([answered.outcome, answered.text, answered.note], ['completed', 'Mango', null]);
    }
  });

  it('does not count what is not a number of tokens', async () => {
    const answer = await answerTo(compatible, member({ usage: { prompt_tokens: '12', completion_tokens: -1 } }));
    assert.deepEqual(answer.usage, { inputTokens: null, outputTokens: null });
  });
});

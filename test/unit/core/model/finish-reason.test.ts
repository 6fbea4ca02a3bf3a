import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Ending } from '../../../../src/core/model/finish-reason.ts';
import { endingOf } from '../../../../src/core/model/finish-reason.ts';

const REASONS: Readonly<Record<Ending, readonly string[]>> = {
  ended: [
    ...['stop', 'STOP', 'eos', 'eos_token', 'stop_sequence', 'end_turn', 'COMPLETE', 'tool_calls', 'function_call'],
    ...['FINISH_REASON_STOP', 'pause_turn', 'done', 'unknown', 'OTHER', '', 'null'],
  ],
  cut: [
    ...[
      'length',
      'max_tokens',
      'MAX_TOKENS',
      'max_output_tokens',
      'max_length',
      'model_length',
      'token_limit',
      'maxTokens',
    ],
    ...[
      'model_context_window_exceeded',
      'context_length_exceeded',
      'ERROR_LIMIT',
      'CONTINUATION',
      'finishReason.MAX_TOKENS',
    ],
  ],
  withheld: [
    ...[
      'content_filter',
      'content-filtered',
      'sensitive',
      'SAFETY',
      'recitation',
      'BLOCKLIST',
      'PROHIBITED_CONTENT',
      'SPII',
    ],
    ...['guardrail_intervened', 'refusal', 'IMAGE_SAFETY', 'ERROR_TOXIC', 'content_policy_violation', 'moderation'],
  ],
  broken: [
    ...['error', 'ERROR', 'server_error', 'network_error', 'abort', 'aborted', 'timeout', 'cancelled', 'canceled'],
    ...['insufficient_system_resource', 'rate_limit', 'upstream_error', 'failed', 'time_limit', 'resource_exhausted'],
  ],
};

describe('finish reasons', () => {
  for (const [ending, reasons] of Object.entries(REASONS)) {
    it(`of every vendor that mean ${ending}`, () => {
      for (const reason of reasons) assert.equal(endingOf(reason), ending, reason);
    });
  }

  it('that are missing mean nothing', () => assert.equal(endingOf(null), 'ended'));
});

import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { AnalysisSession } from '../../../src/core/analysis/session.ts';
import { DEFAULT_ANALYSIS } from '../../../src/core/analysis/summarize.ts';
import { answerRows, ROW_QUERIES, type RowQuery } from '../../../src/core/analysis/rows.ts';
import { readGalleryMessage, readHostMessage } from '../../../src/protocol/gallery.ts';
import { GALLERY_CALLS, type GalleryCalls } from '../../../src/protocol/gallery-calls.ts';
import { isRunId } from '../../../src/core/model/run-id.ts';
import { isReady, PANEL_CALLS, readPanelState, type PanelCalls, readSnapshot } from '../../../src/protocol/messages.ts';
import { readRequest, type RequestOf } from '../../../src/protocol/rpc.ts';
import { mixedRun } from '../../unit/core/export/sample-file.ts';
import { fuzzer } from '../fuzzer.ts';
import { Dice } from '../inputs/dice.ts';
import { mutatedSeeds } from '../inputs/json.ts';
import { mutatedValue } from '../inputs/mutate.ts';
import { texts } from '../inputs/texts.ts';

const METHODS = [
  ...[
    'groups',
    'variants',
    'rung',
    'outputs',
    'text',
    'edit',
    'undo-edit',
    'reread',
    'copy',
    'save',
    'act',
    'pages',
    'graph',
  ],
  ...['page', 'save-all', 'results', '__proto__', 'constructor', 'toString', ''],
] as const;

const word = fc.oneof(
  fc.constantFrom('test:a', 'default', 'groups', 'merge', 'split', 'stop', 'tsv', 'likeness', '', '../x', '__proto__'),
  texts(300),
);
const count = fc.oneof(fc.nat(1_200), fc.constantFrom(-1, 0.5, 1e308, 2 ** 53, '3', null));
const key = fc.record({ target: word, condition: word, trialIndex: count });

const params = fc.record(
  {
    ...{ offset: count, limit: count, text: word, group: fc.option(word), target: fc.option(word), condition: word },
    ...{ trialIndex: count, rung: word, status: word, trait: word, kind: word, name: word, data: word, action: word },
    ...{ groups: fc.array(word, { maxLength: 3 }), texts: fc.array(word, { maxLength: 3 }), order: word },
    ...{
      members: fc.array(key, { maxLength: 3 }),
      answers: fc.array(word, { maxLength: 3 }),
      leaveOutEcho: fc.boolean(),
    },
  },
  { requiredKeys: [] },
);

const message = fc.record(
  {
    type: fc.constantFrom('ready', 'request', 'pong', 'reply', 'snapshot', 'shown', 'ping', 'x'),
    ...{
      id: count,
      beat: count,
      method: fc.constantFrom(...METHODS),
      params,
      run: fc.jsonValue(),
      reply: fc.jsonValue(),
    },
    ...{ runId: word, view: fc.jsonValue() },
  },
  { requiredKeys: ['type'] },
);

/** What comes out of a webview, where pages of models run: only what the contract allows gets through, and is harmless. */
export const messages = fuzzer<unknown>({
  name: 'messages',
  about: 'messages of the panel and the gallery, kept states of panels',
  inputs: (seeds) =>
    fc.oneof(
      fc.tuple(message, fc.nat(2 ** 31 - 1)).map(([one, seed]) => {
        const dice = new Dice(seed);
        return dice.chance(0.4) ? mutatedValue(one, dice) : one;
      }),
      fc.jsonValue(),
      ...mutatedSeeds(seeds, mutatedValue),
    ),
  check(value) {
    const panel = readRequest<PanelCalls>(PANEL_CALLS, value);
    if (panel?.type === 'request') answered(panel);
    const gallery = readRequest<GalleryCalls>(GALLERY_CALLS, value);
    assert.notEqual(readGalleryMessage(value)?.type, 'request');
    assert.equal(typeof isReady(value), 'boolean');
    if (gallery?.type === 'request' && gallery.method === 'pages') assert.ok(gallery.params.limit <= 200);
    assert.doesNotThrow(() => readHostMessage(value));
    assert.doesNotThrow(() => readSnapshot(value));
    const state = readPanelState(value);
    if (state !== null) assert.ok(isRunId(state.runId) && !/[/\\]|\.\./.test(state.runId), state.runId);
  },
});

/** The rows that a message asks for: never more than a page, never an error. */
function answered({ method, params }: RequestOf<PanelCalls>): void {
  if (!Object.hasOwn(ROW_QUERIES, method)) return;
  const { run, trials } = mixedRun();
  const session = new AnalysisSession(run, DEFAULT_ANALYSIS);
  session.add(trials);
  const rows = answerRows(session, { method, params } as RowQuery);
  if (typeof rows === 'object' && rows !== null && 'rows' in rows) assert.ok((rows.rows as unknown[]).length <= 1_000);
}

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { echoesOf } from '../../../../../src/core/analysis/echo/echoed-answer.ts';
import { AnalysisSession } from '../../../../../src/core/analysis/session.ts';
import { DEFAULT_ANALYSIS, summarize } from '../../../../../src/core/analysis/summarize.ts';
import type { RunRecord } from '../../../../../src/core/model/run.ts';
import { runOf, times } from '../run-of.ts';

const PROMPT = 'Pick a random colour (not simply teal), only return the colour';

/** The run with a system prompt. */
function withSystem(record: RunRecord, system: string): RunRecord {
  return { ...record, run: { ...record.run, conditions: record.run.conditions.map((one) => ({ ...one, system })) } };
}

describe('an answer that the prompt holds', () => {
  const condition = {
    ...{ id: 'default', prompt: 'From 1 to 100, not 42; "Tidal Memory" on #ABC', system: 'Like teal.' },
    ...{ control: true, sha256: '' },
  };
  const echoes = echoesOf(condition, [1, 100]);
  const text = (folded: string) => echoes({ folded, number: null });

  it('is one by its words, its colour or its number, in the prompt or the system prompt', () => {
    assert.deepEqual(['teal', 'tidal memory', '#aabbcc'].map(text), [true, true, true]);
    assert.deepEqual(['tea', 'memory tidal', '#aabbcd', '', '🐌'].map(text), [false, false, false, false, false]);
    assert.equal(echoes({ folded: '42', number: 42 }), true);
  });
  it('is not an end of the domain', () => {
    assert.equal(echoes({ folded: '100', number: 100 }), false);
    assert.equal(echoes({ folded: '43', number: 43 }), false);
  });
});

describe('echo left out on request', () => {
  const record = runOf(PROMPT, { a: [...times('Teal', 6), ...times('Blue', 3), 'Red'] });

  it('is counted, said and in no figure', () => {
    const report = summarize(record, { ...DEFAULT_ANALYSIS, leaveOutEcho: true });
    assert.equal(report.counts.echoed, 6);
    assert.equal(report.counts.completed, 10);
    assert.deepEqual(
      report.groups.map(({ answer, count }) => [answer, count]),
      [
        ['Blue', 3],
        ['Red', 1],
      ],
    );
    assert.equal(report.pooled['modal-share']?.n, 4);
    assert.ok(report.insight.details.includes('Not counted: 6 that the prompt already held, of 10 runs.'));
    assert.deepEqual(report.readings.filter(({ status }) => status === 'echo').length, 6);
  });

  it('is in all figures unless asked for, and named where it is the favourite', () => {
    const report = summarize(record, DEFAULT_ANALYSIS);
    assert.equal(report.counts.echoed, undefined);
    assert.equal(report.groups[0]?.count, 6);
    assert.equal(report.insight.details[0], 'The most frequent answer, “Teal”, already stands in the prompt.');
  });

  it('goes without saying where the prompt lists what may be answered', () => {
    const coin = summarize(runOf('Heads or tails? One word.', { a: times('Heads', 9) }), DEFAULT_ANALYSIS);
    assert.doesNotMatch(coin.insight.details.join(' '), /already stands/);
  });
});

describe('what outputs took from the system prompt', () => {
  const page = (colour: string, at: number) =>
    `<!DOCTYPE html><html><head><title>Page ${at}</title></head><body style="background: ${colour}"><p>${'word '.repeat(30)}</p></body></html>`;
  const pages = Array.from({ length: 10 }, (_, at) => page(at < 7 ? '#050510' : '#fafafa', at));
  const record = withSystem(runOf('Build something', { a: pages }), 'Tokens: {"background": "#050510"}');

  it('comes first among the findings when most have it', () => {
    const { echo, insight } = summarize(record, DEFAULT_ANALYSIS);
    assert.deepEqual(
      echo!.find(({ term }) => term === '#050510'),
      { term: '#050510', kind: 'colour', outputs: 7, rate: 0.7, source: 'system' },
    );
    assert.equal(insight.details[0], '70% of the outputs repeat #050510 from the system prompt.');
  });

  it('is marked in the rows of the outputs', () => {
    const session = new AnalysisSession(record.run, DEFAULT_ANALYSIS);
    session.add(record.trials);
    const query = { target: 'test:a', condition: 'default', offset: 6, limit: 2, text: '', group: null };
    const [taken, own] = session.outputs(query).rows;
    const marked = taken!.echo.map(([start, end]) => taken!.text.slice(start, end));
    assert.deepEqual(marked, ['#050510']);
    assert.deepEqual(own!.echo, []);
  });
});

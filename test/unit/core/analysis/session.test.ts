import assert from 'node:assert/strict';
import { afterEach, describe, it } from 'node:test';
import { COMPACT_GROUPS } from '../../../../src/core/analysis/rows.ts';
import { AnalysisSession, panelReport } from '../../../../src/core/analysis/session.ts';
import { TEXT_LIMIT } from '../../../../src/core/analysis/rows.ts';
import { DEFAULT_ANALYSIS, summarize } from '../../../../src/core/analysis/summarize.ts';
import { watchWith } from '../../../../src/core/watch.ts';
import { runOf, times, trialOf } from './run-of.ts';

const FRUITS = runOf('Pick a random fruit', {
  a: ['Mango', 'mango', 'Mango!', 'Apple'],
  b: ['Apple', 'Pear', '**Apple**', 'Mango'],
});

function sessionOf(record = FRUITS): AnalysisSession {
  const session = new AnalysisSession(record.run, DEFAULT_ANALYSIS);
  session.add(record.trials);
  session.finish('complete', record.run.finishedAt);
  return session;
}

const WORDS =
  'amber anchor boats breeze cliff clouds coral crab dunes foam gulls harbour light mist pebbles rocks'.split(' ');

/** Texts of so many words, partly shared. */
function textsOf(words: number, count: number, shift: number, around = (text: string) => text): string[] {
  const word = (place: number) => WORDS[(place * 7 + Math.floor(place / 11)) % WORDS.length]!;
  return Array.from({ length: count }, (_, index) => {
    const first = shift + (index % 6) * 5;
    return around(
      Array.from({ length: words }, (__, place) => word(first + place + (place % 9 === 0 ? index : 0))).join(' '),
    );
  });
}

const page = (text: string) =>
  `<!DOCTYPE html><html><head><title>${text.slice(0, 12)}</title></head><body><p>${text}</p><canvas></canvas><script>const ${text.slice(0, 4)} = 1; draw(${text.length});</script></body></html>`;

const GROWING = [
  ['numbers', 'Pick a number from 1 to 20', { a: times('7', 9).concat('3', '12'), b: ['7', '8', '8', '7', '9'] }],
  [
    'words',
    'Name a fruit',
    { a: [...times('Mango', 5), 'mango!', 'Fig'], b: ['Fig', 'Apple', 'Kiwi', 'kiwi.', 'Plum'] },
  ],
  ['sentences', 'Describe the sea in one sentence', { a: textsOf(12, 9, 0), b: textsOf(12, 8, 3) }],
  ['long texts', 'Describe the sea', { a: textsOf(40, 8, 0), b: textsOf(40, 7, 2) }],
  ['pages', 'Write a page', { a: textsOf(30, 7, 0, page), b: textsOf(30, 6, 1, page) }],
] as const;

const everything = { offset: 0, limit: 1000, text: '' };

describe('AnalysisSession', () => {
  afterEach(() => watchWith(null));

  it('comes to the report of the whole run, however the trials arrive', () => {
    const session = new AnalysisSession(FRUITS.run, DEFAULT_ANALYSIS);
    for (const trial of [...FRUITS.trials].reverse()) {
      session.add([trial]);
      session.report();
    }
    session.finish('complete', FRUITS.run.finishedAt);
    assert.deepEqual(session.report(), summarize(FRUITS, DEFAULT_ANALYSIS));
    assert.equal(session.record().trials.length, 8);
  });

  // What is kept from one report for the next must never show.
  for (const [kind, prompt, texts] of GROWING) {
    it(`reports a growing and edited run as one that is read for the first time: ${kind}`, () => {
      const whole = runOf(prompt, texts);
      const { trials } = whole;
      const session = new AnalysisSession(whole.run, DEFAULT_ANALYSIS);
      session.finish('complete', whole.run.finishedAt);
      const check = () => assert.deepEqual(session.report(), summarize(session.record(), DEFAULT_ANALYSIS));
      session.add(trials.slice(0, -4));
      check();
      session.add(trials.slice(-4, -1));
      check();
      session.add(trials.slice(-1));
      check();
      const [one, other] = session.report().groups;
      session.setEdits(session.editsAfter({ kind: 'merge', groups: [one!.id, other!.id] }));
      check();
      const split = session.report().groups.find(({ variants }) => variants.length > 1)!;
      session.setEdits(session.editsAfter({ kind: 'split', members: split.members.slice(0, 1) }));
      check();
      session.add([{ ...trials[0]!, trialIndex: trials.length }]);
      check();
      session.undoEdit();
      session.undoEdit();
      check();
    });
  }

  it('reads no text again for an edit, and leaves the answers alone that it does not touch', () => {
    const session = sessionOf();
    const before = session.report();
    const [one, other, third] = before.groups;
    const edits = session.editsAfter({ kind: 'merge', groups: [one!.id, other!.id] });
    const heard: string[] = [];
    watchWith({ text: (text) => heard.push(text), stage: (stage) => heard.push(stage), isUnreadable: () => false });
    session.setEdits(edits);
    const after = session.report();
    assert.ok(heard.includes('comparing'));
    assert.ok(!heard.includes('reading'));
    const texts = new Set(FRUITS.trials.map(({ text }) => text));
    assert.deepEqual(
      heard.filter((work) => texts.has(work)),
      [],
    );
    assert.equal(after.groups.length, before.groups.length - 1);
    assert.ok(after.groups.includes(third!));
    session.undoEdit();
    assert.deepEqual(session.report(), before);
  });

  it('finds the outputs with a trait', () => {
    const page = (body: string) => `<!DOCTYPE html><html><body>${body}</body></html>`;
    const pages = runOf('Make a page', { a: [page('<svg></svg>'), page('<p>x</p>'), 'no page'], b: [page('<svg/>')] });
    const traits = (target: string, trait?: string) =>
      sessionOf(pages)
        .outputs({ target, condition: 'default', ...everything, group: null, ...(trait !== undefined && { trait }) })
        .rows.map(({ trialIndex }) => trialIndex);
    assert.deepEqual([traits('test:a', 'svg'), traits('test:b', 'svg'), traits('test:a', 'canvas-2d')], [[0], [0], []]);
    assert.deepEqual(traits('test:a'), [0, 1, 2]);
  });

  it('keeps its report until something is added, and takes a trial that settles again in place of the first', () => {
    const session = sessionOf();
    const before = session.report();
    assert.equal(session.report(), before);
    session.add([]);
    assert.equal(session.report(), before);
    session.add([trialOf('test:a', 0, 'Kiwi')]);
    assert.notEqual(session.report(), before);
    assert.equal(session.report().counts.trials, 8);
    assert.equal(session.text({ target: 'test:a', condition: 'default', trialIndex: 0 }), 'Kiwi');
  });

  it('is running until it is finished', () => {
    const session = new AnalysisSession(FRUITS.run, DEFAULT_ANALYSIS);
    assert.equal(session.report().insight.headline, 'No answers yet.');
    assert.equal(session.record().run.status, 'running');
    session.finish('cancelled', null);
    assert.equal(session.record().run.status, 'cancelled');
    assert.equal(session.report().insight.headline, 'No verdict. No answer could be counted.');
  });

  it('reads numbers anew when more answers change how the run is read', () => {
    const record = runOf('Say something', {
      a: ['42', '42', 'forty-two', ...times('A whole sentence without any.', 20)],
    });
    const session = new AnalysisSession(record.run, DEFAULT_ANALYSIS);
    for (const trial of record.trials) {
      session.add([trial]);
      session.report();
    }
    session.finish('complete', record.run.finishedAt);
    assert.deepEqual(session.report(), summarize(record, DEFAULT_ANALYSIS));
  });

  it('pages and filters groups', () => {
    const session = sessionOf();
    const all = session.groups(everything);
    assert.deepEqual(
      all.rows.map(({ answer, count, variantCount }) => [answer, count, variantCount]),
      [
        ['Mango', 4, 3],
        ['Apple', 3, 2],
        ['Pear', 1, 1],
      ],
    );
    assert.equal('members' in all.rows[0]!, false);
    const second = session.groups({ offset: 1, limit: 1, text: '' });
    assert.deepEqual([second.total, second.rows.length, second.rows[0]!.answer], [3, 1, 'Apple']);
    assert.deepEqual(
      session.groups({ ...everything, text: 'PEA' }).rows.map(({ answer }) => answer),
      ['Pear'],
    );
    assert.equal(session.groups({ ...everything, text: 'quince' }).total, 0);
  });

  it('explains a group by its wordings', () => {
    const session = sessionOf();
    const [mango] = session.groups(everything).rows;
    const variants = session.variants({ group: mango!.id });
    assert.deepEqual(
      variants.map(({ text, count, byTarget }) => [text, count, byTarget]),
      [
        ['Mango', 2, { 'test:a': 1, 'test:b': 1 }],
        ['Mango!', 1, { 'test:a': 1 }],
        ['mango', 1, { 'test:a': 1 }],
      ],
    );
    assert.equal(variants[0]!.why, '');
    assert.ok(variants.slice(1).every(({ why }) => why !== ''));
    assert.deepEqual(session.variants({ group: 'no such group' }), []);
  });

  it('explains every rung of the funnel', () => {
    const session = sessionOf();
    const { funnel } = session.report();
    for (const rung of ['outputs', 'raw', 'folded', 'extracted', 'groups'] as const) {
      const { total, rows } = session.rung({ rung, offset: 0, limit: 100 });
      assert.equal(total, funnel[rung], rung);
      assert.equal(
        rows.reduce((sum, { count }) => sum + count, 0),
        funnel.outputs,
        rung,
      );
      for (const { merged, why } of rows) assert.equal(why === '', merged === 1, `${rung}: ${why}`);
    }
    const folded = session.rung({ rung: 'folded', offset: 0, limit: 1 }).rows[0]!;
    assert.deepEqual([folded.value, folded.count, folded.merged], ['mango', 4, 3]);
    assert.match(folded.why, /case/);
    assert.equal(session.rung({ rung: 'raw', offset: 1, limit: 2 }).rows.length, 2);
  });

  it('gives the outputs of one cell by index, failed ones too', () => {
    const failed = trialOf('test:a', 9, '', {
      outcome: 'failed',
      error: { reason: 'timeout', message: 'No answer in 60 s.', status: null },
    });
    const session = sessionOf();
    session.add([failed]);
    const query = { target: 'test:a', condition: 'default', group: null, ...everything };
    const { total, rows } = session.outputs(query);
    assert.equal(total, 5);
    assert.deepEqual(
      rows.map(({ trialIndex }) => trialIndex),
      [0, 1, 2, 3, 9],
    );
    assert.equal(rows[4]!.status, 'failed');
    assert.equal(rows[4]!.error!.message, 'No answer in 60 s.');
    const [mango] = session.groups(everything).rows;
    assert.equal(session.outputs({ ...query, group: mango!.id }).total, 3);
    assert.equal(session.outputs({ ...query, text: 'MANGO!' }).total, 1);
    assert.deepEqual(session.outputs({ ...query, offset: 3, limit: 1 }).rows[0]!.text, 'Apple');
    assert.equal(session.outputs({ ...query, condition: 'other' }).total, 0);
  });

  it('finds outputs by a phrase of the report although the text has punctuation in between', () => {
    const session = sessionOf(runOf('Tell me', { a: ['Trust atoms?\n\n**Because** they lie', 'Atoms, because they'] }));
    const query = { target: 'test:a', condition: 'default', group: null, ...everything };
    assert.equal(session.outputs({ ...query, text: 'atoms because they' }).total, 2);
    assert.equal(session.outputs({ ...query, text: 'trust atoms because' }).total, 1);
    assert.equal(session.outputs({ ...query, text: 'toms because' }).total, 0, 'words, and not pieces of them');
  });

  it('cuts long texts between characters and gives them whole when asked', () => {
    const text = `${'x'.repeat(TEXT_LIMIT - 1)}😄 and more`;
    const session = sessionOf(runOf('Write a lot', { a: [text] }));
    const [row] = session.outputs({ target: 'test:a', condition: 'default', group: null, ...everything }).rows;
    assert.equal(row!.text, 'x'.repeat(TEXT_LIMIT - 1));
    assert.equal(row!.textLength, text.length);
    assert.ok(row!.setAside.every(([start, end]) => start < end && end <= row!.text.length));
    assert.equal(session.text({ target: 'test:a', condition: 'default', trialIndex: 0 }), text);
    assert.equal(session.text({ target: 'test:a', condition: 'default', trialIndex: 1 }), null);
  });

  it('marks what was set aside in the text as it came', () => {
    const offer = 'Want another?';
    const joke = (emoji: string) =>
      `Why don't scientists trust atoms?\n\nBecause they make up everything! ${emoji}\n\n${offer}`;
    for (const emoji of ['😄', 'üòÑ']) {
      const text = joke(emoji);
      const session = sessionOf(runOf('Tell me a joke', { a: [text, text] }));
      const [row] = session.outputs({ target: 'test:a', condition: 'default', group: null, ...everything }).rows;
      const aside = row!.setAside.map(([start, end]) => text.slice(start, end)).join('|');
      assert.ok(aside.includes(offer), `${emoji}: ${aside}`);
      assert.ok(!aside.includes('atoms'), aside);
    }
  });
});

describe('panelReport', () => {
  it('carries the largest groups and how many there are, and nothing that grows with the run', () => {
    const words = Array.from({ length: 80 }, (_, index) => `word${String.fromCharCode(97 + (index % 26))}${index}`);
    const report = summarize(runOf('Invent a word', { a: words }), { ...DEFAULT_ANALYSIS, grouping: 'exact' });
    const compact = panelReport(report);
    assert.equal(compact.groupsTotal, 80);
    assert.equal(compact.groups.length, COMPACT_GROUPS);
    assert.equal('readings' in compact, false);
    assert.equal('members' in compact.groups[0]!, false);
  });

  for (const [kind, prompt, texts] of GROWING)
    it(`previews the tally that another reading would give, and changes nothing: ${kind}`, () => {
      const record = runOf(prompt, texts);
      const session = sessionOf(record);
      const before = session.report();
      for (const extractor of ['auto', 'whole', 'named', 'number', 'first-line', 'title'])
        for (const grouping of ['exact', 'folded', 'lexical'] as const) {
          const preview = session.preview({ extractor, grouping });
          const { groups, ...report } = summarize(record, { ...DEFAULT_ANALYSIS, extractor, grouping });
          assert.deepEqual(preview, {
            extractor: report.extractor,
            outputs: groups.reduce((sum, { count }) => sum + count, 0),
            different: groups.length,
            top: groups.slice(0, 3).map(({ answer, count }) => ({ answer: answer.slice(0, 100), count })),
          });
        }
      assert.equal(session.report(), before);
    });

  it('previews a run as it has grown, and no meaning that nobody was asked about', () => {
    const session = sessionOf();
    const query = { extractor: 'whole', grouping: 'exact' } as const;
    assert.equal(session.preview(query)?.outputs, 8);
    session.add([trialOf('test:a', 4, 'Kiwi')]);
    assert.equal(session.preview(query)?.outputs, 9);
    assert.equal(session.preview({ ...query, grouping: 'semantic' }), null);
  });
});

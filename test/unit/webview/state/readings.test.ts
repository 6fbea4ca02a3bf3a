import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { OutputRow, TallyPreview } from '../../../../src/core/analysis/rows.ts';
import type { PanelReport } from '../../../../src/protocol/messages.ts';
import {
  exampleOf,
  exampleWant,
  readingsOf,
  readingWants,
  type ReadingMenu,
} from '../../../../webview/state/readings.ts';
import type { Screen } from '../../../../webview/state/screen.ts';
import { FIRST_VIEW } from '../../../../webview/state/view-state.ts';
import { reportOf, runOf, screenOf } from '../screen-fixture.ts';

type Previews = Readonly<Record<string, TallyPreview | null>>;

const tally = (extractor: string, different: number, outputs = 150): TallyPreview => ({
  ...{ extractor, outputs, different },
  top: [{ answer: extractor, count: outputs }],
});

/** A screen with an open menu, to which previews have arrived by extractor or grouping. */
function screenWith(menu: ReadingMenu, more: Partial<PanelReport>, previews: Previews, status = 'complete'): Screen {
  const screen = screenOf(runOf(['a'], { status: status as 'complete' }), reportOf(more));
  const read = (want: { readonly params: unknown }) => {
    const { extractor, grouping } = want.params as Record<string, string>;
    const value = previews[(menu === 'extractor' ? extractor : grouping) ?? ''];
    return { value, current: value !== undefined, error: null };
  };
  return { ...screen, view: { ...FIRST_VIEW, menu }, rows: { read: read as Screen['rows']['read'] } };
}

const NOTHING: Previews = Object.fromEntries(
  ['whole', 'named', 'number', 'choice', 'first-line', 'title', 'code', 'json'].map((id) => [id, tally(id, 0, 0)]),
);

describe('the readings of a menu', () => {
  const fields = [{ field: 'mood', extractor: 'json:mood', outputs: 150, different: 2, values: [] }];

  it('are those that find an answer in most outputs, each tally once, with the chosen one marked', () => {
    const previews = {
      ...NOTHING,
      auto: tally('json', 150),
      json: tally('json', 150),
      'json:mood': tally('json:mood', 2),
      named: tally('json:mood', 2),
      whole: tally('whole', 150),
      number: tally('number', 9, 40),
      title: null,
    };
    const { readings } = readingsOf(
      'extractor',
      screenWith('extractor', { extractor: 'json', extractorReason: 'all are JSON', fields }, previews),
    );
    assert.deepEqual(
      readings?.map(({ name, isChosen, preview }) => [name, isChosen, preview.different]),
      [
        ['automatic: JSON', true, 150],
        ['JSON field mood', false, 2],
        ['whole text', false, 150],
      ],
    );
    assert.deepEqual(readings?.[1]?.reread, { extractor: 'json:mood' });
  });

  it('mark what was chosen, not what would have been found', () => {
    const previews = { ...NOTHING, auto: tally('json', 150), whole: tally('whole', 151) };
    const { readings } = readingsOf('extractor', screenWith('extractor', { extractor: 'whole' }, previews));
    assert.deepEqual(
      readings?.map(({ name, isChosen }) => [name, isChosen]),
      [
        ['automatic: JSON', false],
        ['whole text', true],
      ],
    );
  });

  it('are all waited for, so that no entry moves under a pointer', () => {
    const screen = screenWith('grouping', {}, { exact: tally('number', 20), folded: tally('number', 19) });
    assert.deepEqual(readingsOf('grouping', screen), { ready: 2, of: 4, readings: null });
    assert.equal(readingWants(screen).length, 4);
  });

  it('by grouping leave out the meaning that nobody was asked about', () => {
    const previews = { exact: tally('n', 20), folded: tally('n', 19), lexical: tally('n', 18), semantic: null };
    const { readings } = readingsOf('grouping', screenWith('grouping', {}, previews));
    assert.deepEqual(
      readings?.map(({ name, isChosen, reread }) => [name, isChosen, reread.grouping]),
      [
        ['exact text', false, 'exact'],
        ['spelling', false, 'folded'],
        ['wording', true, 'lexical'],
      ],
    );
  });

  it('are not asked for while the run is going, or no menu is open', () => {
    assert.deepEqual(readingWants(screenWith('grouping', {}, {}, 'running')), []);
    assert.deepEqual(readingWants(screenOf(runOf(['a']), reportOf())), []);
  });
});

describe('the example of a reading', () => {
  const row = (text: string, answer: string): OutputRow => {
    const at = text.indexOf(answer);
    const setAside = [
      [0, at],
      [at + answer.length, text.length],
    ].filter(([from = 0, to = 0]) => /\p{L}/u.test(text.slice(from, to))) as [number, number][];
    return { text, answer, setAside } as unknown as OutputRow;
  };

  it('is a sentence with what was read out of it', () => {
    assert.deepEqual(exampleOf(row('It depends, but apple is fine.', 'apple')), {
      before: 'It depends, but ',
      part: 'apple',
      after: ' is fine.',
    });
    assert.deepEqual(exampleOf(row(`${'word '.repeat(30)}apple`, 'apple')), {
      before: `… ${'word '.repeat(11)}`,
      part: 'apple',
      after: '',
    });
  });

  it('is none where the answer is all that was said', () => {
    for (const text of ['apple', 'apple.', '**apple**']) assert.equal(exampleOf(row(text, 'apple')), null, text);
  });

  it('is looked for among the outputs of the most frequent answer, where a part of each is read', () => {
    const group = { id: 'g', answer: 'apple', byTarget: { a: 2, b: 9 }, byCondition: { x: 4, y: 7 } };
    const groups = [group] as unknown as PanelReport['groups'];
    const want = exampleWant(screenOf(runOf(['a', 'b']), reportOf({ extractor: 'named', groups })));
    assert.deepEqual([want?.params.target, want?.params.condition, want?.params.group], ['b', 'y', 'g']);
    assert.equal(exampleWant(screenOf(runOf(['a']), reportOf({ extractor: 'whole', groups }))), null);
  });
});

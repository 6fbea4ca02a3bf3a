import assert from 'node:assert/strict';
import { test } from 'node:test';
import { FIRST_VIEW, restoreView, type ViewState } from '../../../../webview/state/view-state.ts';

test('what was kept comes back', () => {
  const view: ViewState = {
    tab: 'outputs',
    promptOpen: true,
    figuresOpen: true,
    failuresOpen: true,
    findingsOpen: true,
    menu: null,
    answers: { filter: 'a', rung: 'folded', page: 2, open: ['g1'] },
    numbers: { mode: 'stacked' },
    models: { figure: 'overlap' },
    conditions: { byModel: true, order: 'share', whole: ['trait'] },
    traits: { order: 'kind' },
    outputs: {
      ...{ filter: 'b', group: 'g2', trait: 'svg', open: ['k 1'] },
      through: { target: 'a', condition: 'calm', trialIndex: 3, from: 0, to: 2, words: 'once upon' },
    },
    hand: { groups: ['g1', 'g2'], of: 'g1', wordings: ['w'] },
    cards: {
      diff: true,
      shared: false,
      echo: false,
      condition: 'calm',
      allConditions: true,
      status: 'unparsed',
      hidden: ['m'],
      from: 'answers',
      place: { index: 7, below: -3 },
    },
    scroll: { outputs: 120 },
  };
  assert.deepEqual(restoreView(JSON.parse(JSON.stringify(view))), view);
});

test('what is missing or broken takes its first value', () => {
  for (const kept of [null, undefined, 3, 'x', [], {}]) assert.deepEqual(restoreView(kept), FIRST_VIEW);
  const broken = restoreView({
    tab: 7,
    answers: { rung: 'nonsense', page: -4, open: [1, 'g'] },
    numbers: { mode: 'pie' },
    outputs: { group: 5, through: { target: 'a' } },
    hand: { groups: 'g1', of: 3, wordings: ['w'] },
    cards: { diff: 'yes', shared: null, status: 'nice', hidden: [3], from: 4, place: { index: -1, below: 0 } },
    scroll: { overview: 'far' },
  });
  assert.deepEqual(broken, { ...FIRST_VIEW, answers: { ...FIRST_VIEW.answers, open: ['g'] }, scroll: { overview: 0 } });
});

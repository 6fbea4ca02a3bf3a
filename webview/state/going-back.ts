import type { ViewState } from './view-state.ts';

/** What Escape does: one step back at a time, the innermost first. `null` when there is nowhere to go back to. */
export function backFrom(view: ViewState): ViewState | null {
  if (view.tab === 'outputs') return backFromOutputs(view);
  return view.tab === 'answers' ? backFromAnswers(view) : null;
}

function backFromOutputs(view: ViewState): ViewState | null {
  const { outputs, cards } = view;
  if (outputs.open.length > 0) return { ...view, outputs: { ...outputs, open: [] } };
  const all = { ...outputs, group: null, trait: null, through: null };
  const isNarrowed = outputs.group !== null || outputs.trait !== null || outputs.through !== null;
  if (cards.from !== null && isNarrowed) {
    return {
      ...view,
      tab: cards.from,
      outputs: all,
      cards: { ...cards, condition: null, allConditions: false, from: null },
    };
  }
  if (isNarrowed) return { ...view, outputs: all };
  if (cards.condition !== null || cards.allConditions)
    return { ...view, cards: { ...cards, condition: null, allConditions: false } };
  if (cards.status !== null) return { ...view, cards: { ...cards, status: null } };
  return outputs.filter === '' ? null : { ...view, outputs: { ...outputs, filter: '' } };
}

function backFromAnswers(view: ViewState): ViewState | null {
  const { answers, hand } = view;
  const isChosen = hand.groups.length > 0 || hand.wordings.length > 0;
  if (isChosen) return { ...view, hand: { groups: [], of: null, wordings: [] } };
  if (answers.open.length > 0) return { ...view, answers: { ...answers, open: [] } };
  if (answers.rung !== 'groups') return { ...view, answers: { ...answers, rung: 'groups', page: 0 } };
  return answers.filter === '' ? null : { ...view, answers: { ...answers, filter: '', page: 0 } };
}

import type { PanelReport } from '../../src/protocol/messages.ts';
import type { Passage, ViewState } from './view-state.ts';

/** Leading from a figure to the outputs that it counts. */

/** Which outputs are wanted; what is absent does not narrow them. */
export interface OutputsWish {
  /** Words that they hold. */
  readonly text?: string;
  /** Id of their group. */
  readonly group?: string;
  /** Id of a trait that they have. */
  readonly trait?: string;
  /** The piece of a path through the graph that they take. */
  readonly through?: Passage;
  /** Id of their condition. */
  readonly condition?: string;
  /** Id of their target. */
  readonly target?: string;
}

/** The panel as it shows those outputs; `targets`: ids of all targets of the run. */
export function viewOfOutputs(view: ViewState, wish: OutputsWish, targets: readonly string[]): ViewState {
  const { text = '', group = null, trait = null, through = null, condition = null, target } = wish;
  return {
    ...view,
    tab: 'outputs',
    outputs: { filter: text, group, trait, through, open: [] },
    cards: {
      ...view.cards,
      status: null,
      condition,
      allConditions: condition === null,
      hidden: target === undefined ? [] : targets.filter((id) => id !== target),
      from: view.tab === 'outputs' ? view.cards.from : view.tab,
    },
  };
}

/** The outputs with a title: those of its group, where titles are the answers, or those that hold its words. */
export function titleWish(title: string, { groups }: Pick<PanelReport, 'groups'>): OutputsWish {
  const group = groups.find(({ answer }) => answer === title);
  return group === undefined ? { text: title } : { group: group.id };
}

import type { Screen } from '../state/screen.ts';
import { answersView } from './answers.ts';
import { conditionsView } from './conditions.ts';
import { graphView } from './graph.ts';
import { modelsView } from './models.ts';
import { numbersView } from './numbers.ts';
import { outputsView } from './outputs.ts';
import { overviewView } from './overview.ts';
import { rewritesView } from './rewrites.ts';
import { sentencesView } from './sentences.ts';
import { signaturesView } from './signatures.ts';
import { traitsView } from './traits.ts';
import type { View } from './view.ts';

/** All tabs in the order in which they stand. A new tab is a file beside this one and a line here. */
export const VIEWS = [
  overviewView,
  rewritesView,
  sentencesView,
  conditionsView,
  traitsView,
  answersView,
  numbersView,
  outputsView,
  graphView,
  modelsView,
  signaturesView,
] as const satisfies readonly View[];

/** The tabs that have something to show for this run. */
export function visibleViews(screen: Screen, views: readonly View[] = VIEWS): readonly View[] {
  return views.filter((view) => view.applies(screen));
}

/** The open tab; the first one where the kept one does not apply. */
export function openView(screen: Screen, views: readonly View[] = VIEWS): View {
  const visible = visibleViews(screen, views);
  return visible.find(({ id }) => id === screen.view.tab) ?? visible[0] ?? overviewView;
}

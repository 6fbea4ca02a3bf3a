import { html, nothing, type TemplateResult } from 'lit/html.js';
import { everyFigure } from '../components/all-figures.ts';
import { failureList } from '../components/failure-list.ts';
import { figureLine } from '../components/figure-line.ts';
import { findings, verdict } from '../components/glance.ts';
import { modelRows } from '../components/model-rows.ts';
import { emptyState } from '../components/notices.ts';
import { picture, pictureOf } from '../components/picture.ts';
import { progressRows } from '../components/progress-rows.ts';
import { readingLine } from '../components/reading-menus.ts';
import { provenanceNote } from '../components/provenance.ts';
import { coverWants } from '../state/page-rows.ts';
import { exampleWant, readingWants } from '../state/readings.ts';
import { figuresOf } from '../state/figures.ts';
import { remainderOf } from '../state/next-steps.ts';
import type { Want } from '../state/rows.ts';
import type { Actions, Screen } from '../state/screen.ts';
import type { View } from './view.ts';
import { EMPTY } from '../text/strings.ts';

/** One glance: the verdict, a sentence, the picture, one row per model, three findings, the figures. */
export const overviewView: View = {
  id: 'overview',
  title: 'Overview',
  applies: () => true,
  count: () => null,
  wants: (screen) => [...examples(screen), ...readingWants(screen), ...coverWants(screen)],
  render: (screen, actions) =>
    html`${screen.running ? html`${progressRows(screen)}${failureList(screen, actions)}` : nothing}
    ${screen.report === null ? waiting(screen, actions) : glance(screen, actions)}`,
};

function examples(screen: Screen): readonly Want[] {
  const want = exampleWant(screen);
  return want === null ? [] : [want];
}

function waiting(screen: Screen, actions: Actions): TemplateResult {
  const { reportProblem } = screen.snapshot;
  if (reportProblem !== undefined) return emptyState(['There is no report.', reportProblem]);
  if (screen.running) {
    return emptyState(EMPTY.waiting);
  }
  const isCut = (remainderOf(screen)?.sendable ?? 0) > 0;
  return html`${emptyState(isCut ? EMPTY.cutOff : EMPTY.noAnswers)}${failureList(screen, actions)}`;
}

function glance(screen: Screen, actions: Actions): TemplateResult {
  const { report, run, running } = screen;
  if (report === null) return html``;
  const shown = pictureOf(screen, actions);
  return html`${verdict(screen, shown?.menu ?? nothing)}
    <div class="at-a-glance">
      <div>
        ${picture(shown, actions)} ${readingLine(screen, actions)} ${running ? nothing : modelRows(screen, actions)}
        ${running ? nothing : failureList(screen, actions)}
      </div>
      <div class="told">${findings(screen, actions)} ${figureLine(figuresOf(report, run, running))}</div>
    </div>
    ${running ? nothing : everyFigure(screen, actions)} ${provenanceNote(run.provenance)}`;
}

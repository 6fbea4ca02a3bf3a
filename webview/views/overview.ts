import { html, nothing, type TemplateResult } from 'lit/html.js';
import { aboutConditions } from '../../src/core/analysis/insight/conditions.ts';
import { allFigures } from '../components/all-figures.ts';
import { answerDistribution, distributionMenu } from '../components/answer-distribution.ts';
import { exportMenu } from '../components/export-menu.ts';
import { figureTiles } from '../components/figure-tiles.ts';
import { funnelLine } from '../components/funnel-line.ts';
import { conditionsBox, insightBox } from '../components/insight.ts';
import { modelFigures, modelTable } from '../components/model-table.ts';
import { fieldChoice, fieldTally } from '../components/field-tally.ts';
import { failureList } from '../components/failure-list.ts';
import { emptyState } from '../components/notices.ts';
import { modeChoice, numberDistribution, numberMenu } from '../components/number-distribution.ts';
import { progressRows } from '../components/progress-rows.ts';
import { itemChips } from '../components/item-chips.ts';
import { partChips } from '../components/part-chips.ts';
import { openOutputs } from '../components/condition-tables.ts';
import { provenanceNote } from '../components/provenance.ts';
import { section } from '../components/section.ts';
import { SHORT_TALLY, shortTally } from '../components/tally.ts';
import { figuresOf } from '../state/figures.ts';
import { remainderOf } from '../state/next-steps.ts';
import type { Actions, Screen } from '../state/screen.ts';
import { formatCount } from '../text/format.ts';
import type { View } from './view.ts';

/** One glance: the finding, four figures, a row a model, the distribution, the tally. */
export const overviewView: View = {
  id: 'overview',
  title: 'Overview',
  applies: () => true,
  count: () => null,
  wants: () => [],
  render: (screen, actions) =>
    html`${screen.running ? html`${progressRows(screen)}${failureList(screen, actions)}` : nothing}
    ${screen.report === null ? waiting(screen, actions) : findings(screen, actions)}`,
};

function waiting(screen: Screen, actions: Actions): TemplateResult {
  const { reportProblem } = screen.snapshot;
  if (reportProblem !== undefined) return emptyState('There is no report.', reportProblem);
  if (screen.running) {
    return emptyState('Waiting for the first answer.', 'Figures appear here as answers arrive; stopping keeps them.');
  }
  const isCut = (remainderOf(screen)?.sendable ?? 0) > 0;
  return html`${
    isCut
      ? emptyState('No answer has arrived.', 'Press “Go on” to ask the models for the missing ones.')
      : emptyState(
          'This run has no answers.',
          'Press “Run again” to ask the models once more, or drop a run file or a result file of another tool here (hold Shift).',
        )
  }${failureList(screen, actions)}`;
}

function findings(screen: Screen, actions: Actions): TemplateResult {
  const { report, run, running } = screen;
  if (report === null) return html``;
  return html`${insightPart(screen, actions)} ${figureTiles(figuresOf(report, run, running))}
  ${running ? nothing : modelsSection(screen, actions)} ${distribution(screen, actions)}
  ${wordingSection(screen, actions)} ${listedSection(screen, actions)} ${fieldsSection(screen)}
  ${report.groupsTotal === 0 ? nothing : tallySection(screen, actions)}
  ${report.groupsTotal === 0 ? nothing : allFigures(screen, actions)} ${provenanceNote(run.provenance)}`;
}

function insightPart({ report, run, running }: Screen, actions: Actions): TemplateResult {
  if (report === null) return html``;
  if (report.conditions === null) return insightBox(report.insight, running);
  const open = (): void => actions.openTab('conditions');
  const more = html`<button class="link" @click=${open}>What each condition changes ›</button>`;
  return conditionsBox(report.insight, aboutConditions(report.conditions, run), running, more);
}

function modelsSection(screen: Screen, actions: Actions): TemplateResult {
  const compare = html`<button class="link" @click=${() => actions.openTab('models')}>Compare ›</button>`;
  const menu = exportMenu({ name: 'Models', table: () => modelFigures(screen) }, actions);
  return section('Models', html`${modelTable(screen)}${failureList(screen, actions)}`, {
    id: 'models',
    right: html`${screen.run.targets.length > 1 ? compare : nothing} ${menu}`,
  });
}

function distribution(screen: Screen, actions: Actions): TemplateResult | typeof nothing {
  const { report } = screen;
  if (report === null || report.groupsTotal === 0) return nothing;
  if (report.numbers === null)
    return section('Distribution', answerDistribution(screen), {
      id: 'distribution',
      right: distributionMenu(screen, actions),
    });
  return section('Number distribution', numberDistribution(screen, false), {
    id: 'numbers',
    right: html`${modeChoice(screen, actions)}${numberMenu(screen, actions)}`,
  });
}

/** What different answers share, where they do. */
function wordingSection(screen: Screen, actions: Actions): TemplateResult | typeof nothing {
  if (screen.report === null) return nothing;
  const chips = partChips(screen.report, (text) => openOutputs({ text }, screen, actions));
  return chips === nothing ? nothing : section('Shared wording', chips, { id: 'shared-wording' });
}

/** What lists name, thing by thing. */
function listedSection(screen: Screen, actions: Actions): TemplateResult | typeof nothing {
  if (screen.report === null) return nothing;
  const chips = itemChips(screen.report, (text) => openOutputs({ text }, screen, actions));
  return chips === nothing ? nothing : section('What is listed', chips, { id: 'listed' });
}

/** JSON, field by field. */
function fieldsSection(screen: Screen): TemplateResult | typeof nothing {
  const fields = fieldTally(screen);
  return fields === nothing ? nothing : section('Field by field', fields, { id: 'fields' });
}

function tallySection(screen: Screen, actions: Actions): TemplateResult {
  const { report } = screen;
  if (report === null) return html``;
  const total = report.groupsTotal;
  const open = (): void => actions.openTab('answers');
  return section('Unique answers', shortTally(screen, actions), {
    id: 'tally',
    aside: funnelLine(report.funnel, report.extractor),
    right: html`${fieldChoice(screen, actions)}<button class="link" @click=${open}>
        ${total > SHORT_TALLY ? `All ${formatCount(total)} ›` : 'How they were grouped ›'}
      </button>`,
  });
}

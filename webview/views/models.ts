import { html, nothing, type TemplateResult } from 'lit/html.js';
import { betweenFigures } from '../components/between-figures.ts';
import { findingBox } from '../components/insight.ts';
import { figureChoice, modelMatrix } from '../components/model-matrix.ts';
import { modelTree } from '../components/model-tree.ts';
import { emptyState } from '../components/notices.ts';
import { pairTable } from '../components/pair-table.ts';
import { rarefactionTable } from '../components/rarefaction-table.ts';
import { section } from '../components/section.ts';
import { variedChart } from '../components/varied-chart.ts';
import { modelSentences } from '../state/between-words.ts';
import { betweenOf, controlOf } from '../state/report.ts';
import type { Screen } from '../state/screen.ts';
import { plural } from '../text/format.ts';
import type { View } from './view.ts';
import { EMPTY } from '../text/strings.ts';

/** A longer table of pairs comes last. */
const MOST_PAIRS = 10;

/** Who answers like whom: every two models compared, and how sure that is. */
export const modelsView: View = {
  id: 'models',
  title: 'Models',
  applies: ({ run }) => run.targets.length > 1,
  count: () => null,
  wants: () => [],
  render: (screen, actions) => {
    const { report, run } = screen;
    const between = report === null ? null : betweenOf(report, run);
    if (report === null || between === null || between.tree === null) {
      return emptyState(EMPTY.models);
    }
    const pairs = section('Pairs', pairTable(screen, between), { id: 'pairs' });
    return html`${finding(screen)}
      <div class="side-by-side">
        ${section('How far apart', modelMatrix(screen, between), {
          id: 'matrix',
          right: figureChoice(screen, actions),
        })}
        ${section(
          'Who answers alike',
          html`<p class="caption">Mean divergence of the models of two branches, in bits</p>
            ${modelTree(between.tree, screen.looks)}`,
          {
            id: 'tree',
          },
        )}
      </div>
      ${section('All models together', betweenFigures(screen, between), { id: 'between' })}
      ${between.pairs.length > MOST_PAIRS ? [varied(screen), pairs] : [pairs, varied(screen)]}`;
  },
};

/** What the insight says about models; its headline where it says nothing about them. */
function finding({ report, run, running }: Screen): TemplateResult | typeof nothing {
  if (report === null) return nothing;
  const [first, ...others] = modelSentences(report, run);
  const asControl = run.conditions.length > 1 ? [`Compared under the condition “${controlOf(run)}”.`] : [];
  const headline = first ?? report.insight.headline;
  const isApart = betweenOf(report, run)?.pairs.some(({ verdict }) => verdict === 'differ') ?? false;
  return findingBox(headline, [...others, ...asControl], running || !isApart ? 'undecided' : 'weak');
}

function varied(screen: Screen): TemplateResult {
  const { report, run } = screen;
  const n = report?.rarefaction?.runs;
  return html`${section('How varied each model is', variedChart(screen), {
    id: 'varied',
    aside: `effective answers${run.conditions.length > 1 ? `, ${controlOf(run)}` : ''}; whiskers: 95% intervals`,
  })}
  ${
    report === null || report.rarefaction === null || n === undefined
      ? nothing
      : section('At the same number of runs', rarefactionTable(screen, report.rarefaction), {
          id: 'rarefaction',
          aside: `different answers that ${plural(n, 'run')} would have shown`,
        })
  }`;
}

import { html, nothing, type TemplateResult } from 'lit/html.js';
import type { ArchetypeReport, TraitReport } from '../../src/core/model/traits-report.ts';
import { plainTable } from '../../src/core/tables/column.ts';
import { traitPairColumns } from '../../src/core/tables/traits.ts';
import type { Actions, Screen } from '../state/screen.ts';
import { inWords, togetherWords, traitNames } from '../state/traits.ts';
import { formatCount, formatFactor, formatShare, formatShareInterval } from '../text/format.ts';
import { byModelBar } from './bars.ts';
import { conditionBar } from './condition-bar.ts';
import { exportMenu } from './export-menu.ts';
import { findingBox } from './insight.ts';
import { section } from './section.ts';
import { cell, head } from './grid.ts';

/** Pairs that the table shows. */
const MOST_PAIRS = 10;

/** The archetype in one sentence, how sure its share is, and who makes such outputs. */
export function archetypeBox(
  archetype: ArchetypeReport,
  traits: readonly TraitReport[],
  screen: Screen,
): TemplateResult {
  return html`${sentence(archetype, traits, screen.running)} ${whose(archetype, screen)}`;
}

function sentence({ core, n }: ArchetypeReport, traits: readonly TraitReport[], running: boolean): TemplateResult {
  if (core === null) {
    return findingBox(
      'No archetype.',
      [`No two traits come together in half of the ${formatCount(n)} outputs.`],
      'undecided',
    );
  }
  const range = core.interval === null ? '' : `, 95% CI ${formatShareInterval(core.interval)}%`;
  const headline = `${formatShare(core.share)} of the outputs share one archetype. They have ${inWords(traitNames(core.traits, traits))}.`;
  const lift = togetherWords(core);
  const details = [
    `${formatCount(core.count)} of ${formatCount(n)} outputs${range}.`,
    ...(lift === '' ? [] : [`These traits come together ${lift}.`]),
  ];
  return findingBox(headline, details, running ? 'undecided' : 'weak');
}

function whose({ core }: ArchetypeReport, { looks, run }: Screen): TemplateResult | typeof nothing {
  const conditions = run.conditions.map(({ id }) => id);
  if (core === null || (looks.size < 2 && conditions.length < 2)) return nothing;
  return html`<dl class="archetype-bars">
    ${
      looks.size < 2
        ? nothing
        : html`<dt>By model</dt>
            <dd>${byModelBar(core.byTarget, looks, core.count)}</dd>`
    }
    ${
      conditions.length < 2
        ? nothing
        : html`<dt>By condition</dt>
            <dd>${conditionBar(conditions, core.byCondition, core.count)}</dd>`
    }
  </dl>`;
}

/** Traits that come together more, or less, often than by chance. */
export function pairsSection(
  { pairs }: ArchetypeReport,
  traits: readonly TraitReport[],
  actions: Actions,
): TemplateResult | typeof nothing {
  if (pairs.length === 0) return nothing;
  const name = 'What goes together';
  const columns = traitPairColumns((ids) => traitNames(ids, traits));
  const figures = (): ReturnType<typeof plainTable> => plainTable(Object.values(columns), pairs);
  return section(
    name,
    html`<table class="grid trait-pairs">
      <thead>
        <tr>
          ${Object.values(columns).map((column) => head(column))}
        </tr>
      </thead>
      <tbody>
        ${pairs.slice(0, MOST_PAIRS).map(
          (pair) =>
            html`<tr>
              <th scope="row">${traitNames(pair.traits, traits).join(' + ')}</th>
              ${cell(columns.outputs, pair)} ${cell(columns.share, pair)}
              <td class="num" title=${togetherWords(pair)}>${formatFactor(pair.lift)}</td>
            </tr>`,
        )}
      </tbody>
    </table>`,
    { id: 'trait-pairs', aside: 'most telling first', right: exportMenu({ name, table: figures }, actions) },
  );
}

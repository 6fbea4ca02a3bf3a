import { html, type TemplateResult } from 'lit/html.js';
import type { DriftStep } from '../../src/core/compare/drift.ts';
import type { ComparisonSnapshot } from '../../src/protocol/compare.ts';
import { explained } from '../components/explained.ts';
import { section } from '../components/section.ts';
import { formatFigure, NONE } from '../text/format.ts';

/** The runs of a prompt, the latest first, with what each changed since the one before it. */
export function timelineSection(
  { runs }: ComparisonSnapshot,
  steps: readonly DriftStep[] | null,
  open: (key: string) => void,
): TemplateResult {
  const rows = runs.map((run, at) => ({ run, step: at === 0 ? null : (steps?.[at - 1] ?? null), isFirst: at === 0 }));
  return section(
    'Timeline',
    html`<div class="table-box">
        <table class="grid timeline">
          <thead>
            <tr>
              <th scope="col">Run</th>
              <th scope="col">Found</th>
              <th scope="col" class="num">${explained('effective-answers', 'Effective answers')}</th>
              <th scope="col">Since the run before</th>
            </tr>
          </thead>
          <tbody>
            ${rows.toReversed().map(
              ({ run, step, isFirst }) =>
                html`<tr>
                  <th scope="row">
                    <button class="link" @click=${() => open(run.key)}><bdi>${run.label}</bdi></button>
                    ${run.isBaseline ? '★' : ''}
                  </th>
                  <td dir="auto">${run.found}</td>
                  <td class="num">${run.effective === null ? NONE : formatFigure(run.effective)}</td>
                  <td dir="auto" class=${isChange(step) ? 'changed' : 'dim'}>
                    ${isFirst ? 'the first one' : steps === null ? 'comparing…' : (step?.sentence ?? '')}
                  </td>
                </tr>`,
            )}
          </tbody>
        </table>
      </div>
      <p class="note">
        Each run is compared with the one before it. A change is named where it is significant, corrected over all of
        them (Holm): at most one timeline in twenty without any change names one.
      </p>`,
    { id: 'timeline' },
  );
}

const isChange = (step: DriftStep | null): boolean =>
  step !== null && step.verdict !== null && step.verdict !== 'unchanged' && step.verdict !== 'undecided';

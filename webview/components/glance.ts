import { html, nothing, type TemplateResult } from 'lit/html.js';
import { glanceOf } from '../../src/core/analysis/insight/glance.ts';
import { withoutIsolates } from '../../src/core/text/prose.ts';
import type { Actions, Screen } from '../state/screen.ts';
import { formatCount } from '../text/format.ts';
import { icon } from './icons.ts';
import { SAID } from '../text/strings.ts';

/** The verdict in a few words, beside it a menu, and below it what was found in one sentence; while the run is going, in one line. */
export function verdict({ report, running }: Screen, menu: unknown): TemplateResult {
  if (report === null) return html``;
  const { insight } = report;
  const { claim, sentence } = glanceOf(insight);
  const isSoFar = running && !claim.startsWith('So far');
  return html`<section class="verdict level-${running ? 'undecided' : insight.level}" aria-label="What was found">
    <div class="claim-row">
      <h2 class="claim" dir="auto">${isSoFar ? `So far: ${claim}` : claim}</h2>
      ${menu}
    </div>
    <p class=${running ? 'sentence one-line' : 'sentence'} dir="auto" title=${running ? sentence : nothing}>
      ${sentence}
    </p>
  </section>`;
}

const FINDINGS_ID = 'more-findings';

/** Findings where there is little room. */
const CROWDED = 2;

/** What a person would tell a colleague next; the rest behind "5 more". None while the run is going: they would come and go. */
export function findings(
  { report, run, snapshot, running, view }: Screen,
  actions: Actions,
): TemplateResult | typeof nothing {
  if (report === null || running) return nothing;
  const glance = glanceOf(report.insight);
  const all = [...glance.findings, ...glance.more];
  if (all.length === 0) return nothing;
  // Where failures or conditions take room above them, one finding fewer keeps the figures in sight.
  const isCrowded = run.conditions.length > 1 || (snapshot.failures ?? []).length > 0;
  const first = all.slice(0, Math.min(glance.findings.length, isCrowded ? CROWDED : all.length));
  const more = all.slice(first.length);
  const open = view.findingsOpen;
  const toggle = (): void => actions.change((old) => ({ ...old, findingsOpen: !old.findingsOpen }));
  return html`<section class="section findings" aria-label="Findings">
    <div class="section-head">
      <h2>Findings</h2>
      <span class="right">
        <button class="link" title="Copies the verdict and all findings" @click=${() => copy(report.insight, actions)}>
          Copy
        </button>
      </span>
    </div>
    <ul>
      ${[...first, ...(open ? more : [])].map((finding) => html`<li dir="auto">${finding}</li>`)}
    </ul>
    ${
      more.length === 0
        ? nothing
        : html`<button class="link" id=${FINDINGS_ID} aria-expanded=${open ? 'true' : 'false'} @click=${toggle}>
            ${icon(open ? 'chevron-down' : 'chevron-right')} ${open ? 'Fewer' : `${formatCount(more.length)} more`}
          </button>`
    }
  </section>`;
}

function copy(insight: Parameters<typeof glanceOf>[0], actions: Actions): void {
  const lines = [insight.headline, ...insight.details.map((detail) => `- ${detail}`)];
  actions.take({ kind: 'copy', text: withoutIsolates(lines.join('\n')), said: SAID.copiedFindings });
}

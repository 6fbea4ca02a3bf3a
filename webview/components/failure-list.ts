import { html, nothing, type TemplateResult } from 'lit/html.js';
import { runsOfTarget } from '../../src/core/model/planned-trials.ts';
import type { FailureSummary } from '../../src/protocol/trial-summary.ts';
import { retriesOf } from '../state/next-steps.ts';
import type { Actions, Screen } from '../state/screen.ts';
import { formatCount, plural } from '../text/format.ts';
import { modelName } from './model-mark.ts';
import { BUTTONS } from '../text/strings.ts';

/** Reasons that are shown at first. */
const MOST_ROWS = 1;

/** Why trials brought no answer: once a model and reason, with the step that helps. */
export function failureList(screen: Screen, actions: Actions): TemplateResult | typeof nothing {
  if ((screen.snapshot.failures ?? []).length === 0) return nothing;
  const failures = [...unsaidFailures(screen)].sort((a, b) => b.count - a.count);
  const rest = failures.length - MOST_ROWS > 1 ? failures.length - MOST_ROWS : 0;
  const open = screen.view.failuresOpen;
  const toggle = (): void => actions.change((view) => ({ ...view, failuresOpen: !view.failuresOpen }));
  return html`<div class="failures">
    ${
      failures.length === 0
        ? nothing
        : html`<ul>
            ${failures.slice(0, open ? failures.length : failures.length - rest).map((failure, index) => {
              const isFirst = failures.findIndex((other) => hasSameRetry(other, failure)) === index;
              return failureRow(failure, screen, isFirst ? retryButton(failure.target, screen, actions) : nothing);
            })}
          </ul>`
    }
    <div class="failure-actions">
      ${
        rest === 0
          ? nothing
          : html`<button class="link" aria-expanded=${open} @click=${toggle}>
              ${open ? 'Fewer reasons' : `${formatCount(rest)} more reasons`}
            </button>`
      }
      ${failureActions(screen, actions)}
    </div>
  </div>`;
}

/** While a run is going, the row of a model that is stopped has said why already. */
function unsaidFailures({ snapshot, progress }: Screen): readonly FailureSummary[] {
  const said = new Map(
    progress.flatMap(({ target, state, reason }) => (state === 'stopped' ? [[target, reason]] : [])),
  );
  return (snapshot.failures ?? []).filter(({ target, message }) => message === '' || said.get(target) !== message);
}

/** "Retry" sends all failed trials of a model, whatever their reasons: it stands beside the first of them. */
function hasSameRetry(a: FailureSummary, b: FailureSummary): boolean {
  return a.outcome === 'failed' && b.outcome === 'failed' && a.target === b.target;
}

function failureRow(failure: FailureSummary, screen: Screen, retry: unknown): TemplateResult {
  const { target, outcome, message, count } = failure;
  const look = screen.looks.get(target);
  const words = `${formatCount(count)} of ${formatCount(runsOfTarget(screen.run))} ${outcome}`;
  return html`<li>
    ${look === undefined ? target : modelName(look)}
    <span class=${outcome === 'failed' ? 'num error' : 'num warning'}>${words}</span>
    ${message === '' ? nothing : html`<span class="reason">${message}</span>`} ${retry}
  </li>`;
}

function retryButton(target: string, screen: Screen, actions: Actions): TemplateResult | typeof nothing {
  const count = retriesOf(screen).get(target) ?? 0;
  if (count === 0) return nothing;
  const label = screen.looks.get(target)?.label ?? target;
  return html`<button
    class="link"
    title="Sends the ${plural(count, 'failed call')} of ${label} again${missingToo(screen)}"
    ?disabled=${screen.isHeld}
    @click=${() => actions.act('retry-failed', target)}
  >
    ${BUTTONS.retry}
  </button>`;
}

function failureActions(screen: Screen, actions: Actions): TemplateResult | typeof nothing {
  const failures = screen.snapshot.failures ?? [];
  if (!failures.some(({ outcome }) => outcome === 'failed')) return nothing;
  const needsKey = failures.some(({ reason }) => reason === 'authentication');
  return html`${retryAll(screen, actions)}
    ${
      needsKey
        ? html`<button class="link" @click=${() => actions.act('set-api-key')}>${BUTTONS.setKey}</button>`
        : nothing
    } <button class="link" @click=${() => actions.act('show-log')}>${BUTTONS.showLog}</button>`;
}

function retryAll(screen: Screen, actions: Actions): TemplateResult | typeof nothing {
  const retries = retriesOf(screen);
  if (retries.size < 2) return nothing;
  const count = [...retries.values()].reduce((sum, one) => sum + one, 0);
  return html`<button
    class="link"
    title="Sends all ${plural(count, 'failed call')} again${missingToo(screen)}"
    ?disabled=${screen.isHeld}
    @click=${() => actions.act('retry-failed')}
  >
    ${BUTTONS.retryAll}
  </button>`;
}

function missingToo({ snapshot }: Screen): string {
  return (snapshot.next?.missing ?? 0) > 0 ? ', and what is missing' : '';
}

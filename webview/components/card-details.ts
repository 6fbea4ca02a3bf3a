import { html, nothing, type TemplateResult } from 'lit/html.js';
import type { OutputRow } from '../../src/core/analysis/rows.ts';
import type { Column } from '../state/report.ts';
import type { Actions, Screen } from '../state/screen.ts';
import { formatCount, plural } from '../text/format.ts';
import { parameterTexts } from '../text/parameters.ts';

/** What an opened card says beyond its text: the call, its parameters, and what can be done with it. */
export function cardDetails(row: OutputRow, column: Column, screen: Screen, actions: Actions): TemplateResult {
  return html`<div class="details">
    <div class="card-facts">
      ${[...(column.suffix === '' ? [] : [`condition ${column.suffix}`]), ...callFacts(row)].join(' · ')}
    </div>
    ${parameters(row)}
    <div class="card-actions">${buttons(row, column, screen, actions)}</div>
  </div>`;
}

function callFacts({ finishReason, usage, attempts, textLength }: OutputRow): readonly string[] {
  const tokens = usage?.inputTokens;
  return [
    plural(textLength, 'character'),
    ...(tokens === null || tokens === undefined ? [] : [`${formatCount(tokens)} tokens in`]),
    ...(finishReason === null ? [] : [`ended: ${finishReason}`]),
    ...(attempts > 1 ? [`${attempts} attempts`] : []),
  ];
}

function parameters({ requested, honoured, attempts }: OutputRow): TemplateResult | typeof nothing {
  const texts = parameterTexts(requested, honoured);
  if (texts.length === 0 || attempts === 0) return nothing;
  return html`<ul class="parameters" aria-label="Parameters">
    ${texts.map(({ text, differs }) => html`<li class=${differs ? 'warning' : ''}>${text}</li>`)}
  </ul>`;
}

function buttons(row: OutputRow, { target, condition }: Column, screen: Screen, actions: Actions): unknown {
  const { trialIndex, group } = row;
  const key = { target, condition, trialIndex };
  return html`<button class="link" @click=${() => actions.take({ kind: 'copy-output', ...key })}>Copy text</button> ${
      group === null
        ? nothing
        : html`<button class="link" @click=${() => actions.showOutputs(group)}>Only this answer</button>
            <button
              class="link"
              title="Counts what this output says as an answer of its own"
              ?disabled=${screen.hand.isBusy}
              @click=${() => actions.edit({ kind: 'split', members: [key] })}
            >
              Split off
            </button>`
    }`;
}

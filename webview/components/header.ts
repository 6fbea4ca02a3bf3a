import { html, nothing, type TemplateResult } from 'lit/html.js';
import type { Actions, Screen } from '../state/screen.ts';
import { answeredText, badgesOf, losses, sizeOf } from '../state/summary.ts';
import { formatCost, formatElapsed, formatTime } from '../text/format.ts';

/** Longest prompt, in characters, that is never folded: about two lines of a narrow panel. */
const SHORT_PROMPT = 140;

/** The prompt, what was run, and the buttons. */
export function header(screen: Screen, actions: Actions): TemplateResult {
  const { run, view } = screen;
  const condition = run.conditions.find(({ control }) => control) ?? run.conditions[0];
  const prompt = condition?.prompt.trim() ?? '';
  const system = condition?.system ?? null;
  const foldable = prompt.length > SHORT_PROMPT || prompt.split('\n').length > 2 || system !== null;
  const fold = (): void => actions.change((old) => ({ ...old, promptOpen: !old.promptOpen }));
  return html`<header class="head">
    <div class="title-row">
      <div class="prompt-box">
        <h1 class="prompt ${foldable && !view.promptOpen ? 'folded' : ''}" dir="auto">${prompt}</h1>
        ${foldable && view.promptOpen ? systemPrompt(system) : nothing}
        ${
          foldable
            ? html`<button class="link" aria-expanded=${view.promptOpen} @click=${fold}>
                ${view.promptOpen ? 'Show less' : 'Show the whole prompt'}
              </button>`
            : nothing
        }
      </div>
      <div class="buttons">${buttons(screen, actions)}</div>
    </div>
    <div class="meta">${meta(screen, actions)}</div>
  </header>`;
}

function systemPrompt(system: string | null): TemplateResult | typeof nothing {
  return system === null ? nothing : html`<p class="system"><b>System</b> <span dir="auto">${system}</span></p>`;
}

function buttons({ running, report }: Screen, actions: Actions): TemplateResult {
  const exportable = report !== null;
  return html`${
      running
        ? html`<button class="button" title="Keeps all answers that have arrived" @click=${() => actions.act('stop')}>
            Stop
          </button>`
        : html`<button class="button primary" @click=${() => actions.act('run-again')}>Run again</button>`
    } <button class="button" ?disabled=${!exportable} @click=${() => actions.act('export')}>Export</button>`;
}

function meta(screen: Screen, actions: Actions): TemplateResult {
  const { run, report, running, elapsedMs, now } = screen;
  const cost = report === null ? null : formatCost(report.cost);
  const { origin } = run;
  return html`<span class="strong">${sizeOf(screen)}</span>
    <span>${answeredText(screen)}</span>
    ${losses(screen).map((loss) => html`<span class=${loss.endsWith('failed') ? 'error' : 'warning'}>${loss}</span>`)}
    ${elapsedMs === null ? nothing : html`<span class="elapsed">${formatElapsed(elapsedMs)}</span>`}
    ${cost === null ? nothing : html`<span>${cost}${running ? ' so far' : ''}</span>`}
    <span>${formatTime(run.createdAt, now)}</span>
    ${
      origin === undefined
        ? nothing
        : html`<button
            class="link origin"
            title="Open the prompt in its file"
            @click=${() => actions.act('open-origin')}
          >
            <bdi>${origin.path}:${origin.line}</bdi>
          </button>`
    }
    ${badgesOf(screen).map((source) => html`<span class="badge" title=${BADGES[source]}>${source}</span>`)}`;
}

const BADGES = {
  recorded: 'These answers were recorded earlier; no model was asked now.',
  simulated: 'These answers were made up by a simulation; no model was asked.',
  imported: 'These answers were read from a file; no model was asked.',
  live: '',
  batch: '',
} as const;

import { html, nothing, type TemplateResult } from 'lit/html.js';
import { answeredOf, progressText, type ShownProgress } from '../state/progress.ts';
import type { Screen } from '../state/screen.ts';
import { formatCount } from '../text/format.ts';
import { progressBar } from './bars.ts';
import { keyedList } from './keyed-list.ts';
import { modelName } from './model-mark.ts';

/** One row per model while the run is going: how far it is, and what it waits for. */
export function progressRows(screen: Screen): TemplateResult {
  return html`<section class="progress" aria-label="Progress">
    ${screen.progress.map((progress) => progressRow(progress, screen))}
  </section>`;
}

const TONES = { waiting: '', running: '', paused: 'warning', done: '', stopped: 'error' } as const;

function progressRow(progress: ShownProgress, screen: Screen): TemplateResult {
  const { target, wanted, state } = progress;
  const look = screen.looks.get(target);
  const cell = screen.report?.cells.find((candidate) => candidate.target === target);
  const text = progressText(progress, cell, screen.now);
  return html`<div class="progress-row">
    ${look === undefined ? target : modelName(look)} ${look === undefined ? nothing : progressBar(look, progress)}
    <span class="progress-count">${formatCount(answeredOf(progress))} of ${formatCount(wanted)}</span>
    <span class="progress-text ${state} ${TONES[state]}" title=${text}>${text}</span>
  </div>`;
}

/** Read out when a model begins a wait of several seconds; the rows themselves count down in silence. */
export function waitsRead({ progress, looks }: Screen): unknown {
  const told = progress.filter(({ wait }) => wait !== null && wait.told !== '');
  return keyedList(
    told,
    ({ target }) => target,
    ({ target, wait }) => html`<p>${looks.get(target)?.label ?? target}: ${wait?.told}.</p>`,
  );
}

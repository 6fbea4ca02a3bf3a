import { html, type TemplateResult } from 'lit/html.js';
import type { TargetProgress } from '../../src/core/model/events.ts';
import type { Screen } from '../state/screen.ts';
import { progressText } from '../state/summary.ts';
import { formatCount } from '../text/format.ts';
import { progressBar } from './bars.ts';
import { modelName } from './model-mark.ts';

/** A row a model while the run is going: how far it is, and what it waits for. */
export function progressRows(screen: Screen): TemplateResult {
  return html`<section class="progress" aria-label="Progress">
    ${screen.snapshot.progress.map((progress) => progressRow(progress, screen))}
  </section>`;
}

const TONES = { waiting: '', running: '', paused: 'warning', done: '', stopped: 'error' } as const;

function progressRow(progress: TargetProgress, screen: Screen): TemplateResult {
  const { target, settled, wanted, state } = progress;
  const look = screen.looks.get(target);
  const cell = screen.report?.cells.find((candidate) => candidate.target === target);
  return html`<div class="progress-row">
    ${look === undefined ? target : modelName(look)} ${look === undefined ? '' : progressBar(look, settled, wanted)}
    <span class="progress-count">${formatCount(settled)} of ${formatCount(wanted)}</span>
    <span class="progress-text ${TONES[state]}">${progressText(progress, cell, screen.now)}</span>
  </div>`;
}

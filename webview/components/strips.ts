import { html, nothing, type TemplateResult } from 'lit/html.js';
import { remainderOf } from '../state/next-steps.ts';
import type { Actions, Screen } from '../state/screen.ts';
import { formatCount } from '../text/format.ts';
import { icon } from './icons.ts';
import { BUTTONS } from '../text/strings.ts';

/** What every tab says first: what went wrong outside the trials, and what is left to send. */
export function strips(screen: Screen, actions: Actions): TemplateResult | typeof nothing {
  const { notices } = screen.snapshot;
  const parts = [
    ...(notices.length === 0 ? [] : [noticeStrip(notices)]),
    ...(screen.problem === '' ? [] : [problemStrip(screen.problem, actions)]),
    ...remainderStrip(screen, actions),
  ];
  return parts.length === 0 ? nothing : html`<div class="strips">${parts}</div>`;
}

function noticeStrip(texts: readonly string[]): TemplateResult {
  return html`<ul class="strip notices">
    ${texts.map((text) => html`<li>${text}</li>`)}
  </ul>`;
}

function problemStrip(problem: string, actions: Actions): TemplateResult {
  return html`<div class="strip problem">
    <p role="alert">${problem}</p>
    <button class="plain" aria-label="Dismiss" title="Dismiss" @click=${() => actions.dismissProblem()}>
      ${icon('close')}
    </button>
  </div>`;
}

function remainderStrip(screen: Screen, actions: Actions): readonly TemplateResult[] {
  const remainder = remainderOf(screen);
  if (remainder === null) return [];
  const { sentence, sendable } = remainder;
  const title = `Sends the ${formatCount(sendable)} that ${sendable === 1 ? 'is' : 'are'} missing and nothing else`;
  return [
    html`<section class="strip remainder" aria-label="What is left">
      <p>${sentence}</p>
      ${
        sendable === 0
          ? nothing
          : html`<button
              class="button primary"
              title=${title}
              ?disabled=${screen.isHeld}
              @click=${() => actions.act('resume')}
            >
              ${BUTTONS.resume}
            </button>`
      }
    </section>`,
  ];
}

import { html, nothing, render, type TemplateResult } from 'lit/html.js';
import { type ExplanationId, EXPLANATIONS } from '../text/explanations.ts';
import { BUTTONS } from '../text/strings.ts';

/** The label of a figure; a press says in a sentence what it is, with an example and a link to more. `note`: of this one figure. */
export function explained(id: ExplanationId, label: unknown, note = ''): TemplateResult {
  return html`<button
    class="explain"
    data-explains=${id}
    title=${EXPLANATIONS[id].what}
    aria-haspopup="dialog"
    @click=${(event: Event) => open(id, note, event.currentTarget as HTMLElement)}
  >
    ${label}
  </button>`;
}

/** The same for what may have an explanation: all statistics of the registries have. */
export function explainedStatistic(id: string, label: string): unknown {
  return Object.hasOwn(EXPLANATIONS, id) ? explained(id as ExplanationId, label) : label;
}

const BOX = 'explanation';

/** Where what is explained is shown; stands once in the page. `onMore` opens a section of docs/statistics.md. */
export function explanationBox(onMore: (section: string) => void): TemplateResult {
  return html`<div
    id=${BOX}
    class="explanation"
    popover="auto"
    role="dialog"
    aria-label="What this figure means"
    tabindex="-1"
    @probe-more=${(event: CustomEvent<string>) => onMore(event.detail)}
  ></div>`;
}

/** Distance to its label and to the edges of the page, px. */
const GAP = 6;

function open(id: ExplanationId, note: string, label: HTMLElement): void {
  const box = label.ownerDocument.getElementById(BOX);
  if (box === null) return;
  render(content(id, note, box), box);
  box.showPopover();
  const { left, top, bottom } = label.getBoundingClientRect();
  const { width, height } = box.getBoundingClientRect();
  const { clientWidth, clientHeight } = label.ownerDocument.documentElement;
  const isBelow = bottom + GAP + height <= clientHeight || top < height + GAP;
  box.style.left = `${Math.max(GAP, Math.min(left, clientWidth - width - GAP))}px`;
  box.style.top = `${isBelow ? bottom + GAP : top - height - GAP}px`;
  box.focus();
}

function content(id: ExplanationId, note: string, box: HTMLElement): TemplateResult {
  const { name, what, example, section } = EXPLANATIONS[id];
  const more = (): void => {
    box.hidePopover();
    box.dispatchEvent(new CustomEvent('probe-more', { detail: section }));
  };
  return html`<p><b>${name}</b></p>
    <p>${what}</p>
    <p class="dim">${example}</p>
    ${note === '' ? nothing : html`<p>${note}</p>`}
    <button class="link" @click=${more}>${BUTTONS.explain}</button>`;
}

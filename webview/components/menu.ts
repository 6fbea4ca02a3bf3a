import { html, type TemplateResult } from 'lit/html.js';

/** One line of a menu. */
export interface MenuItem {
  readonly name: string;
  readonly onChoose: () => void;
}

/** A few actions behind one button. Escape, a choice and leaving it close it (`keyboard.ts`, `closeOnLeave`). */
export function menu(name: string, face: unknown, items: readonly MenuItem[]): TemplateResult {
  return menuOf(
    name,
    face,
    items.map(({ name: item, onChoose }) => html`<button class="menu-item" @click=${onChoose}>${item}</button>`),
  );
}

/** The same around any content. */
export function menuOf(name: string, face: unknown, content: unknown): TemplateResult {
  return html`<details class="menu" @focusout=${closeOnLeave} @toggle=${keepInSight}>
    <summary aria-label=${name} title=${name}>${face}</summary>
    <div class="menu-box" @click=${closeOnChoice}>${content}</div>
  </details>`;
}

function closeOnChoice(event: Event): void {
  const { target } = event;
  const item = target instanceof Element ? target.closest('button') : null;
  const box = item?.closest('details') ?? null;
  if (box === null) return;
  box.open = false;
  box.querySelector('summary')?.focus();
}

/** A press inside that takes the focus nowhere is no leaving. */
function closeOnLeave(event: FocusEvent): void {
  const box = event.currentTarget as HTMLDetailsElement;
  const to = event.relatedTarget;
  if (to instanceof Node && !box.contains(to)) box.open = false;
}

/** Least distance between a menu and the edge of the page, px. */
const EDGE = 4;

/** How far a box must move to the right (or left, below 0) to lie within a page of this width, px; its beginning goes first. */
export function shiftInto({ left, right }: Pick<DOMRect, 'left' | 'right'>, width: number): number {
  return Math.max(Math.min(0, width - EDGE - right), EDGE - left);
}

/** A button may stand anywhere in its row, and the menu hangs from its end. */
function keepInSight(event: Event): void {
  const details = event.currentTarget as HTMLDetailsElement;
  const box = details.querySelector<HTMLElement>('.menu-box');
  if (box === null || !details.open) return;
  box.style.translate = '';
  const by = shiftInto(box.getBoundingClientRect(), document.documentElement.clientWidth);
  if (by !== 0) box.style.translate = `${by}px`;
}

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
export function menuOf(
  name: string,
  face: unknown,
  content: unknown,
  onToggle: (open: boolean) => void = () => undefined,
): TemplateResult {
  const toggled = (event: Event): void => {
    const details = event.currentTarget as HTMLDetailsElement;
    keepInSight(details);
    onToggle(details.open);
  };
  return html`<details class="menu" @focusout=${closeOnLeave} @toggle=${toggled}>
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

/** How far a box below its button must move up to lie within a page of this height, px: to above the button where there is more room. */
export function liftInto(box: Pick<DOMRect, 'top' | 'bottom'>, buttonTop: number, height: number): number {
  if (box.bottom <= height - EDGE) return 0;
  const own = box.bottom - box.top;
  const above = buttonTop - EDGE - own;
  return above >= EDGE ? above - box.top : Math.max(height - EDGE - box.bottom, EDGE - box.top);
}

/** To be called after a drawing: what an open menu holds may have come only now. */
export function keepMenusInSight(root: ParentNode): void {
  root.querySelectorAll<HTMLDetailsElement>('details.menu[open]').forEach(keepInSight);
}

/** A button may stand anywhere in its row, and the menu hangs from its end; near the end of the page it opens upwards. */
function keepInSight(details: HTMLDetailsElement): void {
  const box = details.querySelector<HTMLElement>('.menu-box');
  if (box === null || !details.open) return;
  box.style.translate = '';
  const { clientWidth, clientHeight } = document.documentElement;
  const place = box.getBoundingClientRect();
  const across = shiftInto(place, clientWidth);
  const up = liftInto(place, details.getBoundingClientRect().top, clientHeight);
  if (across !== 0 || up !== 0) box.style.translate = `${across}px ${up}px`;
}

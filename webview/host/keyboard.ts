/** Keys that work wherever the focus is, unless a text is being typed. */

/** What keys lead to beyond the page itself. */
export interface KeyActions {
  /** Takes the last merge or split back; false when there is none. */
  undo(): boolean;
  /** Opens where texts are looked for; the filter gets the focus there. */
  find(): true;
  /** One step back; false when there is nowhere to go. */
  back(): boolean;
}

/** Events that a row or a card hears while it has the focus. */
type StepEvent = 'probe-open' | 'probe-copy' | 'probe-choose';

/** Handles one key. What it takes, nothing else gets. */
export function handleKey(event: KeyboardEvent, root: HTMLElement, actions: KeyActions): void {
  if (event.defaultPrevented || isTyping(event)) return;
  if (take(event, root, actions)) event.preventDefault();
}

/** In a field keys are text; Escape leaves it once it is empty (see `filterBox`). */
function isTyping(event: KeyboardEvent): boolean {
  const { target } = event;
  if (!(target instanceof HTMLElement)) return false;
  const isText = target instanceof HTMLInputElement && target.type === 'text';
  if (isText && event.key === 'Escape') target.blur();
  const isField = isText || target instanceof HTMLSelectElement || target instanceof HTMLTextAreaElement;
  return isField || target.closest('dialog') !== null;
}

function take(event: KeyboardEvent, root: HTMLElement, actions: KeyActions): boolean {
  const { key } = event;
  if ((event.ctrlKey || event.metaKey) && !event.altKey) return takeWithCtrl(event, root, actions);
  if (event.altKey) return false;
  if (moveInMenu(event)) return true;
  const step = event.target instanceof HTMLElement && event.target.hasAttribute('data-step') ? event.target : null;
  if (step !== null) {
    const isTaken = takeOnStep(event, step);
    if (isTaken) return true;
  }
  switch (key) {
    case '/':
      return focusFilter(root);
    case 'j':
      return moveStep(root, 1);
    case 'k':
      return moveStep(root, -1);
    case '?':
      return showKeys(root);
    case 'Escape':
      return closeMenu(root) || actions.back();
    default:
      return false;
  }
}

/** Most outputs are not in the page, so the find of a browser would miss them: the filter looks through all. */
function takeWithCtrl({ key, shiftKey }: KeyboardEvent, root: HTMLElement, actions: KeyActions): boolean {
  if (shiftKey) return false;
  if (key === 'f') return focusFilter(root) || actions.find();
  return key === 'z' && actions.undo();
}

function takeOnStep(event: KeyboardEvent, step: HTMLElement): boolean {
  switch (event.key) {
    case 'Enter':
      return tell(step, 'probe-open', event);
    case 'c':
      return tell(step, 'probe-copy', event);
    case ' ':
    case 'x':
    case 'X':
      return step.matches('tr') && tell(step, 'probe-choose', event);
    case 'ArrowRight':
    case 'l':
      return moveColumn(step, 1);
    case 'ArrowLeft':
    case 'h':
      return moveColumn(step, -1);
    default:
      return false;
  }
}

function tell(step: HTMLElement, name: StepEvent, { shiftKey }: KeyboardEvent): boolean {
  step.dispatchEvent(new CustomEvent(name, { detail: { shiftKey } }));
  return true;
}

function focusFilter(root: HTMLElement): boolean {
  const filter = root.querySelector<HTMLInputElement>('[data-filter]');
  filter?.focus();
  filter?.select();
  return filter !== null;
}

function showKeys(root: HTMLElement): boolean {
  const keys = root.querySelector<HTMLDialogElement>('dialog.keys');
  keys?.showModal();
  return keys !== null;
}

/** An open menu closes before anything else goes back, and gives the focus to what opened it. */
function closeMenu(root: HTMLElement): boolean {
  const menu = root.querySelector<HTMLDetailsElement>('details.menu[open]');
  if (menu === null) return false;
  menu.open = false;
  menu.querySelector('summary')?.focus();
  return true;
}

/** In an open menu the arrow keys go from entry to entry, round the ends; on its button they lead into it. */
function moveInMenu({ key, target }: KeyboardEvent): boolean {
  const menu = target instanceof Element ? target.closest<HTMLDetailsElement>('details.menu[open]') : null;
  if (menu === null || !['ArrowDown', 'ArrowUp', 'Home', 'End'].includes(key)) return false;
  const items = [...menu.querySelectorAll<HTMLElement>('.menu-box :is(button, input):not(:disabled)')];
  const at = items.indexOf(target as HTMLElement);
  const next = key === 'Home' ? 0 : key === 'End' ? -1 : key === 'ArrowDown' ? at + 1 : at < 0 ? -1 : at - 1;
  items.at(next === items.length ? 0 : next)?.focus();
  return items.length > 0;
}

/** Focuses the next or previous row or output of the column in which the focus is; the first one when it is elsewhere. */
function moveStep(root: HTMLElement, by: 1 | -1): boolean {
  const focused = document.activeElement?.closest<HTMLElement>('[data-step]') ?? null;
  const column = focused?.closest('.column') ?? root.querySelector('.column') ?? root;
  const steps = [...column.querySelectorAll<HTMLElement>('[data-step]')];
  const at = focused === null ? -1 : steps.indexOf(focused);
  const next = steps[at < 0 ? 0 : at + by];
  focusStep(next);
  return next !== undefined;
}

/** Focuses the output of the neighbouring column that stands beside the focused one. */
function moveColumn(step: HTMLElement, by: 1 | -1): boolean {
  const columns = [...document.querySelectorAll<HTMLElement>('.column')];
  const at = columns.findIndex((column) => column.contains(step));
  const beside = at < 0 ? undefined : columns[at + by];
  if (beside === undefined) return false;
  const { top } = step.getBoundingClientRect();
  const distance = (card: HTMLElement): number => Math.abs(card.getBoundingClientRect().top - top);
  const cards = [...beside.querySelectorAll<HTMLElement>('[data-step]')];
  const [nearest] = cards.sort((a, b) => distance(a) - distance(b));
  focusStep(nearest);
  return nearest !== undefined;
}

function focusStep(step: HTMLElement | undefined): void {
  step?.focus({ preventScroll: true });
  step?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
}

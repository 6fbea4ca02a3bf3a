/**
 * What is known of a cell, shown beside it while the pointer or the focus is on it. The box is written to directly: a redraw of the whole
 * panel for every cell that the pointer passes would be too much, and nothing of it is state.
 */

/** Pixels between a cell and its box, and between the box and the edge. */
const GAP = 4;

function cellIn(event: Event): HTMLElement | null {
  const { target } = event;
  return target instanceof Element ? target.closest<HTMLElement>('[data-tip]') : null;
}

function tipIn(event: Event): HTMLElement | null {
  const { currentTarget: box } = event;
  return box instanceof Element ? (box.closest('.heat-box')?.querySelector<HTMLElement>('.heat-tip') ?? null) : null;
}

/** Shows what is known of the cell that the event is about; hides the box where it is about none. */
export function showTip(event: Event): void {
  const cell = cellIn(event);
  const tip = tipIn(event);
  if (cell === null || tip === null) {
    hideTip(event);
    return;
  }
  const [first = '', ...rest] = (cell.dataset['tip'] ?? '').split('\n');
  const title = document.createElement('b');
  title.textContent = first;
  const lines = rest.map((text) => {
    const line = document.createElement('span');
    line.textContent = text;
    return line;
  });
  tip.replaceChildren(title, ...lines);
  tip.hidden = false;
  place(tip, cell);
}

/** Takes the box away. */
export function hideTip(event: Event): void {
  const tip = tipIn(event);
  if (tip !== null) tip.hidden = true;
}

/** Below the cell, or above it where the view ends; never over its sides. */
function place(tip: HTMLElement, cell: HTMLElement): void {
  const outer = tip.parentElement?.getBoundingClientRect();
  const view = cell.closest('[data-scroller]')?.getBoundingClientRect();
  if (outer === undefined) return;
  const at = cell.getBoundingClientRect();
  const { offsetWidth: width, offsetHeight: height } = tip;
  const isBelow = at.bottom + GAP + height <= (view?.bottom ?? innerHeight);
  const top = isBelow ? at.bottom + GAP : at.top - GAP - height;
  const left = Math.max(outer.left, Math.min(at.left, outer.right - width));
  tip.style.setProperty('top', `${Math.round(top - outer.top)}px`);
  tip.style.setProperty('left', `${Math.round(left - outer.left)}px`);
}

const STEPS: Readonly<Record<string, readonly [number, number]>> = {
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
};

/** Arrow keys move the focus from cell to cell, Home and End within a row, Enter opens, Escape takes the box away. */
export function moveCell(event: KeyboardEvent): void {
  const cell = cellIn(event);
  const row = cell?.closest('tr') ?? null;
  if (cell === null || row === null) return;
  const { key } = event;
  if (key === 'Enter') cell.click();
  else if (key === 'Escape' && tipIn(event)?.hidden === false) hideTip(event);
  else if (!focusFrom(cell, row, key)) return;
  event.preventDefault();
}

function focusFrom(cell: HTMLElement, row: HTMLTableRowElement, key: string): boolean {
  const cells = cellsOf(row);
  const at = cells.indexOf(cell);
  if (key === 'Home' || key === 'End') return focus(cells.at(key === 'Home' ? 0 : -1));
  const step = STEPS[key];
  if (step === undefined) return false;
  const rows = [...(row.closest('table')?.rows ?? [])].filter((one) => cellsOf(one).length > 0);
  const next = rows[rows.indexOf(row) + step[0]];
  return focus(next === undefined ? undefined : cellsOf(next)[at + step[1]]);
}

function cellsOf(row: HTMLTableRowElement): readonly HTMLElement[] {
  return [...row.querySelectorAll<HTMLElement>('[data-tip]')];
}

/** True also where there is no cell any more: the page must not scroll away under the table's edge. */
function focus(cell: HTMLElement | undefined): boolean {
  cell?.focus();
  return true;
}

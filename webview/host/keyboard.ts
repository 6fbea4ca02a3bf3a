/** Keys that work wherever the focus is, unless a text is being typed. */
export function handleKey(event: KeyboardEvent, root: ParentNode): void {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.target instanceof HTMLInputElement) return;
  const filter = root.querySelector<HTMLInputElement>('[data-filter]');
  if (event.key === '/' && filter !== null) {
    event.preventDefault();
    filter.focus();
    filter.select();
  }
  if (event.key === 'j') moveCard(root, 1);
  if (event.key === 'k') moveCard(root, -1);
}

/** Focuses the next or previous output of the column in which the focus is; the first one when it is elsewhere. */
function moveCard(root: ParentNode, step: 1 | -1): void {
  const focused = document.activeElement?.closest('.card') ?? null;
  const column = focused?.closest('.column') ?? root.querySelector('.column');
  const cards = [...(column?.querySelectorAll<HTMLElement>('.card:not(.pending)') ?? [])];
  const at = focused === null ? -1 : cards.indexOf(focused as HTMLElement);
  const next = cards[at < 0 ? 0 : at + step];
  next?.focus({ preventScroll: true });
  next?.scrollIntoView({ block: 'nearest' });
}

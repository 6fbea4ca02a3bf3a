/**
 * Whether the run in a journal has gone on since it was kept whole: it was taken up again (its header was written again
 * then) or edited by hand. Edits that a file came with stand before its trials (`journalOf`).
 */
export function hasGoneOn(journal: string | null): boolean {
  if (journal === null) return false;
  if (journal.includes('\n{"type":"started"')) return true;
  const settled = journal.indexOf('\n{"type":"settled"');
  return settled >= 0 && journal.lastIndexOf('\n{"type":"edited"') > settled;
}

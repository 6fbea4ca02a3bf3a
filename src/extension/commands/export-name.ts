import type { Run } from '../../core/model/run.ts';

const LONGEST = 40;

/** A file name for a run: the beginning of its prompt, in plain letters, and the day. */
export function exportName(run: Pick<Run, 'conditions' | 'createdAt'>): string {
  const prompt = run.conditions[0]?.prompt ?? '';
  const plain = prompt.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
  const slug = plain
    .replace(/[^\p{L}\p{N}]+/gu, '-')
    .replace(/^-+/, '')
    .slice(0, LONGEST)
    .replace(/-+$/, '');
  return `${slug === '' ? 'probe' : slug}-${run.createdAt.slice(0, 10)}.probe.json`;
}

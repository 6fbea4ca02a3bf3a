import { answeredAt } from '../../core/model/answered-at.ts';
import type { ExportFormat } from '../../core/export/format.ts';
import { EXPORT_FORMATS } from '../../core/export/registry.ts';
import type { Run } from '../../core/model/run.ts';

const LONGEST = 40;

/** A file name for a run: the name of its probe file or the beginning of its prompt, in plain letters, and the day. */
export function exportName(run: Pick<Run, 'conditions' | 'createdAt' | 'recordedAt' | 'design'>): string {
  const said = run.design?.file.replace(/\.probe\.ya?ml$/i, '') ?? run.conditions[0]?.prompt ?? '';
  const plain = said.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
  const slug = plain
    .replace(/[^\p{L}\p{N}]+/gu, '-')
    .replace(/^-/, '')
    .slice(0, LONGEST)
    .replace(/-$/, '');
  return `${slug === '' ? 'probe' : slug}-${answeredAt(run).slice(0, 10)}.probe.json`;
}

/** The format that the ending of a file name asks for; `undefined` for a name without such an ending. */
export function formatOfName(path: string): ExportFormat | undefined {
  const name = path.split('/').at(-1)?.toLowerCase() ?? '';
  const ending = name.includes('.') ? name.split('.').at(-1) : undefined;
  // The longest ending is the most exact one.
  const byLength = [...EXPORT_FORMATS].sort((a, b) => b.extension.length - a.extension.length);
  return (
    byLength.find(({ extension }) => name.endsWith(`.${extension}`)) ??
    EXPORT_FORMATS.find(({ extension }) => extension.split('.').at(-1) === ending)
  );
}

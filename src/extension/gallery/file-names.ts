import type { OutputPage } from '../../core/gallery/page-of.ts';
import type { TrialKey } from '../../core/model/run.ts';
import { slugOf } from '../files/slug.ts';

/** Longest part of a name that comes from a model or a condition, characters. */
const LONGEST = 40;
const slug = (text: string): string => slugOf(text, LONGEST, 'page');

/** A page that is to be written. */
export interface NamedPage extends TrialKey {
  readonly kind: OutputPage['kind'];
  /** What people call the model. */
  readonly label: string;
}

/** `model-condition-index.html`; the index counts from 1 as the panel does, and the only condition of a plain probe is left out. */
export function fileName({ label, condition, trialIndex, kind }: NamedPage): string {
  const parts = [slug(label), ...(condition === 'default' ? [] : [slug(condition)]), String(trialIndex + 1)];
  return `${parts.join('-')}.${kind}`;
}

/** A name for each page, no two alike: models whose names look alike get numbers. */
export function fileNames(pages: readonly NamedPage[]): readonly string[] {
  const taken = new Set<string>();
  return pages.map((page) => {
    const name = fileName(page);
    const [stem, ending] = [name.slice(0, name.lastIndexOf('.')), name.slice(name.lastIndexOf('.'))];
    let free = name;
    for (let turn = 2; taken.has(free); turn += 1) free = `${stem}_${turn}${ending}`;
    taken.add(free);
    return free;
  });
}

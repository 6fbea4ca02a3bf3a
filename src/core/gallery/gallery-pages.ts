import type { RunRecord, Trial, TrialKey } from '../model/run.ts';
import { rememberEach } from '../remember.ts';
import { isUnreadable, onText } from '../watch.ts';
import { featuresOf } from './features.ts';
import type { GalleryOrder, GalleryQuery } from './gallery-query.ts';
import { glimpseOf, type Glimpse } from './glimpse.ts';
import { orderByLikeness, sketchOf, type Sketch } from './likeness.ts';
import { pageOf, type OutputPage } from './page-of.ts';

export type { GalleryChoice, GalleryOrder, GalleryQuery } from './gallery-query.ts';

/** A page without its code. */
export interface PageRow extends TrialKey {
  readonly kind: OutputPage['kind'];
  readonly title: string | null;
  /** UTF-16 units of the document. */
  readonly length: number;
  readonly needs: readonly string[];
  /** What can be shown while it does not run. */
  readonly glimpse: Glimpse;
}

/** The rows asked for, and how many there are. */
export interface PageRows {
  /** Pages that match. */
  readonly total: number;
  /** Pages of the run. */
  readonly pages: number;
  /** Outputs of the run. */
  readonly outputs: number;
  readonly rows: readonly PageRow[];
}

/** Pages that are ordered by likeness; what comes after keeps its place by model. */
export const LIKENESS_LIMIT = 2_000;

interface Held {
  readonly trial: Trial;
  readonly page: OutputPage;
}

const trialOf = ({ trials }: RunRecord, { target, condition, trialIndex }: TrialKey): Trial | undefined =>
  trials.find((one) => one.target === target && one.condition === condition && one.trialIndex === trialIndex);

/** The pages of runs. What is read out of a trial, its sketch and its glimpse are kept as long as the trial is. */
export class GalleryPages {
  readonly #heldOf = rememberEach((trial: Trial): Held | null => {
    const { text } = trial;
    const page = text === '' || isUnreadable(text) ? null : onText(text, () => pageOf(text));
    return page === null ? null : { trial, page };
  });
  readonly #sketchOf = rememberEach(({ trial, page }: Held): Sketch =>
    onText(trial.text, () => sketchOf(featuresOf(page))),
  );
  /** Only of rows that are asked for: the page is taken apart for it. */
  readonly #glimpseOf = rememberEach(({ trial, page }: Held): Glimpse => onText(trial.text, () => glimpseOf(page)));

  /** The rows that match, in the order asked for; the order of the trials does not matter. */
  rows(record: RunRecord, query: GalleryQuery): PageRows {
    const all = this.#held(record);
    const text = query.text.toLowerCase();
    const found = all.filter(
      ({ trial, page }) =>
        (query.target === null || trial.target === query.target) &&
        (query.condition === null || trial.condition === query.condition) &&
        (text === '' || (page.title ?? '').toLowerCase().includes(text) || page.text.toLowerCase().includes(text)),
    );
    const ordered = this.#ordered(found, record, query.order);
    const rows = ordered.slice(query.offset, query.offset + query.limit).map((held) => this.#rowOf(held));
    return { total: found.length, pages: all.length, outputs: record.trials.length, rows };
  }

  /** One page with its code; `null` when there is none. */
  page(record: RunRecord, key: TrialKey): OutputPage | null {
    return this.#heldBy(record, key)?.page ?? null;
  }

  /** What can be shown of one page; `null` when there is none. */
  row(record: RunRecord, key: TrialKey): PageRow | null {
    const held = this.#heldBy(record, key);
    return held && this.#rowOf(held);
  }

  #held({ trials }: RunRecord): readonly Held[] {
    return trials.flatMap((trial) => this.#heldOf(trial) ?? []);
  }

  #heldBy(record: RunRecord, key: TrialKey): Held | null {
    const trial = trialOf(record, key);
    return trial === undefined ? null : this.#heldOf(trial);
  }

  #ordered(found: readonly Held[], { run }: RunRecord, order: GalleryOrder): readonly Held[] {
    const place = (ids: readonly { readonly id: string }[]): ReadonlyMap<string, number> =>
      new Map(ids.map(({ id }, at) => [id, at]));
    const [targets, conditions] = [place(run.targets), place(run.conditions)];
    const model = ({ trial }: Held): number => targets.get(trial.target) ?? targets.size;
    const condition = ({ trial }: Held): number => conditions.get(trial.condition) ?? conditions.size;
    const [first, second] = order === 'condition' ? [condition, model] : [model, condition];
    const sorted = [...found].sort(
      (a, b) => first(a) - first(b) || second(a) - second(b) || a.trial.trialIndex - b.trial.trialIndex,
    );
    if (order !== 'likeness') return sorted;
    const compared = sorted.slice(0, LIKENESS_LIMIT);
    const places = orderByLikeness(compared.map((held) => this.#sketchOf(held)));
    return [...places.map((at) => compared[at]!), ...sorted.slice(LIKENESS_LIMIT)];
  }

  #rowOf(held: Held): PageRow {
    const { trial, page } = held;
    const { target, condition, trialIndex } = trial;
    const { kind, title, text, needs } = page;
    return { target, condition, trialIndex, kind, title, length: text.length, needs, glimpse: this.#glimpseOf(held) };
  }
}

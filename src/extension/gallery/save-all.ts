import type { PageRow, PageRows } from '../../core/gallery/gallery-pages.ts';
import { GALLERY_PAGE_LIMIT, type GalleryChoice, type GalleryQuery } from '../../core/gallery/gallery-query.ts';
import type { OutputPage } from '../../core/gallery/page-of.ts';
import type { Run, TrialKey } from '../../core/model/run.ts';
import { UsageError } from '../../core/model/usage-error.ts';
import { fileNames, type NamedPage } from './file-names.ts';
import { STRINGS } from '../strings.ts';

/** The run whose pages are saved. */
export interface PagesOfRun {
  readonly run: Pick<Run, 'targets'>;
  pages(query: GalleryQuery): Promise<PageRows>;
  page(key: TrialKey): Promise<OutputPage | null>;
}

/** A folder that the user chose. */
export interface ChosenFolder {
  /** What people call it. */
  readonly label: string;
  has(name: string): Promise<boolean>;
  /** Writes a file, in the place of one that is there. */
  write(name: string, bytes: Uint8Array): Promise<void>;
}

/** What the editor does for it. */
export interface SaveAllHost {
  /** Asks where `count` pages go; `null` when the user does not want to any more. */
  readonly chooseFolder: (count: number) => Promise<ChosenFolder | null>;
  /** Asks what to do about `count` files that are there already; `null` when nothing is to be written. */
  readonly askAboutFiles: (count: number) => Promise<'replace' | 'others' | null>;
  /** Runs `work` under a sign that it goes on; the user may end it, which `isCancelled` says. */
  readonly showProgress: (
    work: (tell: (done: number, of: number) => void, isCancelled: () => boolean) => Promise<void>,
  ) => Promise<void>;
  readonly say: (sentence: string) => void;
}

/** A page with the name of its file. */
interface Wanted {
  readonly row: PageRow;
  readonly name: string;
}

/** What a page is named after. */
export function named({ run }: Pick<PagesOfRun, 'run'>, key: TrialKey, kind: OutputPage['kind']): NamedPage {
  return { ...key, kind, label: run.targets.find(({ id }) => id === key.target)?.label ?? key.target };
}

/**
 * Writes all pages that match into a folder that the user chooses, each under a name of its own. Files that are there
 * already are replaced only when the user says so. Says at the end how many were saved, and where.
 */
export async function saveAll(run: PagesOfRun, wish: GalleryChoice, host: SaveAllHost): Promise<void> {
  const rows = await allRows(run, wish);
  if (rows.length === 0) throw new UsageError(STRINGS.gallery.noneToSave);
  const folder = await host.chooseFolder(rows.length);
  if (folder === null) return;
  const names = fileNames(rows.map((row) => named(run, row, row.kind)));
  const wanted = await withoutUnwanted(
    rows.map((row, at) => ({ row, name: names[at]! })),
    folder,
    host,
  );
  if (wanted === null) return;
  await host.showProgress(async (tell, isCancelled) => {
    const written = await write(run, wanted, folder, tell, isCancelled);
    host.say(sentence(written, wanted.length, rows.length, folder));
  });
}

async function allRows(run: PagesOfRun, wish: GalleryChoice): Promise<readonly PageRow[]> {
  const rows: PageRow[] = [];
  for (;;) {
    const page = await run.pages({ ...wish, offset: rows.length, limit: GALLERY_PAGE_LIMIT });
    rows.push(...page.rows);
    if (page.rows.length === 0 || rows.length >= page.total) return rows;
  }
}

/** The files to write after the user was asked about those that are there; `null` when nothing is to be written. */
async function withoutUnwanted(
  files: readonly Wanted[],
  folder: ChosenFolder,
  { askAboutFiles }: SaveAllHost,
): Promise<readonly Wanted[] | null> {
  const there = await Promise.all(files.map(({ name }) => folder.has(name)));
  const count = there.filter(Boolean).length;
  const answer = count === 0 ? 'replace' : await askAboutFiles(count);
  if (answer === null) return null;
  return answer === 'replace' ? files : files.filter((_file, at) => !there[at]);
}

/** Writes one file after the other; how many there were when it was done or ended. */
async function write(
  run: PagesOfRun,
  wanted: readonly Wanted[],
  folder: ChosenFolder,
  tell: (done: number, of: number) => void,
  isCancelled: () => boolean,
): Promise<number> {
  let written = 0;
  for (const { row, name } of wanted) {
    if (isCancelled()) break;
    const page = await run.page(row);
    // It was part of the run when its row was read; a run that is sent anew may have lost it since.
    if (page === null) continue;
    try {
      await folder.write(name, new TextEncoder().encode(page.text));
    } catch {
      throw new UsageError(STRINGS.gallery.failed(name, written, wanted.length, folder.label));
    }
    written += 1;
    tell(written, wanted.length);
  }
  return written;
}

function sentence(written: number, wanted: number, found: number, { label }: ChosenFolder): string {
  if (written < wanted) return STRINGS.gallery.savedSome(written, wanted, label);
  return STRINGS.gallery.saved(written, found - wanted, label);
}

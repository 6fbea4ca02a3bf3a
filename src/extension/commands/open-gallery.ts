import { UsageError } from '../../core/model/usage-error.ts';
import type { SaveRequest } from '../../protocol/gallery-calls.ts';
import { saveAllPages, savePage } from '../gallery/save-pages.ts';
import type { OpenRun } from '../run-control/open-run.ts';
import type { Uses } from '../services.ts';
import { withErrorsShown } from './show-error.ts';
import { STRINGS } from '../strings.ts';

/** Open Gallery: the pages in the run whose results were looked at last. */
export async function openGallery(services: Uses<'panels' | 'galleries'>): Promise<void> {
  const run = services.panels.current();
  if (!run) throw new UsageError(STRINGS.files.export.noResults);
  await showGallery(services, run);
}

/** Shows the pages of a run; says so when it has none. */
export async function showGallery({ galleries }: Uses<'galleries'>, run: OpenRun): Promise<void> {
  const { pages } = await run.pages({ order: 'model', target: null, condition: null, text: '', offset: 0, limit: 0 });
  if (pages === 0 && !run.isRunning) throw new UsageError(STRINGS.gallery.none);
  galleries.show(run);
}

/** Saves pages of a gallery; the dialogs go on after the gallery got its reply. */
export async function saveFromGallery(
  services: Uses<'log' | 'showLog'>,
  request: SaveRequest,
  run: OpenRun,
): Promise<void> {
  await withErrorsShown(services, () =>
    request.method === 'save' ? savePage(run, request.params) : saveAllPages(run, request.params),
  );
}

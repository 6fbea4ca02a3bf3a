import type { PageRows } from '../core/gallery/gallery-pages.ts';
import { galleryChoiceSchema, galleryQuerySchema } from '../core/gallery/gallery-query.ts';
import type { OutputPage } from '../core/gallery/page-of.ts';
import { gives, type CallsOf } from '../core/model/calls.ts';
import { count, only, text } from '../core/model/schema.ts';
import type { RequestOf } from './rpc.ts';

const pageSchema = only({ target: text, condition: text, trialIndex: count });

/** What the gallery may ask. */
export const GALLERY_CALLS = {
  pages: { params: galleryQuerySchema, result: gives<PageRows>() },
  /** The document of one page; `null` when the run has no such page. */
  page: { params: pageSchema, result: gives<OutputPage | null>() },
  /** Writes one page into a file that the user chooses. The reply comes before the dialog. */
  save: { params: pageSchema, result: null },
  /** Writes the pages that match into a folder that the user chooses. The reply comes before the dialog. */
  'save-all': { params: galleryChoiceSchema, result: null },
  /** Brings the results of the run to the front. */
  results: { params: only({}), result: null },
};
export type GalleryCalls = CallsOf<typeof GALLERY_CALLS>;

/** A request with its parameters. */
export type GalleryRequest = RequestOf<GalleryCalls>;

/** A request to write pages into files. */
export type SaveRequest = {
  [M in 'save' | 'save-all']: { readonly method: M; readonly params: GalleryCalls[M]['params'] };
}['save' | 'save-all'];

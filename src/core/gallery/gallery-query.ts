import * as v from 'valibot';
import { count, described, oneOf, only, orNull, text, type Of } from '../model/schema.ts';

const ORDERS = ['model', 'condition', 'likeness'] as const;
/** How pages are ordered: by model and condition, by condition and model, or so that neighbours are alike. */
export type GalleryOrder = (typeof ORDERS)[number];

/** Most rows that one query may ask for. */
export const GALLERY_PAGE_LIMIT = 200;

/** Longest text to look for, UTF-16 units. */
const LONGEST_TEXT = 1_000;

const order = oneOf(ORDERS);
const target = described(orNull(text), 'Only this target; null for all.');
const condition = described(orNull(text), 'Only this condition; null for all.');
const words = described(
  v.pipe(text, v.maxLength(LONGEST_TEXT)),
  'Case-insensitive substring of title or code; empty for all.',
);

/** Which pages are meant. */
export const galleryChoiceSchema = only({ order, target, condition, text: words });
export type GalleryChoice = Of<typeof galleryChoiceSchema>;

const limit = v.pipe(count, v.maxValue(GALLERY_PAGE_LIMIT));
/** Which pages to return. */
export const galleryQuerySchema = only({ order, target, condition, text: words, offset: count, limit });
export type GalleryQuery = Of<typeof galleryQuerySchema>;

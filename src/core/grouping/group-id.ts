import { hashOf } from '../text/sketch.ts';

/** Longest readable part of an id, characters. */
const MAX_SLUG = 24;
/** Nothing behind it can be in the readable part, signs before it aside. UTF-16 units. */
const READ = 256;

/** A short kebab-case id of an answer: readable when the answer is plain, with a hash when it is not or is cut. */
export function groupId(answer: string): string {
  const slug = answer
    .slice(0, READ)
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');
  if (slug === answer && slug.length <= MAX_SLUG) return slug;
  const readable = slug.slice(0, MAX_SLUG).replace(/-[^-]*$/, (tail) => (slug.length > MAX_SLUG ? '' : tail));
  const hash = hashOf(answer).toString(36).padStart(7, '0');
  return readable === '' ? hash : `${readable}-${hash}`;
}

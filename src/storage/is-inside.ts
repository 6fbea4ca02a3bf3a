import path from 'node:path';

/** Whether a place is in a folder, or is the folder. Both are absolute and free of links: see `realpath`. */
export function isInside(folder: string, place: string): boolean {
  const way = path.relative(folder, place);
  return way !== '..' && !way.startsWith(`..${path.sep}`) && !path.isAbsolute(way);
}

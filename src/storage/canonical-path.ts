import { readlink, realpath } from 'node:fs/promises';
import path from 'node:path';
import { codeOf } from './problem.ts';

/** A chain of links this long has no end. */
const MOST_LINKS = 40;

/**
 * The one name of a file, whatever links and `..` lead to it, so that all who mean the same journal look at the same
 * lock. Neither the file nor the folders above it need exist.
 */
export async function canonicalPath(file: string): Promise<string> {
  return canonical(from(process.cwd(), file), MOST_LINKS);
}

async function canonical(place: string, links: number): Promise<string> {
  const real = await followed(() => realpath(place));
  const above = path.dirname(place);
  if (real !== null || above === place) return real ?? place;
  const folder = await canonical(above, links);
  // A link to what does not exist yet: writing would make what it names.
  const named = links > 0 ? await followed(() => readlink(place)) : null;
  return named === null ? path.join(folder, path.basename(place)) : canonical(from(folder, named), links - 1);
}

/** A path seen from a folder. `..` behind a link is left to the system: it leads out of where the link points to. */
function from(folder: string, file: string): string {
  if (process.platform === 'win32') return path.resolve(folder, file); // there it is only a matter of the letters
  return path.isAbsolute(file) ? file : `${folder}/${file}`;
}

/** `null` when there is nothing to follow. */
async function followed(follow: () => Promise<string>): Promise<string | null> {
  try {
    return await follow();
  } catch (error) {
    if (['ENOENT', 'EINVAL', 'ENOTDIR', 'UNKNOWN'].includes(codeOf(error))) return null;
    throw error;
  }
}

// The JSON Schemas in media, made of the schemas that the program checks with.
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';

/** @param {string} root @returns {Promise<ReadonlyMap<string, string>>} path within the project -> text */
async function madeSchemas(root) {
  const work = await mkdtemp(path.join(tmpdir(), 'schemas-'));
  try {
    const outfile = path.join(work, 'json-schemas.mjs');
    const entryPoints = [path.join(root, 'scripts', 'build', 'json-schemas.ts')];
    await build({ entryPoints, bundle: true, platform: 'node', format: 'esm', outfile, logLevel: 'warning' });
    const { jsonSchemas } = await import(pathToFileURL(outfile).href);
    return new Map([...jsonSchemas()].map(([name, text]) => [path.join('media', name), text]));
  } finally {
    await rm(work, { recursive: true, force: true });
  }
}

/** Writes those that are not as they should be. @param {string} root */
export async function writeSchemas(root) {
  for (const [name, text] of await staleSchemas(root)) await writeFile(path.join(root, name), text);
}

/** Throws when one is not as it should be. @param {string} root */
export async function checkSchemas(root) {
  const stale = [...(await staleSchemas(root)).keys()];
  if (stale.length === 0) return;
  throw new Error(
    `${stale.join(' and ')}: not what the schemas of the program make. npm run build writes it; commit that.`,
  );
}

/** @param {string} root */
async function staleSchemas(root) {
  const made = [...(await madeSchemas(root))];
  const kept = await Promise.all(made.map(([name]) => readFile(path.join(root, name), 'utf8').catch(() => '')));
  return new Map(made.filter(([, text], index) => text !== kept[index]));
}

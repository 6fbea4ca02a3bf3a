// Writes media/recordings from the published answers under test/fixtures/articles: node scripts/make-recordings.mjs
import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'esbuild';

const root = fileURLToPath(new URL('..', import.meta.url));
const fixture = async (/** @type {string} */ name) =>
  JSON.parse(await readFile(join(root, 'test/fixtures/articles', name), 'utf8'));

const work = await mkdtemp(join(tmpdir(), 'recordings-'));
try {
  const bundle = join(work, 'make-recordings.mjs');
  await build({
    entryPoints: [join(root, 'scripts/make-recordings.ts')],
    bundle: true,
    platform: 'node',
    format: 'esm',
    outfile: bundle,
    logLevel: 'warning',
  });
  const { makeRecordings } = await import(pathToFileURL(bundle).href);
  const hasher = { sha256: (/** @type {string} */ text) => createHash('sha256').update(text, 'utf8').digest('hex') };
  const files = makeRecordings(await fixture('seed-001-outputs.json'), await fixture('seed-001-numbers.json'), hasher);
  const folder = join(root, 'media/recordings');
  await mkdir(folder, { recursive: true });
  for (const [name, content] of files) {
    await writeFile(join(folder, name), content);
    console.log(`media/recordings/${name}`);
  }
} finally {
  await rm(work, { recursive: true, force: true });
}

// Builds everything that runs into dist/: `node scripts/build.mjs [--watch] [--production]`.
import { mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import * as esbuild from 'esbuild';
import { bundles, SHARED_PREFIX } from './build/bundles.mjs';
import { writeNotices } from './build/notices.mjs';
import { checkSchemas, writeSchemas } from './build/schemas.mjs';

const ROOT = path.resolve(import.meta.dirname, '..');
const DIST = path.join(ROOT, 'dist');

/**
 * Builds once. Tests under dist/test stay; everything else in dist is made anew, so that no stale file is packaged.
 * @param {{ production?: boolean, schemas?: (root: string) => Promise<void> }} options what is done about the JSON Schemas
 * of media, which are in the repository: without more they are only compared with what they are made of
 */
export async function build({ production = false, schemas = checkSchemas } = {}) {
  await clean();
  await schemas(ROOT);
  const metafiles = await Promise.all(
    bundles(ROOT, { production }).map(async ({ name, options }) => {
      const { metafile } = await esbuild.build(options);
      await writeMetafile(name, metafile);
      return metafile;
    }),
  );
  if (production) await writeNotices(ROOT, metafiles);
}

async function watch() {
  await clean();
  await writeSchemas(ROOT);
  for (const { options } of bundles(ROOT, { production: false })) {
    const context = await esbuild.context({ ...options, logLevel: 'info' });
    await context.watch();
  }
  // The editor's background task waits for this line.
  console.log('[watch] ready');
}

async function clean() {
  const built = [
    'providers',
    'meta',
    'extension.js',
    'work.js',
    'designs.js',
    'prompts.js',
    'worker.js',
    'cli.js',
    'mcp.js',
    'mcp-app.html',
    'panel.js',
    'panel.css',
    'gallery.js',
    'gallery.css',
  ];
  const maps = built.filter((name) => /\.(js|css)$/.test(name)).map((name) => `${name}.map`);
  await mkdir(DIST, { recursive: true });
  const present = await readdir(DIST);
  const shared = present.filter((name) => name.startsWith(SHARED_PREFIX));
  const all = [...built, ...maps, ...shared, 'THIRD_PARTY_NOTICES.txt'];
  await Promise.all(all.map((name) => rm(path.join(DIST, name), { recursive: true, force: true })));
}

/** @param {string} name @param {esbuild.Metafile} metafile */
async function writeMetafile(name, metafile) {
  await mkdir(path.join(DIST, 'meta'), { recursive: true });
  await writeFile(path.join(DIST, 'meta', `${name}.json`), JSON.stringify(metafile, null, 1));
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const known = ['--watch', '--production'];
  const unknown = process.argv.slice(2).filter((argument) => !known.includes(argument));
  if (unknown.length > 0) {
    console.error(`Unknown option ${unknown.join(' ')}. Use: node scripts/build.mjs [--watch] [--production]`);
    process.exit(2);
  }
  try {
    if (process.argv.includes('--watch')) await watch();
    else await build({ production: process.argv.includes('--production'), schemas: writeSchemas });
  } catch (error) {
    // esbuild has printed what is wrong with the sources; anything else is ours to say.
    if (!(error instanceof Error && 'errors' in error)) console.error(error);
    process.exit(1);
  }
}

// Stages the package of the command line for npm: `npm run cli-package` puts it into dist/npm, from where `npm pack` and
// `npm publish` take it. package.json at the top is the extension's; this one holds what a command line needs and no more.
import { chmod, copyFile, mkdir, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import * as esbuild from 'esbuild';
import { bundles } from './build/bundles.mjs';
import { writeNotices } from './build/notices.mjs';

/** Bundles that the command line is made of; of the one that is split, what its own entry reaches. */
const NEEDED = ['node', 'providers', 'mcp', 'mcp-app'];
/** Unpacked. */
const LIMIT_BYTES = 5_000_000;

/**
 * Builds it into a folder, which is emptied first.
 * @param {string} root
 * @param {string} folder
 */
export async function stageCliPackage(root, folder) {
  await rm(folder, { recursive: true, force: true });
  await mkdir(path.join(folder, 'dist'), { recursive: true });
  const dist = path.join(folder, 'dist');
  const wanted = bundles(root, { production: true }).filter(({ name }) => NEEDED.includes(name));
  const metafiles = await Promise.all(
    wanted.map(async ({ name, options }) => {
      const { metafile } = await esbuild.build({ ...options, ...placeOf(name, dist) });
      if (metafile === undefined) throw new Error(`${name} was built without its metafile.`);
      return metafile;
    }),
  );
  await writeNotices(root, metafiles, dist);
  const manifest = JSON.parse(await readFile(path.join(root, 'package.json'), 'utf8'));
  await writeFile(path.join(folder, 'package.json'), `${JSON.stringify(manifestOf(manifest), null, 2)}\n`);
  for (const [from, to] of [
    ['docs/cli.md', 'README.md'],
    ['LICENSE', 'LICENSE'],
    ['skills/convergence-probe/SKILL.md', 'SKILL.md'],
  ])
    await copyFile(path.join(root, String(from)), path.join(folder, String(to)));
  await chmod(path.join(dist, 'cli.js'), 0o755);
  const size = await sizeOf(folder);
  if (size > LIMIT_BYTES) throw new Error(`The package has ${size} bytes unpacked.`);
  return size;
}

/** @param {string} name @param {string} dist @returns {import('esbuild').BuildOptions} */
function placeOf(name, dist) {
  if (name === 'node') {
    // The other entries are the editor's.
    return { outdir: dist, entryPoints: [{ in: path.join('src', 'cli', 'main.ts'), out: 'cli' }] };
  }
  return name === 'providers' ? { outdir: path.join(dist, 'providers') } : { outfile: path.join(dist, `${name}.js`) };
}

/**
 * What npm reads. There are no dependencies: all code is in the bundles.
 * @param {Readonly<Record<string, unknown>>} extension
 */
function manifestOf({ version, license, keywords, repository, bugs, homepage }) {
  return {
    name: 'convergence-probe',
    version,
    description: 'Run a prompt N times on several language models and measure how much their answers converge.',
    license,
    keywords: [.../** @type {string[]} */ (keywords), 'mcp', 'cli'],
    ...(repository !== undefined && { repository, bugs, homepage }),
    bin: { 'convergence-probe': 'dist/cli.js' },
    engines: { node: '>=20' },
    files: ['dist', 'README.md', 'LICENSE', 'SKILL.md'],
    // Whoever publishes says from where: `npm publish --provenance` in .github/workflows/release.yml.
    publishConfig: { access: 'public' },
  };
}

/** @param {string} folder @returns {Promise<number>} bytes of all files in it */
async function sizeOf(folder) {
  let sum = 0;
  for (const name of await readdir(folder, { recursive: true })) {
    const found = await stat(path.join(folder, name));
    if (found.isFile()) sum += found.size;
  }
  return sum;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const root = path.resolve(import.meta.dirname, '..');
  const folder = path.join(root, 'dist', 'npm');
  const size = await stageCliPackage(root, folder);
  console.log(
    `${path.relative(root, folder)}: ${(size / 1000).toFixed(0)} kB unpacked. Pack it with: npm pack ./dist/npm`,
  );
}

import { readFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import * as esbuild from 'esbuild';

/** A mistake that no output is known to meet: reading what holds a marker never comes to an end. */

interface Bundle {
  readonly name: string;
  readonly options: esbuild.BuildOptions;
}

/** What the product is built from, in production's way. Tests run in the project's root. */
export async function productionBundles(): Promise<readonly Bundle[]> {
  const script = path.resolve('scripts/build/bundles.mjs');
  const { bundles } = (await import(pathToFileURL(script).href)) as {
    bundles(root: string, mode: { production: boolean }): readonly Bundle[];
  };
  return bundles(process.cwd(), { production: true });
}

/** Puts an endless loop into the analysis, in what is built for a test alone. */
export function hanging(marker: string): esbuild.Plugin {
  return {
    name: 'hanging',
    setup(build) {
      build.onLoad({ filter: /[\\/]core[\\/]analysis[\\/]reading\.ts$/ }, ({ path: file }) => {
        const source = readFileSync(file, 'utf8');
        const contents = source.replace(
          /(?=const repaired = repairMojibake\(text\);)/,
          `for (;text.includes(${JSON.stringify(marker)}););\n`,
        );
        if (contents === source) throw new Error('There is no place for the loop any more.');
        return { contents, loader: 'ts' };
      });
    },
  };
}

/** Builds the analysis thread of the extension with that mistake into a file, which shares nothing. */
export async function buildHangingWorker(outfile: string, marker: string): Promise<void> {
  const { options } = (await productionBundles()).find(({ name }) => name === 'node')!;
  await esbuild.build({
    ...options,
    entryPoints: ['src/runs/analysis/worker.ts'],
    outdir: path.dirname(outfile),
    entryNames: path.basename(outfile, '.js'),
    plugins: [...(options.plugins ?? []), hanging(marker)],
  });
}

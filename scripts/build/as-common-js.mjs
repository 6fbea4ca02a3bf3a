// esbuild splits what several outputs need into files that they share, but only of ES modules. The editor and Node load
// CommonJS more quickly, so the outputs are written as that: an `import` becomes a `require`, and an `import()` one that
// runs at its first use.
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import * as esbuild from 'esbuild';

/** @returns {esbuild.Plugin} for a build with `splitting` */
export function asCommonJs() {
  return {
    name: 'as-common-js',
    setup(build) {
      const { minify, platform, target, sourcemap } = build.initialOptions;
      // Nothing is written yet; the map to the sources goes into each file, where the second step finds it.
      Object.assign(build.initialOptions, { write: false, sourcemap: sourcemap && 'inline' });
      build.onEnd(async ({ outputFiles = [] }) => {
        await Promise.all(
          outputFiles.map(async (file) => {
            const name = path.basename(file.path);
            const { code, map } = await esbuild.transform(file.text, {
              ...{ minify, platform, target, format: 'cjs', sourcefile: name, sourcemap: sourcemap && 'external' },
              supported: { 'dynamic-import': false },
            });
            await mkdir(path.dirname(file.path), { recursive: true });
            if (!map) return writeFile(file.path, code);
            await writeFile(`${file.path}.map`, map);
            return writeFile(file.path, `${code}//# sourceMappingURL=${name}.map\n`);
          }),
        );
      });
    },
  };
}

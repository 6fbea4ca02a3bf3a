// The view of a report within a chat is one page without anything beside it: its script is put into it.
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';

/**
 * Writes a page with the script in it, in the place of the script.
 * @param {{ title: string, version: string }} page
 * @returns {import('esbuild').Plugin}
 */
export function intoPage({ title, version }) {
  return {
    name: 'into-page',
    setup(build) {
      Object.assign(build.initialOptions, { write: false, sourcemap: false });
      build.onEnd(async ({ outputFiles = [] }) => {
        const [script] = outputFiles;
        if (script === undefined) return;
        // Nothing in it may end the element.
        const text = script.text.replaceAll('</script', '<\\/script');
        const head = `<meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${title}</title>`;
        const html = `<!doctype html>\n<html lang="en" data-version="${version}"><head>${head}</head><body><script>${text}</script></body></html>\n`;
        await mkdir(path.dirname(script.path), { recursive: true });
        await writeFile(script.path.replace(/\.js$/, '.html'), html);
      });
    },
  };
}

import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { STATISTICS } from '../../src/core/statistics/figures/registry.ts';
import { EXPORT_FORMATS } from '../../src/core/export/registry.ts';
import { TRAITS } from '../../src/core/pages/registry.ts';
import { EXTRACTORS } from '../../src/core/extraction/registry.ts';
import { PROVIDERS } from '../../src/providers/registry.ts';

/** One file and one line: what stands in a registry stands on the disk under its id, and the other way round. */

interface Kind {
  readonly folder: string;
  readonly ids: readonly string[];
  /** Tells an entry's file from the files that serve it. */
  readonly entry: RegExp;
}

const KINDS: readonly Kind[] = [
  {
    folder: 'src/providers',
    ids: PROVIDERS.map(({ id }) => id),
    entry: /^export (async )?(function|const) create\b/m,
  },
  {
    folder: 'src/core/extraction',
    ids: EXTRACTORS.map(({ id }) => id),
    entry: /^(export const \w+: |\} as const satisfies )Extractor\b/m,
  },
  {
    folder: 'src/core/statistics/figures',
    ids: STATISTICS.map(({ id }) => id),
    entry: /^(export const \w+: |\} as const satisfies )StatisticDefinition\b/m,
  },
  {
    folder: 'src/core/export',
    ids: EXPORT_FORMATS.map(({ id }) => id),
    entry: /^(export const \w+: |\} as const satisfies )ExportFormat\b/m,
  },
];

function sourcesIn(folder: string): readonly { readonly name: string; readonly source: string }[] {
  const files = readdirSync(folder).filter((file) => file.endsWith('.ts') && file !== 'registry.ts');
  return files.map((file) => ({ name: file.replace(/\.ts$/, ''), source: readFileSync(`${folder}/${file}`, 'utf8') }));
}

for (const { folder, ids, entry } of KINDS) {
  describe(`the registry in ${folder}`, () => {
    it('has kebab-case ids, each once', () => {
      for (const id of ids) assert.match(id, /^[a-z0-9]+(-[a-z0-9]+)*$/);
      assert.equal(new Set(ids).size, ids.length);
    });

    it('has a file for every entry and an entry for every file', () => {
      const entries = sourcesIn(folder).filter(({ source }) => entry.test(source));
      assert.deepEqual(entries.map(({ name }) => name).sort(), [...ids].sort());
    });
  });
}

describe('the registry in src/core/pages', () => {
  it('is what docs/traits.md says, in its order', () => {
    const lines = readFileSync('docs/traits.md', 'utf8').matchAll(/^- `([a-z0-9-]+)` \(([^)]+)\): (.+)$/gm);
    assert.deepEqual(
      [...lines].map(([, id, label, counts]) => ({ id, label, counts })),
      TRAITS.map(({ id, label, counts }) => ({ id, label, counts })),
    );
  });
});

describe('the registry in webview/views', () => {
  it('imports every view beside it', () => {
    const registry = readFileSync('webview/views/registry.ts', 'utf8');
    const views = sourcesIn('webview/views').filter(({ source }) => /^export const \w+View\b/m.test(source));
    assert.ok(views.length >= 4, `only ${views.length} views`);
    for (const { name } of views) assert.ok(registry.includes(`from './${name}.ts'`), `${name} is not registered`);
  });
});

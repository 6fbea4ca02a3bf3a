import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { TEXT_STATISTICS } from '../../../../src/core/analysis/texts/registry.ts';
import { STATISTICS } from '../../../../src/core/statistics/figures/registry.ts';
import { EXPLANATIONS } from '../../../../webview/text/explanations.ts';

/** Headings as links to them are written. */
const sections = new Set(
  [...readFileSync('docs/statistics.md', 'utf8').matchAll(/^#{1,3} (.*)$/gm)].map(([, heading = '']) =>
    heading
      .trim()
      .toLowerCase()
      .replace(/[^\w\- ]/g, '')
      .replaceAll(' ', '-'),
  ),
);

test('every statistic of the registries is explained', () => {
  for (const { id } of [...STATISTICS, ...TEXT_STATISTICS]) assert.ok(Object.hasOwn(EXPLANATIONS, id), id);
});

test('an explanation is one sentence, has an example, and leads to a section that is there', () => {
  for (const [id, { name, what, example, section }] of Object.entries(EXPLANATIONS)) {
    assert.ok(name.length > 0 && example.length > 0, id);
    assert.match(what, /^[A-Z“][^.]*\.$/, id);
    assert.ok(sections.has(section), `${id}: ${section}`);
  }
});

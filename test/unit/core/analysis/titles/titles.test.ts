import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { DEFAULT_ANALYSIS, summarize } from '../../../../../src/core/analysis/summarize.ts';
import { chooseExtractor } from '../../../../../src/core/extraction/registry.ts';
import { ownTitle } from '../../../../../src/core/extraction/title.ts';
import { runOf } from '../run-of.ts';

const page = (title: string) =>
  `<!DOCTYPE html><html><head><title>${title}</title></head><body><p>${'words '.repeat(30)}</p></body></html>`;
const titlesOf = (titles: Readonly<Record<string, readonly string[]>>) => {
  const pages = Object.entries(titles).map(([name, own]) => [name, own.map(page)] as const);
  return summarize(runOf('Build something', Object.fromEntries(pages)), DEFAULT_ANALYSIS).titles;
};

describe('the title that a text says it has', () => {
  it('is that of its page, its first heading or a line that says so', () => {
    assert.equal(ownTitle('Here:\n```html\n<html><title> Tidal\n Memory </title>'), 'Tidal Memory');
    assert.equal(ownTitle('# **The Lake**\n\nA story.'), 'The Lake');
    assert.equal(ownTitle('Title: “Erosion”\nText'), 'Erosion');
    assert.equal(ownTitle('<h1 class="x">Axiom Garden</h1>'), 'Axiom Garden');
  });
  it('is no first line, no comment in code and no empty element', () => {
    assert.equal(ownTitle('Once upon a time there was a lake.'), null);
    assert.equal(ownTitle('Code:\n```py\n# a comment\n```'), null);
    assert.equal(ownTitle('<title></title><title>Late</title>'), 'Late');
    assert.equal(ownTitle(`${'word '.repeat(200)}\n# Far away`), null);
  });
});

describe('titles', () => {
  it('are tallied whole and folded, by model', () => {
    const report = titlesOf({
      opus: ['Tidal Memory', 'TIDAL MEMORY!', 'Tidal Memory'],
      grok: ['Lake', 'tidal memory'],
    })!;
    assert.deepEqual(report.exact, [
      { title: 'Tidal Memory', count: 4, byTarget: { 'test:opus': 3, 'test:grok': 1 }, byCondition: { default: 4 } },
    ]);
    assert.deepEqual([report.outputs, report.titled, report.different], [5, 5, 2]);
  });

  it('are tallied by the words that different ones hold', () => {
    const report = titlesOf({ grok: ['Truth Engine', 'The Truth', 'Shards of Truth', 'The Truth', 'A Lake'] })!;
    assert.deepEqual(
      report.contains.map(({ title, count }) => [title, count]),
      [['truth', 4]],
    );
    // Both words come only together: what is longer says more.
    const pairs = titlesOf({ a: ['Salt Archive I', 'Salt Archive of Light', 'The Salt Archive', 'Lake'] })!;
    assert.deepEqual(
      pairs.contains.map(({ title, count }) => [title, count]),
      [['salt archive', 3]],
    );
  });

  it('are none where few outputs have one', () => {
    const texts = { a: ['Teal', 'Blue', page('Lake'), 'Red'] };
    assert.equal(summarize(runOf('Pick a colour', texts), DEFAULT_ANALYSIS).titles, null);
  });

  it('stay text, whatever a model calls its page', () => {
    const report = titlesOf({ a: ['toString', 'toString', 'constructor', 'constructor'] })!;
    assert.deepEqual(
      report.exact.map(({ title, count }) => [title, count]),
      [
        ['constructor', 2],
        ['toString', 2],
      ],
    );
  });

  it('are what pages are read by', () => {
    const { extractor, reason } = chooseExtractor('Build something', [page('Lake'), page('Sea'), page('Lake')]);
    assert.equal(extractor.id, 'title');
    assert.equal(reason, '3 of 3 answers are pages with a title, so each is read by its title.');
    assert.notEqual(chooseExtractor('Build something', [page('Lake'), 'prose', 'prose two']).extractor.id, 'title');
  });
});

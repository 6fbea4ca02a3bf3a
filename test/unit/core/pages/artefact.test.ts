import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { artefactOf, titleOf } from '../../../../src/core/pages/artefact.ts';

const sourcesIn = (text: string) => artefactOf(text)?.sources.map(({ name, language }) => [name, language]) ?? null;
const titleIn = (text: string) => titleOf(artefactOf(text)!);

describe('finding the page or code in an output', () => {
  it('finds none in answers and in prose about code', () => {
    const prose = [
      'Mango',
      '42',
      "Why don't scientists trust atoms? Because they make up everything!",
      'Use the <canvas> element, then call ctx.fillRect(0, 0, 10, 10); to draw.',
      'I picked 42 (a random number).',
      'Run this:\n```bash\nnpm install\n```',
      '```json\n{"a": 1}\n```',
      '',
      'a < b; c',
    ];
    for (const text of prose) assert.equal(artefactOf(text), null, text);
  });

  it('takes a whole page, with and without words around it', () => {
    const page = '<!DOCTYPE html>\n<html><body><p>Hi</p></body></html>';
    assert.deepEqual(sourcesIn(page), [[null, 'html']]);
    const wordy = artefactOf(`Here you go:\n\n${page}\n\nEnjoy, and tell me what you think!`)!;
    assert.deepEqual(
      wordy.sources.map(({ text }) => text),
      [page],
    );
  });

  it('reads fences inside a page as text of the page', () => {
    assert.deepEqual(sourcesIn('<!doctype html><script>const md = `\n```js\nalert(1)\n```\n`;</script>'), [
      [null, 'html'],
    ]);
  });

  it('takes fenced blocks with the names of their files, wherever these stand', () => {
    const output = [
      ...['**index.html**', '```html', '<h1>Hi</h1>', '```'],
      ...['### `src/style.css`', '```css', 'body { margin: 0 }', '```'],
      ...['```js title="app.js"', 'go()', '```'],
      ...['```ts', '// lib/tool.ts', 'export const a: number = 1;', '```'],
      ...['```', 'just words', '```'],
    ];
    assert.deepEqual(sourcesIn(output.join('\n')), [
      ['index.html', 'html'],
      ['src/style.css', 'css'],
      ['app.js', 'script'],
      ['lib/tool.ts', 'typescript'],
    ]);
  });

  it('takes a block that was cut off, and one whose lines end with carriage returns', () => {
    assert.deepEqual(sourcesIn('```html\r\n<canvas></canvas>\r\n<script>let a ='), [[null, 'html']]);
  });

  it('leaves out excerpts of the page that the output repeats', () => {
    assert.deepEqual(
      sourcesIn('```html\n<body><script>\nfoo();\nbar();\n</script></body>\n```\nThe point is:\n```js\nbar();\n```'),
      [[null, 'html']],
    );
  });

  it('takes files under lines that name them, and files in JSON', () => {
    assert.deepEqual(sourcesIn('=== index.html ===\n<p>a</p>\n=== app.js ===\ngo();\n'), [
      ['index.html', 'html'],
      ['app.js', 'script'],
    ]);
    assert.deepEqual(sourcesIn('{"files": [{"path": "a.html", "content": "<p>a</p>"}]}'), [['a.html', 'html']]);
    assert.deepEqual(sourcesIn('{"index.html": "<p>a</p>"}'), [['index.html', 'html']]);
  });

  it('takes a drawing and a script without a fence', () => {
    assert.deepEqual(sourcesIn('<svg viewBox="0 0 1 1"><circle r="1"/></svg>'), [[null, 'svg']]);
    assert.deepEqual(sourcesIn('Sure! <svg viewBox="0 0 1 1"><circle r="1"/></svg> Like it?'), [[null, 'svg']]);
    assert.deepEqual(sourcesIn('const a = 1;\nfunction f() {\n  return a;\n}\n'), [[null, 'typescript']]);
  });

  it('counts the lines of all files', () => {
    assert.equal(artefactOf('```html\n<p>\na\n</p>\n```\n```css\nb { top: 0 }\n```')!.lines, 4);
  });
});

describe('the title of a page', () => {
  it('is its title element, else its first heading, else that of a drawing', () => {
    assert.equal(titleIn('<!doctype html><title>Tidal\n  Memory</title><h1>Other</h1>'), 'Tidal Memory');
    assert.equal(titleIn('<!doctype html><title> </title><h1>The <em>Other</em></h1>'), 'The Other');
    assert.equal(titleIn('<!doctype html><svg><title>Icon</title></svg><h1>Page &amp; more</h1>'), 'Page & more');
    assert.equal(titleIn('<svg><title>Moon</title></svg>'), 'Moon');
    assert.equal(titleIn('<!doctype html><p>Nothing</p>'), null);
  });

  it('is none in a comment, a string or a template', () => {
    assert.equal(titleIn('<!doctype html><!-- <title>A</title> --><script>x = "<title>B</title>";</script>'), null);
  });
});

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { pageOf } from '../../../../src/core/gallery/page-of.ts';

const fence = (info: string, text: string): string => `\`\`\`${info}\n${text}\n\`\`\``;

describe('the page in an output', () => {
  it('is a whole page, a fenced one, a fragment or a drawing', () => {
    const page = '<!DOCTYPE html><html><head><title>Tidal  Memory &amp; more</title></head><body></body></html>';
    assert.equal(pageOf(page)?.title, 'Tidal Memory & more');
    assert.equal(pageOf(`Here it is:\n\n${fence('html', page)}\nEnjoy!`)?.text, page);
    assert.equal(pageOf('<div><h1>Waves</h1></div>')?.title, 'Waves');
    const drawing = '<svg viewBox="0 0 1 1"><title>Ring</title><circle r="1"/></svg>';
    assert.deepEqual([pageOf(drawing)?.kind, pageOf(drawing)?.title], ['svg', 'Ring']);
    assert.equal(pageOf(fence('svg', drawing))?.text, drawing);
  });

  it('is nothing in prose and in code that no browser shows', () => {
    for (const output of [
      '',
      '42',
      'A page is `<html>`, of course.',
      fence('python', 'print(1)'),
      fence('js', 'let a = 1;'),
    ])
      assert.equal(pageOf(output), null, output);
  });

  it('is one document of several files, each where it is named', () => {
    const html = [
      '<!doctype html><html><head><link rel="stylesheet" href="./style.css"></head>',
      '<body><canvas></canvas><script src="js/app.js" defer></script></body></html>',
    ].join('\n');
    const output = [
      ...['**index.html**', fence('html', html), '**style.css**', fence('css', 'canvas { width: 100% }')],
      ...['**app.js**', fence('js', 'const end = "</script>"; // <!-- no comment')],
    ].join('\n\n');
    const { text = '', needs = [] } = pageOf(output) ?? {};
    assert.match(text, /<head><style>\ncanvas \{ width: 100% \}\n<\/style><\/head>/);
    assert.match(
      text,
      /<canvas><\/canvas>\s*<script>\nconst end = "<\\\/script>"; \/\/ <\\!-- no comment\n<\/script>\n<\/body>/,
    );
    assert.doesNotMatch(text, /<link|src=/);
    assert.deepEqual(needs, []);
  });

  it('takes files without names by their language, and adds what no tag names', () => {
    const html = '<html><head><link rel=stylesheet href=main.css></head><body><p>Hi</p></body></html>';
    const text = pageOf(
      [fence('html', html), fence('css', 'p { color: red }'), fence('js', 'alert(1);')].join('\n'),
    )?.text;
    assert.match(text ?? '', /<head><style>\np \{ color: red \}\n<\/style><\/head>/);
    assert.match(text ?? '', /<script>\nalert\(1\);\n<\/script>\n<\/body>/);
  });

  it('keeps modules modules, and takes index.html before longer pages', () => {
    const output = [
      ...['about.html', fence('html', `<p>${'long '.repeat(100)}</p>`)],
      ...['index.html', fence('html', '<p>short</p>'), 'a.js', fence('js', 'export const a = 1;')],
    ].join('\n\n');
    assert.match(pageOf(output)?.text ?? '', /^<p>short<\/p>\s*<script type="module">\nexport const a = 1;/);
  });
});

describe('what a page needs', () => {
  const needs = (head: string): readonly string[] =>
    pageOf(`<!doctype html><html><head>${head}</head><body></body></html>`)?.needs ?? [];

  it('is named with the address it would come from', () => {
    assert.deepEqual(
      needs('<script src="https://cdnjs.cloudflare.com/ajax/libs/three.js/r128/three.min.js"></script>'),
      ['three.min.js from cdnjs.cloudflare.com'],
    );
    assert.deepEqual(needs('<link href="//fonts.googleapis.com/css2?family=Inter" rel="stylesheet">'), [
      'css2 from fonts.googleapis.com',
    ]);
    assert.deepEqual(needs('<script src="missing.js"></script><script src="data:text/javascript,1"></script>'), [
      'missing.js',
    ]);
    assert.deepEqual(needs("<script type=module>import * as THREE from 'https://esm.sh/three@0.160';</script>"), [
      'three@0.160 from esm.sh',
    ]);
    const map =
      '<script type="importmap">{"imports":{"three":"https://unpkg.com/three/build/three.module.js"}}</script>';
    assert.deepEqual(needs(map), ['three.module.js from unpkg.com']);
  });

  it('is read in linear time from hostile text', () => {
    const began = performance.now();
    for (const text of ['<script ', '<link rel=', 'import {', '<title><', 'import("', "<svg x='"])
      pageOf(`<!doctype html><html></p>${text.repeat(5_000)}`);
    assert.ok(performance.now() - began < 3_000, 'took longer than 3 s');
  });
});

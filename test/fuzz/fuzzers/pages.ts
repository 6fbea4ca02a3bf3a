import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { GalleryPages } from '../../../src/core/gallery/gallery-pages.ts';
import { glimpseOf } from '../../../src/core/gallery/glimpse.ts';
import { pageOf } from '../../../src/core/gallery/page-of.ts';
import { titleOf, artefactOf } from '../../../src/core/pages/artefact.ts';
import { TraitReader } from '../../../src/core/pages/output-traits.ts';
import { runOf } from '../../unit/core/analysis/run-of.ts';
import { fuzzer } from '../fuzzer.ts';
import { mutatedSeeds } from '../inputs/json.ts';
import { mutatedText } from '../inputs/mutate.ts';
import { texts } from '../inputs/texts.ts';

const HTML = [
  '<div>',
  '</div>',
  '<p class="a">',
  '<svg viewBox="0 0 9 9">',
  '</svg>',
  '<canvas>',
  '<template>',
  '<!--',
  '-->',
  '<a href="javascript:x">',
];
const CSS = [
  'a{',
  '}',
  'color:red;',
  'background:linear-gradient(red,blue);',
  '--a:var(--b);',
  '@media x{',
  '/*',
  '*/',
  '#a0b',
  'url(x)',
  'hsl(1e999 1% 1%)',
];
const JS = [
  '(',
  ')',
  '{',
  '}',
  '[',
  ']',
  '`${',
  '`',
  '=>',
  'function f(',
  'class A{',
  'a.b',
  '=',
  ';',
  '\n',
  '/x/',
  '"s"',
  'await ',
  'requestAnimationFrame(f)',
  'el.style.background="#fff"',
  'document.createElement("canvas")',
  'new ',
  'for(;;)',
  '?',
  ':',
  ',',
  '...',
  '//',
  '/*',
  '*/',
  '<!--',
  'let a',
  'constructor',
  '__proto__',
];

const soup = (pieces: readonly string[]): fc.Arbitrary<string> =>
  fc
    .tuple(fc.array(fc.constantFrom(...pieces), { maxLength: 60 }), fc.constantFrom(1, 1, 1, 40, 400))
    .map(([list, times]) => list.join('').repeat(times));

const wholePages = fc
  .record({ html: soup(HTML), css: soup(CSS), js: soup(JS), form: fc.nat(3) })
  .map(({ html, css, js, form }) => {
    if (form === 0)
      return `<!doctype html><html><head><style>${css}</style></head><body>${html}<script>${js}</script></body></html>`;
    if (form === 1)
      return `Files:\n\n\`\`\`html\n<link rel="stylesheet" href="a.css">${html}</p><script src="a.js" defer></script>\n\`\`\`\n\n**a.css**\n\`\`\`css\n${css}\n\`\`\`\n\`\`\`js\n${js}\n\`\`\``;
    if (form === 2) return `\`\`\`ts\n${js}\n\`\`\``;
    return `<svg xmlns="http://www.w3.org/2000/svg">${html}<style>${css}</style></svg>`;
  })
  .map((text) => text.slice(0, 120_000));

/** Pages and code: traits, glimpses and the joining of files on what is no page at all, and on what nearly is one. */
export const pages = fuzzer<string>({
  name: 'pages',
  about: 'traits, glimpses and files of pages and code',
  inputs: (seeds) =>
    fc.oneof(
      wholePages,
      soup(JS).map((code) => `<!doctype html><script>${code.slice(0, 100_000)}</script>`),
      texts(100_000),
      ...mutatedSeeds(seeds, mutatedText),
    ),
  check(text) {
    const found = new TraitReader().read(text);
    if (found !== null) assert.ok(found.lines >= 0 && found.words.length < 2_000_000);
    const artefact = artefactOf(text);
    if (artefact !== null) assert.ok((titleOf(artefact)?.length ?? 0) <= text.length);
    const page = pageOf(text);
    if (page === null) return;
    assert.ok(page.text.length <= 3 * text.length + 1_000, `${page.text.length} of ${text.length}`);
    assert.ok((page.title?.length ?? 0) <= 120);
    JSON.stringify(glimpseOf(page));
    const record = runOf('Build a page', { a: [text, `${text} `] });
    const { rows, pages: count } = new GalleryPages().rows(record, {
      ...{ order: 'likeness', target: null, condition: null, text: '', offset: 0, limit: 10 },
    });
    assert.equal(rows.length, count);
  },
});

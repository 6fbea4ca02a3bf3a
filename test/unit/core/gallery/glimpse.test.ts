import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import * as fc from 'fast-check';
import { type Glimpse, glimpseOf } from '../../../../src/core/gallery/glimpse.ts';

const glimpse = (text: string, title: string | null = null): Glimpse => glimpseOf({ kind: 'html', text, title });
const page = (style: string, body: string): string =>
  `<!doctype html><html><head><title>T</title><style>${style}</style></head><body>${body}</body></html>`;

describe('what can be shown of a page that does not run', () => {
  it('is its ground, its other colours, what it says and how it begins', () => {
    const text = page(
      'body { background: #0a0a15; color: #EEE; } a { color: hsl(0 100% 50%) }',
      '<h1>Harbour</h1><p>Nine lanterns,\n one of them lit &amp; warm.</p><script>\n  let at = 1;\n  draw(at);\n</script>',
    );
    assert.deepEqual(glimpse(text, 'Harbour'), {
      ground: '#0a0a15',
      isDark: true,
      colours: ['#eeeeee', '#ff0000'],
      words: 'Nine lanterns, one of them lit & warm.',
      code: 'let at = 1;\ndraw(at);',
    });
  });

  it('is what it says, not what its scripts, styles and templates hold', () => {
    const body = '<template>not this</template><noscript>nor this</noscript><script>"nor this"</script><b>this</b>';
    assert.equal(glimpse(page('p::after { content: "nor this" }', body)).words, 'this');
  });

  it('names no ground that the page does not name', () => {
    const { ground, isDark, colours } = glimpse('<p>plain</p>');
    assert.deepEqual([ground, isDark, colours], [null, false, []]);
    assert.equal(glimpse(page('body { background: #f6f1e7 }', '')).isDark, false);
  });

  it('reads drawings, too', () => {
    const text =
      '<svg width="4" height="4"><title>Ring</title><rect width="4" height="4" fill="teal"/><text>tide</text></svg>';
    const { ground, words, code } = glimpseOf({ kind: 'svg', text, title: 'Ring' });
    assert.deepEqual([ground, words], ['#008080', 'tide']);
    assert.match(code, /^<svg width/);
  });

  it('is short and plain, whatever the page is', () => {
    const parts = fc.constantFrom(
      '<p>',
      '</p>',
      '<script>',
      '</script>',
      'let x = "#fff";',
      '<style>',
      'a{color:red}',
      '\n',
      ' ',
      '<!--',
      '"',
      "'",
      'body{background:url(x) #123}',
    );
    fc.assert(
      fc.property(fc.array(fc.oneof(parts, fc.string())), (pieces) => {
        const { ground, colours, words, code } = glimpse(pieces.join(''));
        for (const colour of ground === null ? colours : [ground, ...colours]) assert.match(colour, /^#[0-9a-f]{6}$/);
        assert.ok(words.length <= 240 && !words.includes('\n') && code.length <= 400 && colours.length <= 6);
      }),
      { numRuns: 200 },
    );
  });

  it('does not take long for long and strange pages', () => {
    const long = [
      '<p>word </p>'.repeat(9_000),
      '<b>'.repeat(30_000),
      `<script>${'a{'.repeat(40_000)}</script>`,
      `<style>${'body{background:'.repeat(6_000)}</style>`,
      'x'.repeat(1_000_000),
      ' '.repeat(100_000),
    ];
    const began = performance.now();
    for (const text of long) assert.ok(glimpse(`${text}</p>`).words.length <= 240);
    assert.ok(performance.now() - began < 5_000);
  });
});

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { isPage, shownParts } from '../../../../src/core/pages/shown-text.ts';

const trimmed = (page: string) => shownParts(page).map((part) => part.replace(/\s+/g, ' ').trim());

describe('what a page shows', () => {
  it('is the text between its tags; blocks part it, emphasis does not', () => {
    const page =
      '<!DOCTYPE html><html lang="en"><head><title>Tidal Memory</title><style>p{color:#050510}</style></head><body><!-- a note --><p>Move <em>to</em> disturb</p><p>It &amp; you</p></body></html>';
    assert.ok(isPage(page));
    assert.deepEqual(trimmed(page), ['Tidal Memory', 'Move to disturb', 'It & you']);
  });

  it('is the strings of several words in its scripts, whatever apostrophes the comments hold', () => {
    const page = `<canvas></canvas><script>
      // don't stop
      /* it's "not here" */
      ctx.font = '12px serif'; ctx.fillText('Move to disturb', 10, 10);
      const one = 'word', two = "it\\'s late here", three = \`over
      two lines\`; const open = 'never closed
    </script>`;
    assert.deepEqual(trimmed(page), ['12px serif', 'Move to disturb', "it\\'s late here", 'over two lines']);
  });

  it('is the labels of several words, and no other attribute', () => {
    const page =
      '<div class="a b c" aria-label="Field of salt" data-x="1 2"><img alt=\'A slow tide\'><b title="one">x</b></div>';
    assert.deepEqual(shownParts(page), ['Field of salt', 'A slow tide', 'x']);
  });

  it('takes prose for prose', () => {
    assert.equal(isPage('if a < b and b > c then </done>'), false);
    assert.equal(isPage('plain'), false);
  });

  it('takes pages that are cut off or hostile, in linear time', () => {
    assert.deepEqual(trimmed('<p>one two</p><p class="cut'), ['one two']);
    assert.deepEqual(trimmed('<p>1 < 2</p><script>say("now or never"'), ['1 < 2', 'now or never']);
    const started = performance.now();
    for (const hostile of ['<', '<!--', '<script>', '"a b', '<a ', '&', '`a b\n', '/*'])
      shownParts(`<p></p><script>${hostile.repeat(100_000 / hostile.length)}`);
    for (const hostile of ['<', '<!--', '<script>', '<style>x', '<a ', '</script', '&'])
      shownParts(`<p></p>${hostile.repeat(100_000 / hostile.length)}`);
    assert.ok(performance.now() - started < 15_000, 'linear');
  });
});

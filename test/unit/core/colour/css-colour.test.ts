import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { coloursOf, hexOf, luminance, parseColour, UNKNOWN } from '../../../../src/core/colour/css-colour.ts';

const hex = (css: string): string | null => {
  const colour = parseColour(css);
  return colour === null ? null : hexOf(colour);
};

describe('colours of CSS', () => {
  // From CSS Color Module Level 4: the same colour in several notations.
  it('reads every notation', () => {
    for (const [css, expected] of [
      ['rebeccapurple', '663399'],
      ['#639', '663399'],
      ['#663399', '663399'],
      ['rgb(102, 51, 153)', '663399'],
      ['rgb(40% 20% 60%)', '663399'],
      ['hsl(270, 50%, 40%)', '663399'],
      ['hsl(270 50 40)', '663399'],
      ['hsla(0.75turn 50% 40% / 1)', '663399'],
      ['hwb(270 20% 40%)', '663399'],
      ['lab(32.39% 38.43 -47.69)', '663399'],
      ['lch(32.39% 61.25 308.86)', '663399'],
      ['oklab(44.03% 0.088 -0.134)', '663399'],
      ['oklch(44.03% 0.1603 303.37)', '663399'],
      ['DarkSlateGray', '2f4f4f'],
    ] as const)
      assert.equal(hex(css), expected, css);
  });

  it('takes the alpha', () => {
    assert.equal(parseColour('#0000ff80')?.alpha.toFixed(2), '0.50');
    assert.equal(parseColour('rgb(0 0 255 / 25%)')?.alpha, 0.25);
    assert.equal(parseColour('rgba(0,0,255,7)')?.alpha, 1);
  });

  it('takes what is usual for what is only known at run time, unless that decides', () => {
    assert.ok(parseColour(`hsl(200, ${UNKNOWN}%, 50%)`));
    assert.equal(parseColour(`rgba(1, 2, 3, ${UNKNOWN})`)?.alpha, 0.5);
    assert.equal(parseColour(`hsl(${UNKNOWN}, 70%, 50%)`), null);
    assert.equal(parseColour(`rgb(${UNKNOWN}, 2, 3)`), null);
  });

  it('is null for what is no colour', () => {
    for (const css of [
      'transparent',
      'amber',
      'constructor',
      '#12',
      'rgb()',
      'rgb(1, 2)',
      'url(red)',
      'hsl(red 1 2)',
      '',
    ])
      assert.equal(hex(css), null, css);
  });

  it('finds all of a gradient, and none in addresses and texts', () => {
    assert.deepEqual(coloursOf('linear-gradient(90deg, navy, oklch(0.6 0.1 250) 20%), url(red.png)').map(hexOf), [
      '000080',
      '4f84ba',
    ]);
    assert.deepEqual(coloursOf('"red" url("blue")'), []);
  });

  it('has channels within their range, whatever the numbers', () => {
    const number = fc.oneof(
      fc.integer(),
      fc.double({ noNaN: true }),
      fc.constantFrom('1e999', '-1e308', '100%', 'none'),
    );
    const name = fc.constantFrom('rgb', 'hsl', 'hwb', 'lab', 'lch', 'oklab', 'oklch');
    fc.assert(
      fc.property(name, number, number, number, number, (called, a, b, c, alpha) => {
        const colour = parseColour(`${called}(${a} ${b} ${c} / ${alpha})`);
        if (colour === null) return;
        for (const value of [colour.red, colour.green, colour.blue]) assert.ok(value >= 0 && value <= 255);
        assert.ok(colour.alpha >= 0 && colour.alpha <= 1);
        assert.match(hexOf(colour), /^[0-9a-f]{6}$/);
        const light = luminance(colour);
        assert.ok(light >= 0 && light <= 1.0001);
      }),
    );
  });
});

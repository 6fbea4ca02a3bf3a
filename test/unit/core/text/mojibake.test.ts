import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { repairMojibake } from '../../../../src/core/text/mojibake.ts';

const MAC_HIGH =
  'ÄÅÇÉÑÖÜáàâäãåçéèêëíìîïñóòôöõúùûü†°¢£§•¶ß®©™´¨≠ÆØ∞±≤≥¥µ∂∑∏π∫ªºΩæø¿¡¬√ƒ≈∆«»…\u00a0ÀÃÕŒœ–—“”‘’÷◊ÿŸ⁄€‹›ﬁﬂ‡·‚„‰ÂÊÁËÈÍÎÏÌÓÔ\uf8ffÒÚÛÙıˆ˜¯˘˙˚¸˝˛ˇ';
const WINDOWS_HIGH = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ';

const misread = (text: string, high: (byte: number) => string): string =>
  Array.from(new TextEncoder().encode(text), (byte) => (byte < 0x80 ? String.fromCharCode(byte) : high(byte))).join('');
const asMac = (text: string): string => misread(text, (byte) => MAC_HIGH.charAt(byte - 0x80));
const asWindows = (text: string): string =>
  misread(text, (byte) => (byte < 0xa0 ? WINDOWS_HIGH.charAt(byte - 0x80) : String.fromCharCode(byte)));
const asLatin1 = (text: string): string => misread(text, (byte) => String.fromCharCode(byte));

/** Texts as people write them. */
const SAMPLES = [
  '😄',
  '— within safe limits',
  'don’t “go”',
  'café',
  'naïve',
  'São Paulo',
  'Привет, мир',
  '苹果',
  '日本語テキスト',
  'où ça',
  'l’été',
  'İstanbul',
  'Øre',
  '20 °C',
  '£5',
  '½',
  'שלום',
  'مرحبا',
  '한국어',
  'Österreich',
  'żółć',
  'coś',
  'přítel',
  'cœur',
  'ÉCOLE',
  'à',
  '3 × 4',
  '…',
  '•',
  '→',
  '≤',
  '👩‍👩‍👧',
  '🏴󠁧󠁢󠁥󠁮󠁧󠁿',
  'Tiếng Việt',
  'Γειά σου',
  'नमस्ते',
  'สวัสดี',
];

/** Texts whose characters happen to be valid byte sequences in one of the encodings. */
const HONEST = [
  ...SAMPLES,
  'Ä',
  '√2',
  '√π',
  '2√π',
  '≈£5',
  'Spaß…',
  '„Spaß“',
  '“NESCAFÉ®”',
  'CAFÉ™',
  '“fiancé”—the',
  '« été »',
  '«é»',
  'l’été—à',
  '“États-Unis”',
  'AMANHÃ…',
  'IRMÃ’S',
  'à\u00a0«\u00a0quelque\u00a0»',
  'né”—“',
  'É’S',
  '—É',
  '–à',
  '€£¥',
  '…À',
  'Ü…',
  'π',
];

describe('repairMojibake', () => {
  it('repairs the seed article: UTF-8 read as Mac Roman', () => {
    assert.equal(repairMojibake('everything! \uf8ffüòÑ').text, 'everything! 😄');
    assert.equal(repairMojibake('everything! \uf8ffüòÅ').text, 'everything! 😁');
    assert.equal(repairMojibake('dark humor ‚Äî within').text, 'dark humor — within');
  });
  it('repairs UTF-8 read as Windows-1252', () => {
    assert.equal(repairMojibake('donâ€™t').text, 'don’t');
    assert.equal(repairMojibake('cafÃ©').text, 'café');
    assert.equal(repairMojibake('ðŸ˜„').text, '😄');
    assert.equal(repairMojibake('donÃ¢â‚¬â„¢t').text, 'don’t', 'misread twice');
  });
  for (const [name, damage] of [
    ['Mac Roman', asMac],
    ['Windows-1252', asWindows],
    ['Latin-1', asLatin1],
  ] as const) {
    it(`gives back what was misread as ${name}`, () => {
      for (const sample of SAMPLES) assert.equal(repairMojibake(damage(sample)).text, sample);
      fc.assert(
        fc.property(
          fc.array(fc.constantFrom(...SAMPLES, ' and ', 'x', '\n', '42'), { minLength: 1, maxLength: 6 }),
          (parts) => {
            const text = parts.join(' ');
            assert.equal(repairMojibake(damage(text)).text, text);
          },
        ),
        { seed: 1, numRuns: 500 },
      );
    });
  }
  it('leaves honest text alone', () => {
    for (const text of HONEST) {
      const repaired = repairMojibake(text);
      assert.equal(repaired.text, text);
      assert.equal(repaired.changed, false);
    }
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...HONEST, 'a', '!'), { maxLength: 8 }), (parts) => {
        assert.equal(repairMojibake(parts.join(' ')).changed, false);
      }),
      { seed: 2, numRuns: 1000 },
    );
  });
  it('leaves any ASCII text alone', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary-ascii' }), (text) => repairMojibake(text).text === text),
      { seed: 3 },
    );
  });
  it('maps offsets back to the text as it came', () => {
    const original = 'a \uf8ffüòÑ b ‚Äî c';
    const { text, toOriginal } = repairMojibake(original);
    assert.equal(text, 'a 😄 b — c');
    assert.equal(toOriginal(0), 0);
    assert.equal(toOriginal(text.indexOf('😄')), original.indexOf('\uf8ff'));
    assert.equal(toOriginal(text.indexOf('😄') + 1), original.indexOf('\uf8ff'), 'inside a character: its start');
    for (const mark of ['b', '—', 'c']) {
      const expected = mark === '—' ? original.indexOf('‚') : original.indexOf(mark);
      assert.equal(toOriginal(text.indexOf(mark)), expected);
    }
    assert.equal(toOriginal(text.length), original.length);
  });
  it('maps offsets through two passes and keeps their order', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...SAMPLES), { maxLength: 5 }), (parts) => {
        const original = asWindows(asWindows(parts.join(' ')));
        const { text, toOriginal } = repairMojibake(original);
        let last = 0;
        for (let offset = 0; offset <= text.length; offset++) {
          const mapped = toOriginal(offset);
          assert.ok(mapped >= last && mapped <= original.length);
          last = mapped;
        }
        assert.equal(toOriginal(text.length), original.length);
      }),
      { seed: 4, numRuns: 200 },
    );
  });
});

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { severalPrompts, type SeveralPrompts } from '../../../../src/extension/prompt/several-prompts.ts';

const found = (marked: string, languageId?: string): readonly string[] => meant(marked, languageId).prompts;

/** The prompts of a text in which what is selected stands between ‹ and ›, and a bare cursor is ‸. */
function meant(marked: string, languageId = 'markdown'): SeveralPrompts {
  const selections: (readonly [number, number])[] = [];
  let text = '';
  let start = 0;
  for (const character of marked) {
    if (character === '‹') start = text.length;
    else if (character === '›') selections.push([start, text.length]);
    else if (character === '‸') selections.push([text.length, text.length]);
    else text += character;
  }
  return severalPrompts({ path: `a.${languageId}`, languageId, text, selections });
}

describe('several prompts', () => {
  it('are several selections, in the order of the text', () => {
    assert.deepEqual(found('‹Tell a joke› and ‹ Tell a story ›\n'), ['Tell a joke', 'Tell a story']);
  });

  it('are the strings that a selection holds', () => {
    assert.deepEqual(found('const prompts = ‹["Tell a joke", \'Tell a "story"\']›;', 'typescript'), [
      'Tell a joke',
      'Tell a "story"',
    ]);
  });

  it('are the strings or paragraphs around several cursors', () => {
    assert.deepEqual(found('ask("Tell a ‸joke"); ask("Tell a ‸story");', 'typescript'), [
      'Tell a joke',
      'Tell a story',
    ]);
    assert.deepEqual(found('Tell a ‸joke\n\nTell ‸a\nstory\n'), ['Tell a joke', 'Tell a\nstory']);
  });

  it('are parts between dashes, else paragraphs', () => {
    assert.deepEqual(found('‹One\n\ntwo\n---\nThree\n›'), ['One\n\ntwo', 'Three']);
    assert.deepEqual(found('‹One\r\ntwo\r\n \r\nThree›'), ['One\ntwo', 'Three']);
  });

  it('may be one where they are paragraphs, and only there', () => {
    assert.equal(meant('‹Tell a joke.\n\nAbout cats.\n\nBe brief.›').whole, 'Tell a joke.\n\nAbout cats.\n\nBe brief.');
    assert.equal(meant('‹One\n\ntwo\n---\nThree\n›').whole, null);
    assert.equal(meant('‹Tell a joke› and ‹Tell a story›').whole, null);
  });

  it('are told once each, and are none without a selection', () => {
    assert.deepEqual(found('‹One\n\nTwo\n\nOne›'), ['One', 'Two']);
    assert.deepEqual(found('One ‸two'), []);
    assert.deepEqual(found('One'), []);
  });
});

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { jsonExtractor } from '../../../../src/core/extraction/json.ts';
import { optionsOf } from '../../../../src/core/extraction/options.ts';
import * as kinds from '../../../../src/core/extraction/prompt-kind.ts';
import { chooseExtractor, domainOfPrompt, EXTRACTORS } from '../../../../src/core/extraction/registry.ts';
import { foldText } from '../../../../src/core/text/fold.ts';
import { groupAnswers } from '../../../../src/core/grouping/group-answers.ts';
import { repairMojibake } from '../../../../src/core/text/mojibake.ts';

/** What a model may repeat without end: each makes a careless expression take quadratic time or worse. */
const LOOPS = [
  ' ',
  '*',
  '_',
  '`',
  '(',
  '.',
  '1,',
  '1 ',
  '\n',
  '> ',
  '?',
  'a? ',
  'Want another? ',
  'twenty ',
  '<title',
  '[',
  '{"a":',
  'é',
  'Ã',
  '😄',
  '"a',
  'is a ',
  '1/',
  '[1,2]',
  '一',
  'hundred and ',
  '```\n',
  'A) ',
];
const LENGTH = 100_000;

describe('a short answer', () => {
  const marks = [...'*_~`"”»’」』\'\\.!。！،,;:…#>-•“„«'];
  // Two ways to read a mark are as many ways as there are subsets of marks: 2^40 would never end.
  const texts = [
    'Name: ________________________________________ Date: today',
    ...marks.flatMap((mark) => [
      `Name: ${mark.repeat(40)} Date`,
      `${mark.repeat(40)} Date`,
      `Date ${mark.repeat(40)}x`,
    ]),
    ...marks.flatMap((mark, index) => [`a${`${mark}${marks[(index + 1) % marks.length]!}`.repeat(20)}b`]),
  ];
  it('with marks repeated in it is read all the same', { timeout: 30_000 }, () => {
    for (const text of texts) {
      for (const prompt of ['Pick a random colour, only return the colour', 'Fill in this form']) {
        for (const extractor of EXTRACTORS) {
          const argument = extractor.id === 'json' ? 'a' : extractor.id === 'regex' ? 'x(y)' : null;
          const { answer } = extractor.extract(text, { prompt, domain: null, argument });
          assert.ok(answer === null || text.includes(answer));
        }
      }
    }
  });

  it('of JSON with comments in comments is read all the same', { timeout: 30_000 }, () => {
    const text = `{${'//*/**/\n/*///**/'.repeat(500)}"a": 1`;
    const { answer } = jsonExtractor.extract(text, { prompt: '', domain: null, argument: 'a' });
    assert.ok(answer === null || answer === '1');
  });
});

describe('an answer without end', () => {
  for (const unit of LOOPS) {
    // Linear work takes milliseconds; quadratic work would take minutes.
    it(`of ${JSON.stringify(unit)} is read all the same`, { timeout: 30_000 }, () => {
      const text = unit.repeat(LENGTH / unit.length);
      const { text: repaired } = repairMojibake(text);
      foldText(repaired);
      for (const prompt of ['Pick a random colour, only return the colour', 'Tell me a joke']) {
        for (const extractor of EXTRACTORS) {
          const argument = extractor.id === 'json' ? 'a' : extractor.id === 'regex' ? 'x(y)' : null;
          const { answer, setAside } = extractor.extract(repaired, { prompt, domain: [1, 100], argument });
          assert.ok(answer === null || answer.length <= repaired.length);
          assert.ok(setAside.every(([start, end]) => start < end && end <= repaired.length));
        }
      }
      const inputs = [repaired, `${repaired}x`].map((answer) => ({ text: answer, answer, count: 1, notes: [] }));
      assert.ok(groupAnswers(inputs, { mode: 'lexical', kind: 'text' }).groups.length >= 1);
      assert.ok(chooseExtractor(text, [text]).reason.endsWith('.'));
      assert.ok((domainOfPrompt(text) ?? [0, 1]).every(Number.isFinite));
      assert.ok(optionsOf(text.slice(0, 4_000)).length <= 12);
      for (const kind of Object.values(kinds)) assert.equal(typeof kind(text), 'boolean');
    });
  }
});

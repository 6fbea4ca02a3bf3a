import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { plainHex } from '../../../../../src/core/analysis/echo/colours.ts';
import { echoSpans } from '../../../../../src/core/analysis/echo/echo-spans.ts';
import { echoTerms } from '../../../../../src/core/analysis/echo/echo.ts';
import { numbersIn, promptTerms, toldBy } from '../../../../../src/core/analysis/echo/prompt-terms.ts';
import { Corpus } from '../../../../../src/core/analysis/texts/corpus.ts';
import { foldText } from '../../../../../src/core/text/fold.ts';

const told = (prompt: string) => ({ prompt, system: '' });
const list = (prompt: string, long = false) =>
  promptTerms(told(prompt), long).map(({ kind, term }) => `${kind} ${term}`);

/** Echo of texts; numbers when the answer is one. */
function echoOf(prompt: string, texts: readonly string[], { long = false, numbers = false } = {}) {
  const corpus = long ? new Corpus(texts.map((text) => [foldText(text)])) : null;
  const outputs = texts.map((text, index) => ({
    ...{ text, folded: foldText(text), number: numbers ? Number(text) : null },
    document: corpus === null ? null : corpus.documentOf[index]!,
  }));
  return echoTerms([{ id: 'default', terms: promptTerms(told(prompt), long), outputs }], corpus);
}

describe('what a prompt holds', () => {
  it('are looked for in what was sent: with the items of a shuffled list, not with its placeholder', () => {
    const terms = promptTerms(
      toldBy({
        prompt: 'Use one of {{colours}}.',
        system: null,
        shuffled: [{ name: 'colours', items: ['teal', 'navy'], separator: ', ' }],
      }),
      false,
    );
    assert.deepEqual(
      terms.filter(({ kind }) => kind === 'colour').map(({ term }) => term),
      ['teal', 'navy'],
    );
    assert.ok(terms.every(({ term }) => term !== 'colours'));
  });

  it('is its colours, numbers, quoted phrases and, for long texts, content words', () => {
    const prompt = 'Paint "Tidal Memory" on #050510 or #ABC with 1,000 teal dots in 3 rows';
    assert.deepEqual(list(prompt), [
      ...['colour #050510', 'colour #aabbcc', 'colour teal', 'phrase tidal memory', 'number 1000', 'number 3'],
    ]);
    assert.deepEqual(list(prompt, true).slice(5), [
      ...['word paint', 'word tidal', 'word memory', 'word dots', 'word rows'],
    ]);
  });

  it('names that are things, too, are colours only where a prompt speaks of colour', () => {
    assert.deepEqual(list('Recipe for salmon'), []);
    assert.deepEqual(list('Recipe for salmon', true), ['word recipe', 'word salmon']);
    assert.deepEqual(list('A salmon or coral background'), ['colour salmon', 'colour coral']);
    assert.deepEqual(list('orange or red'), ['colour orange', 'colour red']);
  });

  it('numbers are not the parts of words, codes or longer numbers', () => {
    assert.deepEqual(
      numbersIn('x2 #050510 v1.2.3 3px 42, 7. (8) 1,000.5').map(({ number }) => number),
      ['42', '7', '8', '1000.5'],
    );
    assert.equal(plainHex('#AbC'), '#aabbcc');
    assert.equal(plainHex('#050510'), '#050510');
  });
});

describe('echo', () => {
  it('finds a colour in every notation, and not inside a longer code', () => {
    const texts = ['background:#050510', 'BACKGROUND: #050510;', '#0505101a', '#05051', 'none'];
    assert.deepEqual(echoOf('on #050510', texts), [
      { term: '#050510', kind: 'colour', outputs: 2, rate: 0.4, source: 'prompt' },
    ]);
    assert.equal(echoOf('on #aabbcc', ['#ABC', '#aabbcc', '#abcd'])[0]!.outputs, 2);
    assert.equal(echoOf('on #ABC', ['#aabbcc'])[0]!.outputs, 1);
    assert.equal(echoOf('red or teal', ['Teal!', 'tealish', 'blue'])[0]!.outputs, 1);
  });

  it('does not take the end of a domain for an echo when it is the answer', () => {
    const prompt = 'Pick a number between 1 and 100';
    assert.deepEqual(echoOf(prompt, ['100', '1', '42'], { numbers: true }), []);
    assert.deepEqual(
      echoOf(prompt, ['Between 1 and 100 I take 42', '100']).map(({ term, outputs }) => [term, outputs]),
      [
        ['100', 2],
        ['1', 1],
      ],
    );
  });

  it('finds numbers with and without commas, and phrases across punctuation', () => {
    assert.equal(echoOf('about 1,000 birds', ['1000 birds', '1,000', '11000', '1000.5'])[0]!.outputs, 2);
    assert.equal(
      echoOf('call it “Tidal Memory”', ['# Tidal, memory', 'tidal', 'TIDAL MEMORY', 'tidal memoryx'])[0]!.outputs,
      2,
    );
    assert.equal(echoOf('題は「猫が好き」', ['私は猫が好きです', '犬'])[0]!.outputs, 1);
  });

  it('looks for words in long texts only, and counts an output once', () => {
    assert.deepEqual(echoOf('Pick a colour', ['this colour', 'blue']), []);
    const found = echoOf('Describe the harbour', ['harbour and harbour', 'a harbour', 'a lake'], { long: true });
    assert.deepEqual(found, [{ term: 'harbour', kind: 'word', outputs: 2, rate: 2 / 3, source: 'prompt' }]);
  });

  it('takes the rate of the outputs whose prompt holds the term', () => {
    const output = (text: string) => ({ text, folded: foldText(text), number: null, document: null });
    const found = echoTerms(
      [
        { id: 'a', terms: promptTerms(told('in teal'), false), outputs: [output('teal'), output('blue')] },
        { id: 'b', terms: promptTerms(told('in any colour'), false), outputs: [output('teal')] },
      ],
      null,
    );
    const byCondition = { a: { outputs: 1, n: 2 } };
    assert.deepEqual(found, [{ term: 'teal', kind: 'colour', outputs: 1, rate: 0.5, source: 'prompt', byCondition }]);
  });

  it('lists at most 30, the most frequent first', () => {
    const numbers = Array.from({ length: 50 }, (_, index) => String(index + 100));
    const found = echoOf(numbers.join(' '), [numbers.join(' '), '149']);
    assert.equal(found.length, 30);
    assert.deepEqual([found[0]!.term, found[0]!.outputs], ['149', 2]);
  });
});

describe('the parts of a text that are echo', () => {
  it('are where the terms stand, merged and ascending', () => {
    const prompt = 'Paint “Tidal Memory” in teal on #050510 with 1,000 dots';
    const text = 'TIDAL, Memory: teal on #050510; 1000 dots, 11000 no.';
    const spans = echoSpans(text, promptTerms(told(prompt), true));
    assert.deepEqual(
      spans.map(([start, end]) => text.slice(start, end)),
      ['TIDAL, Memory', 'teal', '#050510', '1000', 'dots'],
    );
    assert.ok(spans.every(([start, end], index) => start < end && (index === 0 || spans[index - 1]![1] < start)));
  });

  it('are there just when the counts say so', () => {
    const prompt = 'Call it "quiet harbour", 12 chapters, #abc and red';
    for (const text of [
      'The quiet harbour',
      'quiet, then harbour',
      '12 red',
      '#AABBCC',
      '112',
      '#abcd',
      'redder',
      '1.12',
    ]) {
      const terms = promptTerms(told(prompt), false);
      assert.equal(echoSpans(text, terms).length > 0, echoOf(prompt, [text]).length > 0, text);
    }
  });

  it('take hostile texts in linear time', () => {
    const terms = promptTerms(told('“a b c” 猫 "猫猫" 1 #fff'), false);
    const started = performance.now();
    for (const text of ['x', '1,', '#', '猫', '“', '1.'].map((part) => part.repeat(100_000 / part.length))) {
      for (const [start, end] of echoSpans(text, terms)) assert.ok(start < end && end <= text.length);
      // Folding is not what is tested here.
      echoTerms([{ id: 'default', terms, outputs: [{ text, folded: text, number: null, document: null }] }], null);
    }
    assert.ok(performance.now() - started < 15_000, 'linear');
  });
});

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { severalAnswers } from '../../../../src/core/extraction/several-answers.ts';
import { textOf } from '../../../../src/core/text/span.ts';

const answers = (output: string) => severalAnswers(output).map((span) => textOf(output, span));

describe('severalAnswers', () => {
  it('finds the text of every response, whatever stands around it', () => {
    const output =
      'Here you are:\n<response><text> Mango </text><probability>0.4</probability></response>\n<Response>\n<text>Fig</text>\n</Response> done';
    assert.deepEqual(answers(output), ['Mango', 'Fig']);
  });

  it('takes a response without a text element up to its probability', () => {
    assert.deepEqual(answers('<response>Mango <probability>0.4</probability></response><response>Fig</response>'), [
      'Mango',
      'Fig',
    ]);
  });

  it('leaves out what is empty or cut off, and finds nothing in other outputs', () => {
    assert.deepEqual(
      answers('<response><text></text></response><response><text>Fig</text></response><response><text>Man'),
      ['Fig'],
    );
    for (const output of ['', 'Mango', '<response>', '</response><response>', '<text>Mango</text>']) {
      assert.deepEqual(answers(output), [], output);
    }
  });

  it('takes no longer for thousands of tags that never close', () => {
    assert.deepEqual(answers('<response>'.repeat(200_000)), []);
    assert.equal(answers('<response>a</response>'.repeat(20_000)).length, 20_000);
  });
});

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { answerTags } from '../../../../../src/core/extraction/scaffolding/answer-tags.ts';
import { boxedAnswer, setWords } from '../../../../../src/core/extraction/scaffolding/boxed.ts';
import { fieldMarkers } from '../../../../../src/core/extraction/scaffolding/fields.ts';
import { labelledParts } from '../../../../../src/core/extraction/scaffolding/parts.ts';
import { reasoningTags } from '../../../../../src/core/extraction/scaffolding/reasoning-tags.ts';
import { specialTokens } from '../../../../../src/core/extraction/scaffolding/special-tokens.ts';
import { thinkingLabel } from '../../../../../src/core/extraction/scaffolding/thinking-label.ts';
import { withoutScaffolding } from '../../../../../src/core/extraction/scaffolding/scaffolding.ts';

const COLOUR = 'Name a colour. One word only.';
const CAPITAL = 'What is the capital of Australia?';
const NUMBER = 'Pick a random number between 1 and 100, only return the number';

/** Each text without its scaffolding, read as an answer to one prompt. */
function assertBare(prompt: string, cases: readonly (readonly [text: string, bare: string])[]): void {
  for (const [text, bare] of cases) assert.equal(withoutScaffolding(text, prompt).text, bare, text);
}

describe('reasoning is never the answer', () => {
  it('in tags, however they are written', () => {
    assertBare(COLOUR, [
      ['<think>\nred or blue\n</think>\n\nTeal', 'Teal'],
      ['<Thinking>red</Thinking> Teal', 'Teal'],
      ['[THINK]I pick red.[/THINK]Teal', 'Teal'],
      ['◁think▷red◁/think▷Teal', 'Teal'],
      ['<seed:think>red</seed:think>Teal', 'Teal'],
      ['<|begin_of_thought|>red<|end_of_thought|>\n<|begin_of_solution|>Teal<|end_of_solution|>', 'Teal'],
      ['<|START_THINKING|>red<|END_THINKING|><|START_RESPONSE|>Teal<|END_RESPONSE|>', 'Teal'],
      ['<think>a</think>\n<think>b</think>\nTeal', 'Teal'],
      ['<thinking>a <reflection>b</reflection> c</thinking>\nTeal', 'Teal'],
      ['red, no.\n</think>\n\nTeal', 'Teal'],
      ['<details type="reasoning" done="true">\n> red\n</details>\nTeal', 'Teal'],
      ['<think>\n</think>\n\nTeal<|im_end|>', 'Teal'],
    ]);
  });

  it('in channels, with and without their tokens', () => {
    assertBare(NUMBER, [
      [
        '<|channel|>analysis<|message|>I pick 42.<|end|><|start|>assistant<|channel|>final<|message|>58<|return|>',
        '58',
      ],
      ['analysisI pick 42. Only return it.assistantfinal58', '58'],
      ['<|channel>thought\nI take 42<channel|>58', '58'],
    ]);
  });

  it('behind a label, as promptfoo writes it', () => {
    assertBare(COLOUR, [
      ['Thinking: Red is common.\n\nTeal', 'Teal'],
      ['Thinking: Red is common.\n\nSo is blue.\nSignature: RXhhbXBsZQ==\n\nTeal', 'Teal'],
      ['Redacted Thinking: EmwKAhgB\n\nTeal', 'Teal'],
      ['Thinking: Red.\n\nOr blue, which is what everybody picks these days.\n\nTeal', 'Teal'],
    ]);
  });

  it('and where nothing follows, no answer was given', () => {
    const unfinished = [
      '<think>\nI could take 42 or',
      '[THINK]42',
      '◁think▷42',
      'analysisI could take 42',
      '<|channel|>analysis<|message|>I could take 42 or',
      '<think>42</think>',
      '[[ ## reasoning ## ]]\n42 is common',
    ];
    for (const text of unfinished) {
      const { isReasoningAlone, text: bare, setAside } = withoutScaffolding(text, NUMBER);
      assert.deepEqual(
        { isReasoningAlone, bare, setAside },
        { isReasoningAlone: true, bare: '', setAside: [[0, text.length]] },
        text,
      );
    }
  });
});

describe('what marks an answer is not part of it', () => {
  it('labels, in either order', () => {
    assertBare(CAPITAL, [
      ['Reasoning: Sydney is larger.\nAnswer: Canberra', 'Canberra'],
      ['Answer: Canberra\nReasoning: A compromise.', 'Canberra'],
      ['Thought: I know it.\nFinal Answer: Canberra', 'Canberra'],
      ['**Explanation:** A compromise.\n\n**Answer:** Canberra', 'Canberra'],
      ['1. **Reasoning:** A compromise.\n2. **Answer:** Canberra', 'Canberra'],
      ['Here is my thought process:\nNot Sydney.\n\nHere is my response:\nCanberra', 'Canberra'],
      ['Answer: Sydney\n\nWait, no.\n\nAnswer: Canberra', 'Canberra'],
    ]);
  });

  it('headings, unless they are the answer', () => {
    assertBare(CAPITAL, [
      ['## Answer\n\nCanberra', 'Canberra'],
      ['**Analysis**\n\nSydney is larger.\n\n**Answer**\n\nCanberra', 'Canberra'],
      ['Answer\n======\n\nCanberra', 'Canberra'],
      ['## Answer\n\nCanberra\n\n## Explanation\n\nA compromise.', 'Canberra'],
      ['## Canberra', '## Canberra'],
      ['## Answer', '## Answer'],
    ]);
    assertBare('Suggest a name for my cat.', [
      ['### Suggestion\n\nLuna', 'Luna'],
      ['**Milo**', '**Milo**'],
    ]);
  });

  it('tags, field markers and boxes', () => {
    assertBare(CAPITAL, [
      ['Sydney is larger.\n\n<answer>Canberra</answer>', 'Canberra'],
      ['<answer>Sydney</answer> No: <answer>Canberra</answer>', 'Canberra'],
      ['<answer>Canberra', 'Canberra'],
      ['<response><answer>Canberra</answer></response>', 'Canberra'],
      ['[[ ## reasoning ## ]]\nx\n\n[[ ## city ## ]]\nCanberra\n\n[[ ## completed ## ]]', 'Canberra'],
      ['It is $\\boxed{\\text{Canberra}}$.', 'Canberra'],
      ['$\\text{Canberra}$', 'Canberra'],
    ]);
  });

  it('announced steps lead to their conclusion', () => {
    assertBare(CAPITAL, [
      ["Let's think step by step.\n\nSydney is larger.\n\nAnswer: Canberra", 'Canberra'],
      ["Let's think step by step. Sydney is larger. So the answer is Canberra.", 'the answer is Canberra.'],
      ['Okay, let me think...\n\nCanberra', 'Canberra'],
    ]);
  });
});

describe('what looks like scaffolding and is content stays', () => {
  const KEPT: readonly (readonly [prompt: string, text: string])[] = [
    ['Which tag makes text bold? Only the tag.', '<b>'],
    ['Which tag opens the reasoning? Only the tag.', '<think>'],
    ['Name a verb. One word only.', 'Think'],
    ['Name a well-known book on psychology. Only return the title.', 'Thinking, Fast and Slow'],
    ['Explain think tags.', 'Models write `<think>` first and `</think>` after it.'],
    ['Tell me a riddle.', 'What has keys but no locks?\n\nAnswer: A piano'],
    ['Write an essay on tea.', '# Tea\n\nIt is old.\n\n## Conclusion\n\nIt lasts.'],
    ['Write a scene.', 'ANNA\n[thinking about it]\nNo.'],
    ['Write a page that adds two numbers.', '<!doctype html><body><form><output>5</output></form></body>'],
    ['Name a song.', 'Let It Be'],
    ['Reply with JSON.', '{"reasoning": "x", "answer": "y"}'],
    ['Write a chat template. Only code.', '```\n<think>\n{{ reasoning }}\n```'],
  ];
  for (const [prompt, text] of KEPT)
    it(`${prompt} ${text.slice(0, 30)}`, () => {
      const { text: bare, setAside, isReasoningAlone } = withoutScaffolding(text, prompt);
      assert.deepEqual({ bare, setAside, isReasoningAlone }, { bare: text, setAside: [], isReasoningAlone: false });
    });
});

it('every place in what is left has its place in the text as it came', () => {
  const text = '<think>red</think>\nI say\n<think>or blue</think>\nTeal. Fine.';
  const { text: bare, setAside, toOriginal } = withoutScaffolding(text, 'Say something about colours.');
  for (let at = 0; at < bare.length; at++) assert.equal(text.charAt(toOriginal(at)), bare.charAt(at));
  assert.deepEqual(
    setAside.map(([start, end]) => text.slice(start, end)),
    ['<think>red</think>', '<think>or blue</think>'],
  );
});

it('an extractor that looks for marks itself sees them, and no reasoning', () => {
  const text = '<think>Answer: red</think>\nAnswer: Teal';
  assert.equal(withoutScaffolding(text, COLOUR, { readsMarks: true }).text, 'Answer: Teal');
});

describe('a text without the marks of a kind', () => {
  const PIECES = [
    ...[
      '<think>',
      '</think>',
      '[THINK]',
      '[/THINK]',
      '◁think▷',
      '&lt;think&gt;',
      '<|im_end|>',
      '</s>',
      'Thinking: ',
      'Thoughts: ',
    ],
    ...[
      '\n',
      '\n\n',
      '[[ ## answer ## ]]',
      '<answer>',
      '</answer>',
      'Answer: ',
      'Reasoning: ',
      '## Answer',
      '**Answer**',
      '=====',
      '####',
    ],
    ...['\\boxed{', '$\\text{', '}', '}$', ' ', '.', 'Teal', '42', ':', '：', '#', '*', '_'],
  ];
  const asked = { prompt: COLOUR, isShort: true, ownsLabels: false };

  it('holds nothing of this kind', () => {
    for (const kind of [
      reasoningTags,
      specialTokens,
      thinkingLabel,
      fieldMarkers,
      answerTags,
      labelledParts,
      boxedAnswer,
      setWords,
    ]) {
      const { marks } = kind;
      assert.ok(marks !== null);
      const without = PIECES.map((piece) => [...piece].filter((mark) => !marks.includes(mark)).join(''));
      fc.assert(
        fc.property(fc.array(fc.constantFrom(...without), { maxLength: 12 }), (pieces) => {
          assert.equal(kind.kept(pieces.join(''), asked), null);
        }),
      );
    }
  });
});

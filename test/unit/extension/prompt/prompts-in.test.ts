import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { findPrompts, promptFrom, wholeFile } from '../../../../src/extension/prompt/editor-prompts.ts';
import { parsePromptFile, type PromptFileKind } from '../../../../src/extension/prompt/prompt-file.ts';
import { isPromptFile, likelyPrompts, promptSpans } from '../../../../src/extension/prompt/prompts-in.ts';
import { joinSegments, previewOf } from '../../../../src/extension/prompt/segments.ts';

const found = (text: string, languageId = 'python', path = 'a.py'): readonly string[] =>
  likelyPrompts({ path, languageId, text }).map(({ segments }) => joinSegments(segments));

describe('strings of source code that look like prompts', () => {
  it('are those that begin as prompts do, or say what answer is wanted', () => {
    const prompts = [
      'Tell me a joke',
      'Pick a random number between 1 and 100',
      'You are a careful editor of legal texts.',
      'Summarize the following text in one sentence.',
      'Decide whether this review is positive. Answer with yes or no.',
    ];
    for (const prompt of prompts) assert.deepEqual(found(`x = "${prompt}"\n`), [prompt]);
  });

  it('are those that a name, a call or a role says are prompts', () => {
    assert.deepEqual(found('FRUIT_PROMPT = "Best fruit for pies?"'), ['Best fruit for pies?']);
    assert.deepEqual(found('system_prompt: str = """Cats rule the world."""'), ['Cats rule the world.']);
    assert.deepEqual(found('m = [{"role": "user", "content": "Best fruit for pies?"}]'), ['Best fruit for pies?']);
    assert.deepEqual(found('PromptTemplate("Best {fruit} for pies?")'), ['Best {fruit} for pies?']);
    const script = 'const r = await ask("Best fruit for pies?"); const p = { prompt: `Best of ${n} fruits?` };';
    assert.deepEqual(found(script, 'typescript', 'a.ts'), ['Best fruit for pies?', 'Best of ${n} fruits?']);
  });

  it('are no messages, docstrings, paths, queries or words of an interface', () => {
    const source = [
      'def f():',
      '    """Write a joke to the given file, only return the number of bytes."""',
      '    raise ValueError("Tell me a joke is what you must give.")',
      '    print("Pick a random number between 1 and 100")',
      '    logger.info("Tell me a joke")',
      '    parser.add_argument("--joke", help="Tell me a joke and answer with it.")',
      'sql = "SELECT a random number FROM numbers"',
      'prompt_path = "prompts/joke.md"',
      'label = "Choose a file to open"',
      'note = "The cache is stored in this folder."',
      'x = "Create a new project"',
      'prompt = "joke"',
    ];
    assert.deepEqual(found(source.join('\n')), []);
    assert.deepEqual(found("it('picks a random number, answer with one', f);", 'typescript', 'a.ts'), []);
  });

  it('are not searched for in run files and in files that nobody wrote by hand', () => {
    const text = '{"prompt": "Tell me a joke about cats"}';
    assert.equal(found(text, 'json', 'a.json').length, 1);
    assert.equal(found(text, 'json', 'a.probe.json').length, 0);
    assert.equal(found(`x = "Tell me a joke"\n${' '.repeat(400_000)}`).length, 0);
  });

  it('are listed where the cursor stands in none, the nearest first, and not the line of code', () => {
    const text = 'import os\n\nA = "Tell me a joke"\n\n\nB = "Pick a random fruit"\n';
    const at = (part: string): readonly string[] => {
      const start = text.indexOf(part);
      const candidates = findPrompts({ path: 'a.py', languageId: 'python', text, start, end: start });
      return candidates.map(({ turns }) => previewOf(turns));
    };
    assert.deepEqual(at('os'), ['Tell me a joke', 'Pick a random fruit']);
    assert.deepEqual(at('B ='), ['Pick a random fruit', 'Tell me a joke']);
    assert.deepEqual(at('random'), ['Pick a random fruit']);
  });
});

describe('prompt files', () => {
  it('are known by their ending, or by a folder named prompts', () => {
    const files = ['a.prompt.md', 'a.prompty', 'x/a.prompt', 'prompts/a.md', '/x/prompts/a.txt', 'c:\\prompts\\a.md'];
    for (const file of files) assert.ok(isPromptFile(file, 'plaintext'), file);
    const others = ['a.md', 'prompts/a.py', 'prompts/README.md', 'prompts/x/a.md', 'myprompts/a.md'];
    for (const file of others) assert.ok(!isPromptFile(file, 'plaintext'), file);
  });

  it('are one prompt from end to end, without their front matter', () => {
    const text = '---\ndescription: x\n---\n\nTell me a joke\n\nabout cats\n';
    const file = { path: 'a.prompt.md', languageId: 'prompt', text };
    assert.deepEqual(promptSpans(file), [{ start: 0, end: text.length }]);
    const { turns, line, certain } = wholeFile(file);
    assert.deepEqual([previewOf(turns), line, certain], ['Tell me a joke\n\nabout cats', 4, true]);
  });
});

describe('what a prompt file asks of models', () => {
  const asks = (kind: PromptFileKind, front: string) =>
    parsePromptFile(kind, `---\n${front}\n---\nTell me a joke`).asks;

  it('is known in all three kinds of file', () => {
    assert.deepEqual(asks('prompt-text', 'description: temperature of the sea\nmodel: GPT-4o (copilot)'), [
      'model GPT-4o (copilot)',
    ]);
    const prompty =
      'model:\n  api: chat\n  configuration:\n    azure_deployment: gpt-4o\n  parameters:\n    max_tokens: 300\n    temperature: 0.2';
    assert.deepEqual(asks('prompty', prompty), ['model gpt-4o', 'temperature 0.2', 'max. tokens 300']);
    const dotprompt = 'model: googleai/gemini-3.8-flash\nconfig:\n  temperature: 1.4\n  maxOutputTokens: 20';
    assert.deepEqual(asks('dotprompt', dotprompt), [
      'model googleai/gemini-3.8-flash',
      'temperature 1.4',
      'max. tokens 20',
    ]);
  });

  it('is nothing where it says nothing, or where text says so', () => {
    assert.deepEqual(asks('prompt-text', 'description: x'), []);
    assert.deepEqual(parsePromptFile('prompt-text', 'model: gpt\n\nTell me').asks, []);
  });
});

describe('the prompt that begins at an offset', () => {
  const text = 'A = "Tell me a joke"\nB = "Pick a random fruit"\n';
  const file = { path: 'a.py', languageId: 'python', text };

  it('is taken without a question', () => {
    const one = promptFrom(file, text.indexOf('"Pick'));
    assert.deepEqual(one && [previewOf(one.turns), one.line, one.certain], ['Pick a random fruit', 1, true]);
  });

  it('is none where the document has changed', () => {
    assert.equal(promptFrom(file, text.indexOf('"Pick') + 1), null);
  });

  it('is refused in a file that may hold keys', () => {
    assert.throws(() => promptFrom({ ...file, path: '.env' }, 4), /key|secret/i);
  });
});

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { insertionOf, withInsertions } from '../../../../src/extension/prompt/insert-rewrite.ts';
import { literalsAt } from '../../../../src/extension/prompt/literal.ts';
import { joinSegments } from '../../../../src/extension/prompt/segments.ts';

const SUFFIX = '\n\nGive one "answer" between <answer> and </answer>: it\'s ${not} #{a} {value} $here \\n `x`.';

/** The document after the rewrite, or why it is as it was. */
function inserted(text: string, languageId: string, prompt: string, rewritten: string, line = 1): string {
  const found = insertionOf(prompt, rewritten, { text, languageId, line });
  return typeof found === 'string' ? found : withInsertions(text, found);
}

/** What a string of a document means. */
function meaning(text: string, languageId: string, at: number): string {
  const [literal] = literalsAt(text, languageId, at, at);
  return joinSegments(literal?.segments ?? []).trim();
}

const STRINGS: readonly (readonly [languageId: string, source: string])[] = [
  ['typescript', 'const p = "Name a fruit";\nconst q = 1;'],
  ['typescript', "const p = 'Name a fruit';"],
  ['typescript', 'const p = `Name a fruit`;'],
  ['python', 'p = "Name a fruit"'],
  ['python', "p = '''Name a fruit'''"],
  ['python', 'p = """\n  Name a fruit\n"""'],
  ['python', 'p = f"Name a fruit"'],
  ['java', 'String p = "Name a fruit";'],
  ['java', 'String p = """\n    Name a fruit\n    """;'],
  ['csharp', 'var p = "Name a fruit";'],
  ['csharp', 'var p = @"Name a fruit";'],
  ['csharp', 'var p = $"Name a fruit";'],
  ['go', 'p := "Name a fruit"'],
  ['rust', 'let p = "Name a fruit";'],
  ['rust', 'let p = r#"Name a fruit"#;'],
  ['cpp', 'auto p = "Name a fruit";'],
  ['kotlin', 'val p = "Name a fruit"'],
  ['swift', 'let p = "Name a fruit"'],
  ['swift', 'let p = #"Name a fruit"#'],
  ['dart', "var p = 'Name a fruit';"],
  ['php', '<?php $p = "Name a fruit";'],
  ['php', "<?php $p = 'Name a fruit';"],
  ['ruby', 'p = "Name a fruit"'],
  ['ruby', 'p = <<~END\n  Name a fruit\nEND\n'],
  ['shellscript', 'p="Name a fruit"'],
  ['toml', 'p = "Name a fruit"'],
  ['json', '{ "p": "Name a fruit" }'],
  ['lua', 'p = "Name a fruit"'],
  ['scala', 'val p = "Name a fruit"'],
  ['yaml', 'p: |\n  Name a fruit\nq: 1\n'],
];

describe('a rewrite in the file of its prompt', () => {
  for (const [languageId, source] of STRINGS) {
    it(`is written as the string needs it: ${languageId}, ${source.replaceAll('\n', '⏎')}`, () => {
      const rewritten = `Think first.\n\nName a fruit${SUFFIX}`;
      const line = source.slice(0, source.indexOf('Name')).split('\n').length;
      const text = inserted(source, languageId, 'Name a fruit', rewritten, line);
      assert.notEqual(text, 'moved');
      assert.notEqual(text, 'unwritable');
      const at = text.indexOf('Name a fruit');
      assert.equal(meaning(text, languageId, at), rewritten, text);
    });
  }

  it('is put in as it is where text is text', () => {
    assert.equal(
      inserted('# Hi\n\nName a fruit\n\nmore\n', 'markdown', 'Name a fruit', 'Name a fruit\n\nBe bold.', 3),
      '# Hi\n\nName a fruit\n\nBe bold.\n\nmore\n',
    );
    assert.equal(
      inserted('a\r\nName a fruit\r\n', 'plaintext', 'Name a fruit', 'Name a fruit\n\nBe bold.', 2),
      'a\r\nName a fruit\r\n\r\nBe bold.\r\n',
    );
  });

  it('keeps gaps, joins and escapes of the prompt as they are written', () => {
    const template = 'ask(`Capital of ${country}?`);';
    const rewritten = 'Capital of France?\n\nBe "bold".';
    assert.equal(
      inserted(template, 'typescript', 'Capital of France?', rewritten),
      'ask(`Capital of ${country}?\n\nBe "bold".`);',
    );
    const joined = 'ask("Say \\"hi\\" " +\n  "now");';
    assert.equal(
      inserted(joined, 'typescript', 'Say "hi" now', 'Loudly.\n\nSay "hi" now\n\nBe bold.'),
      'ask("Loudly.\\n\\nSay \\"hi\\" " +\n  "now\\n\\nBe bold.");',
    );
  });

  it('is not put where the prompt is not any more', () => {
    assert.equal(inserted('const p = "Name a tree";', 'typescript', 'Name a fruit', 'Name a fruit. Now'), 'moved');
  });

  it('is not put where it would mean something else', () => {
    const unwritable = (text: string, languageId: string) =>
      assert.equal(inserted(text, languageId, 'Name a fruit', `Name a fruit${SUFFIX}`), 'unwritable', text);
    unwritable('p := `Name a fruit`', 'go'); // raw strings of Go hold no backtick
    unwritable('// Name a fruit\nf();', 'typescript');
    unwritable('p: Name a fruit\n', 'yaml');
    unwritable('# Name a fruit\nprint(1)', 'r');
    unwritable("p='Name a fruit'", 'shellscript'); // nor do those of a shell hold a quote
    assert.equal(inserted('"Name a fruit"', 'typescript', 'Name a fruit', 'Name a tree'), 'unwritable');
  });
});

import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { literalsAt } from '../../../../src/extension/prompt/literal.ts';
import { joinSegments } from '../../../../src/extension/prompt/segments.ts';

/** `source` with `‸` at the cursor, or `‹` and `›` around the selection. */
function read(languageId: string, marked: string): readonly string[] {
  const cursor = marked.indexOf('‸');
  const start = cursor >= 0 ? cursor : marked.indexOf('‹');
  const end = cursor >= 0 ? cursor : marked.indexOf('›') - 1;
  const source = marked.replace(/[‸‹›]/g, '');
  return literalsAt(source, languageId, start, end).map((literal) => joinSegments(literal.segments));
}

function holes(languageId: string, source: string, at: number): readonly string[] {
  return literalsAt(source, languageId, at, at)
    .flatMap((literal) => literal.segments)
    .flatMap((part) => (part.kind === 'hole' ? [part.name] : []));
}

const CASES: readonly (readonly [string, string, string, readonly string[]])[] = [
  ['double quotes', 'typescript', String.raw`const p = "Say \"hi\"‸\n\tnow \u{1F600}";`, ['Say "hi"\n\tnow 😀']],
  ['single quotes', 'javascript', String.raw`ask('Don\'t‸ stop')`, ["Don't stop"]],
  ['template', 'typescript', 'ask(`Tell ${user.name}‸ a \\`joke\\``)', ['Tell ${user.name} a `joke`']],
  ['nested template', 'typescript', 'ask(`A ${x ? `b` : "}"} c‸`)', ['A ${x ? `b` : "}"} c']],
  ['a regex holds no string', 'javascript', 'const r = /["\']/; ask("Pick‸ one")', ['Pick one']],
  ['a comment holds no string', 'javascript', '// don\'t "do‸ this"\nask("x")', []],
  ['an apostrophe in JSX', 'typescriptreact', '<p>Don\'t</p>; ask("Pick‸")', ['Pick']],
  ['joined strings', 'typescript', 'const p = "Name a " +\n  "fruit‸";', ['Name a fruit']],
  [
    'a name joined',
    'typescript',
    'const p = "Tell me about " + topic + " in‸ short";',
    ['Tell me about {topic} in short'],
  ],
  ['a name at the end', 'typescript', 'ask("About‸ " + topic)', ['About {topic}']],
  ['a name at the beginning', 'java', 'ask(topic + " please‸");', ['{topic} please']],
  ['a selected statement', 'typescript', '‹const p = "Tell me a joke";›', ['Tell me a joke']],
  ['a selected part', 'typescript', String.raw`const p = "One. ‹Say \"x\" now.› Two.";`, ['Say "x" now.']],
  ['several strings', 'typescript', '‹ask("a", "b")›', ['a', 'b']],
  ['cursor outside', 'typescript', 'ask‸("a")', []],
  ['python', 'python', String.raw`p = 'It\'s \d‸'`, [String.raw`It's \d`]],
  ['python triple', 'python', 'p = """Line "one"\nline‸ two"""', ['Line "one"\nline two']],
  ['python raw', 'python', String.raw`p = r"a\nb‸"`, [String.raw`a\nb`]],
  ['python f-string', 'python', 'p = f"Hi {name!r:>10}, {{x}}‸"', ['Hi {name!r:>10}, {x}']],
  ['python adjacency', 'python', 'p = ("Name "\n     f"a {kind}‸")', ['Name a {kind}']],
  ['python list', 'python', 'p = ["a", "b‸"]', ['b']],
  ['python dedent', 'python', 'p = dedent("""\\\n    One\n      two‸\n    """)', ['One\n  two\n']],
  ['python comment', 'python', '# it\'s\np = "x‸"', ['x']],
  ['java', 'java', String.raw`String p = "a\tb‸";`, ['a\tb']],
  ['java text block', 'java', 'p = """\n    One\n      "two"‸\n    """;', ['One\n  "two"\n']],
  ['java character', 'java', `char q = '"'; p = "x‸";`, ['x']],
  ['c# verbatim', 'csharp', String.raw`p = @"C:\dir ""x""‸";`, [String.raw`C:\dir "x"`]],
  ['c# interpolated', 'csharp', '$"Hi {user.Name,10:F2}‸ {{y}}"', ['Hi {user.Name,10:F2} {y}']],
  ['c# raw', 'csharp', 'p = """\n    One "x"‸\n      two\n    """;', ['One "x"\n  two']],
  ['go raw', 'go', 'p := `a\\n"b"‸`', ['a\\n"b"']],
  ['go rune', 'go', `r := '"'; p := "x‸"`, ['x']],
  ['rust raw', 'rust', 'let p = r#"say "x"‸ \\n"#;', ['say "x" \\n']],
  ['rust lifetime', 'rust', `fn f<'a>(x: &'a str) { ask("x‸") }`, ['x']],
  ['rust continuation', 'rust', 'ask("one \\\n      two‸")', ['one two']],
  ['json', 'json', String.raw`{"prompt": "Say \u00e9\n\ud83d\ude00‸"}`, ['Say é\n😀']],
  ['yaml plain', 'yaml', 'prompt: Tell me‸ a joke # funny', ['Tell me a joke']],
  ['yaml list', 'yaml', '- prompt: Name‸ a fruit', ['Name a fruit']],
  ['yaml double', 'yaml', String.raw`prompt: "a\n‸b"`, ['a\nb']],
  ['yaml single', 'yaml', "prompt: 'it''s‸'", ["it's"]],
  ['yaml literal block', 'yaml', 'a:\n  prompt: |\n    One\n      two‸\n\n    three\nb: 1', ['One\n  two\n\nthree\n']],
  ['yaml folded block', 'yaml', 'prompt: >-\n  One\n  two‸\n\n  three', ['One two\nthree']],
  ['kotlin', 'kotlin', 'val p = "Hi ${user.name}‸"', ['Hi ${user.name}']],
  ['php', 'php', `$p = 'it\\'s \\n‸' . "!";`, ["it's \\n!"]],
  ['prose', 'markdown', 'He said "x‸"', []],
];

for (const [name, languageId, marked, expected] of CASES) {
  test(`literal: ${name}`, () => {
    assert.deepEqual(read(languageId, marked), expected);
  });
}

test('gaps carry the name to ask for', () => {
  assert.deepEqual(holes('python', 'f"{name!r:>10} {d["k"]} {x=} {{no}}"', 3), ['name', 'd["k"]', 'x']);
  assert.deepEqual(holes('csharp', '$"{a.B,10:F2} {c:N0}"', 3), ['a.B', 'c']);
  assert.deepEqual(holes('typescript', '`${ user.name } and {{topic}}`', 1), ['user.name', 'topic']);
  assert.deepEqual(holes('python', '"Tell {who} about {what}"', 1), ['who', 'what']);
});

test('what JSON.stringify writes is read back', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      fc.pre(text.trim() !== '' && !/[{}]/.test(text));
      const source = `{"p": ${JSON.stringify(text)}}`;
      const [literal] = literalsAt(source, 'json', 7, 7);
      assert.equal(literal && joinSegments(literal.segments), text);
    }),
  );
});

test('no text makes the scanner throw or hang', () => {
  const languages = ['typescript', 'python', 'java', 'csharp', 'go', 'rust', 'json', 'yaml', 'kotlin', 'ruby', 'dart'];
  const code = fc.string({
    unit: fc.constantFrom('"', "'", '`', '$', '{', '}', '\\', '\n', '#', '/', '|', ':', 'r', ' '),
  });
  fc.assert(
    fc.property(fc.constantFrom(...languages), code, fc.nat(40), fc.nat(40), (language, source, a, b) => {
      const start = Math.min(a, source.length);
      literalsAt(source, language, start, Math.min(start + b, source.length));
    }),
  );
});

/** Pieces that open a string or a hole and close neither: read naively, each takes a time that doubles, or a stack that overflows. */
const NEVER_CLOSED = [
  '"${ + \\b\'@',
  '`${',
  '"${"',
  "f'{",
  '$"{"',
  '"#{"',
  '"""',
  '/*"',
  "'\\",
  '"{{',
  '`',
  '"a" + b + ',
];

for (const languageId of ['typescript', 'python', 'csharp', 'dart', 'kotlin', 'ruby', 'swift', 'php', 'rust']) {
  test(`strings that are never closed end the search: ${languageId}`, { timeout: 20_000 }, () => {
    for (const piece of NEVER_CLOSED) {
      for (const times of [40, 4_000]) {
        const source = piece.repeat(times);
        for (const { end } of literalsAt(source, languageId, 5, 5)) assert.ok(end <= source.length);
      }
    }
  });
}

test('a hole in a string in a hole is followed as deep as people write', () => {
  const nested = (depth: number): string => (depth === 0 ? 'x' : `\`a \${${nested(depth - 1)}} b\``);
  const source = `ask(${nested(12)}); ask("c")`;
  assert.equal(literalsAt(source, 'typescript', 6, 6).length, 1);
  assert.deepEqual(read('typescript', `${source.slice(0, -2)}‸")`), ['c']);
});

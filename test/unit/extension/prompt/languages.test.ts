import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { findPrompts } from '../../../../src/extension/prompt/editor-prompts.ts';

/** The prompt at the cursor (‸), or in the selection between two of them; `⟦name⟧` is a value that is asked for. */
function promptIn(language: string, marked: string, path = 'a'): string | undefined {
  const start = marked.indexOf('‸');
  const end = Math.max(start, marked.lastIndexOf('‸') - 1);
  const [first] = findPrompts({ path, languageId: language, text: marked.replaceAll('‸', ''), start, end });
  const segments = first?.turns.at(-1)?.segments;
  return segments
    ?.map((part) => (part.kind === 'text' ? part.text : `⟦${part.name}⟧`))
    .join('')
    .trim();
}

type Row = readonly [language: string, source: string, prompt: string];

function rows(name: string, cases: readonly Row[]): void {
  describe(name, () => {
    for (const [language, source, prompt] of cases) {
      it(`${language}: ${source.slice(0, 70).replaceAll('\n', '⏎')}`, () =>
        assert.equal(promptIn(language, source), prompt));
    }
  });
}

const raw = String.raw;

rows('doubled braces of a template are single ones, wherever it is formatted', [
  [
    'python',
    'class P:\n    T = """Return {{"a": {x}}} n‸ow"""\n    def go(self): return self.T.format(x=1)',
    'Return {"a": ⟦x⟧} now',
  ],
  ['python', 'TEMPLATE = """Return {{"a": {x}}} n‸ow"""', 'Return {"a": ⟦x⟧} now'],
  ['python', 'T = {"a": """Return {{"a": {x}}} n‸ow"""}', 'Return {"a": ⟦x⟧} now'],
  ['python', 'T = """Dear {{ na‸me }}, return {x}"""', 'Dear ⟦name⟧, return ⟦x⟧'],
  ['python', "T = 'Return {{}} n‸ow'", 'Return {{}} now'],
]);

rows('a comment between joined strings is none of them', [
  ['java', 'String p = "Tell me‸ a " + /* why */ "joke " // no\n  + "now";', 'Tell me a joke now'],
  ['csharp', 'var p = "Tell me‸ a " // it\'s\n  + "joke";', 'Tell me a joke'],
  ['cpp', 'auto p = "Tell me‸ a " // one\n  /* two */ "joke";', 'Tell me a joke'],
  ['go', 'p := "Tell me‸ a " + // don\'t\n\t"joke"', 'Tell me a joke'],
  ['kotlin', 'val p = "Tell me‸ a " + // why\n  "joke"', 'Tell me a joke'],
  ['swift', 'let p = "Tell me‸ a " /* a /* nested */ one */ + "joke"', 'Tell me a joke'],
  ['dart', "var p = 'Tell me‸ a ' // why\n  'joke';", 'Tell me a joke'],
  ['php', "<?php\n$p = 'Tell me‸ a ' . # why\n  'joke' // no\n  . '!';", 'Tell me a joke!'],
  ['ruby', 'p = "Tell me‸ a " + # why\n  "joke"', 'Tell me a joke'],
  ['ruby', 'p = "Tell me‸ a " \\\n  "joke"', 'Tell me a joke'],
  ['rust', 'let p = "Tell me‸ a ".to_string() + /* it\'s */ "joke";', 'Tell me a joke'],
  ['typescript', 'const p = "Tell me a " /* "no" */ +\n  // `no`\n  "joke‸";', 'Tell me a joke'],
  ['python', 'p = ["Tell me‸ a "  # one\n  "joke",\n  "other"]', 'Tell me a joke'],
  ['python', 'p = "Tell me‸"\nq = "other"', 'Tell me'],
  ['python', 'def f():\n  "Tell me‸ a joke"\n  "other"', 'Tell me a joke'],
  ['python', 'p = ("One "\n  # two\n  + "three‸ "  # four\n  + x)', 'One three ⟦x⟧'],
  ['lua', 'p = "Tell me‸ a " .. -- why\n  "joke"', 'Tell me a joke'],
]);

rows('what is joined with a string and known only at run time is asked for', [
  ['python', 'p = "About‸ " + d["k"]["l"] + ", " + f(a, "b")[0] + "."', 'About ⟦d["k"]["l"]⟧, ⟦f(a, "b")[0]⟧.'],
  ['python', 'p = topic.title() + " is‸ great"', '⟦topic.title()⟧ is great'],
  ['python', 'p = "Tell " + (name or "me") + " a‸ joke"', 'Tell ⟦(name or "me")⟧ a joke'],
  ['python', 'p = "Items‸: " + ", ".join(items) + "."', 'Items: ⟦", ".join(items)⟧.'],
  ['python', 'p = ("Tell me " + topic) + " now‸"', 'Tell me ⟦topic⟧ now'],
  ['python', 'p = str(5) + "Tell me‸ " + str(n * 2)', '5Tell me ⟦str(n * 2)⟧'],
  ['python', 'ask(prompt="About‸ " + topic, n=1)', 'About ⟦topic⟧'],
  ['python', 'p = "Tell‸ " + a + b + "."', 'Tell ⟦a⟧⟦b⟧.'],
  ['python', 'p = "Tell‸ " + await get() + "."', 'Tell ⟦await get()⟧.'],
  ['python', 'return a + " and‸ " + b if c else d', '⟦a⟧ and ⟦b⟧'],
  ['javascript', 'const p = "About‸ " + topics[0].name + "!";', 'About ⟦topics[0].name⟧!'],
  ['javascript', 'const p = `About‸ ` + (x ? "a" : "b") + "!";', 'About ⟦(x ? "a" : "b")⟧!'],
  [
    'javascript',
    'ask("Give me‸ " + 5 + " jokes about " + new Topic(x).name)',
    'Give me 5 jokes about ⟦new Topic(x).name⟧',
  ],
  ['javascript', 'const p = user?.name + " asks‸: " + q.trim() + "?"', '⟦user?.name⟧ asks: ⟦q.trim()⟧?'],
  [
    'javascript',
    'const p = "a‸ " + items.map((x) => x + ",").join("") + " b"',
    'a ⟦items.map((x) => x + ",").join("")⟧ b',
  ],
  ['javascript', 'const p = "a‸ ".concat(topic, ", b")', 'a ⟦topic⟧, b'],
  ['typescript', 'const p = "a‸ " + get<string>(x) + " b" + c!.d', 'a ⟦get<string>(x)⟧ b⟦c!.d⟧'],
  [
    'java',
    'String p = "Tell " + \'m\' + "e‸ " + (int) count + " " + list.get(0).name();',
    'Tell me ⟦(int) count⟧ ⟦list.get(0).name()⟧',
  ],
  ['csharp', 'var p = "Tell me‸ " + user?.Name + Environment.NewLine + items[0];', 'Tell me ⟦user?.Name⟧\n⟦items[0]⟧'],
  ['go', 'p := "Tell me‸ " + strconv.Itoa(n) + " jokes"', 'Tell me ⟦strconv.Itoa(n)⟧ jokes'],
  ['rust', 'let p = String::from("Tell me‸ ") + &topic + " now";', 'Tell me ⟦topic⟧ now'],
  ['kotlin', 'val p = "Tell me‸ " + list.joinToString { it.name } + "."', 'Tell me ⟦list.joinToString { it.name }⟧.'],
  ['swift', 'let p = "Tell me‸ " + String(n) + " " + topic!', 'Tell me ⟦String(n)⟧ ⟦topic!⟧'],
  ['dart', "var p = 'Tell me‸ ' + topic.toUpperCase() + '.';", 'Tell me ⟦topic.toUpperCase()⟧.'],
  [
    'php',
    '<?php $p = "Tell me‸ " . $user->getName() . PHP_EOL . ucfirst($x["a"]) . ".";',
    'Tell me ⟦user->getName()⟧\n⟦ucfirst($x["a"])⟧.',
  ],
  ['ruby', 'p = "Tell me‸ " + topic.to_s + "."', 'Tell me ⟦topic.to_s⟧.'],
  ['cpp', 'auto p = std::string("Tell me‸ ") + topic + " now";', 'Tell me ⟦topic⟧ now'],
  ['cpp', 'auto p = "Tell me‸ "s + names[0]->str() + ".";', 'Tell me ⟦names[0]->str()⟧.'],
  ['c', 'const char *p = "Tell me‸ " TOPIC " now";', 'Tell me ⟦TOPIC⟧ now'],
  ['shellscript', 'ask "Tell me‸ "$topic" now"', 'Tell me ⟦topic⟧ now'],
  ['javascript', 'const p = cond ? "One‸ " + x : "Two"', 'One ⟦x⟧'],
  ['javascript', 'if (a == "b" && c) ask("One‸ " + x);', 'One ⟦x⟧'],
  ['kotlin', 'val a = "One‸"\n+ "two"', 'One'],
]);

rows('values inside strings are asked for by their names', [
  ['swift', raw`let p = "About‸ \(user.name), \(f("x", 1)) and \\(no)"`, raw`About ⟦user.name⟧, ⟦f("x", 1)⟧ and \(no)`],
  ['swift', 'let p = """\n    About \\(topic)\n      now‸\n    """', 'About ⟦topic⟧\n  now'],
  ['swift', raw`let p = #"About‸ \#(topic) \(no) \n"#`, raw`About ⟦topic⟧ \(no) \n`],
  [
    'kotlin',
    'val p = """\n    |About $topic‸\n    |  costs ${\'$\'}5 or $5\n    """.trimMargin()',
    'About ⟦topic⟧\n  costs $5 or $5',
  ],
  ['kotlin', 'val p = """\n    About ${user.name}‸\n      now\n""".trimIndent()', 'About ⟦user.name⟧\n  now'],
  ['kotlin', raw`val p = "About‸ \$topic $topic's"`, "About $topic ⟦topic⟧'s"],
  ['kotlin', 'val p = $$"""About‸ $topic and $$topic and $${x.y}"""', 'About $topic and ⟦topic⟧ and ⟦x.y⟧'],
  ['dart', "var p = 'About‸ ${a['k']} and $b. \\$c';", "About ⟦a['k']⟧ and ⟦b⟧. $c"],
  ['dart', "var p = r'About‸ $topic';", 'About $topic'],
  [
    'php',
    '<?php $p = "About‸ {$a->b[\'c\']}, $a->b, ${c}, $d[0] and \\$e";',
    "About ⟦a->b['c']⟧, ⟦a->b⟧, ⟦c⟧, ⟦d[0]⟧ and $e",
  ],
  ['php', "<?php $p = 'About‸ $topic it\\'s';", "About $topic it's"],
  ['php', '<?php $p = "Match‸ \\d and it\\\'s";', "Match \\d and it\\'s"],
  ['ruby', raw`p = "About‸ #{a["b"]} #@c \#{no}"`, 'About ⟦a["b"]⟧ ⟦@c⟧ #{no}'],
  ['ruby', "p = 'About‸ #{topic} it\\'s'", "About #{topic} it's"],
  ['ruby', 'p = %Q(About (#{topic})‸ now)', 'About (⟦topic⟧) now'],
  ['ruby', 'p = %q{About {#x}‸ now}', 'About {#x} now'],
  ['csharp', '$@"About‸ {topic} ""x"" {{y}}\\n"', 'About ⟦topic⟧ "x" {y}\\n'],
  ['csharp', '$"""About‸ {topic}"""', 'About ⟦topic⟧'],
  ['csharp', '$$"""About‸ {{{topic}}}"""', 'About {⟦topic⟧}'],
  ['javascript', '`About‸ ${a.b ?? "x"} ${"text"} \\${no}`', 'About ⟦a.b ?? "x"⟧ text ${no}'],
  ['python', `f"About‸ {x=} {d['k']:>{w}} {a:%Y-%m-%d} {{b}} {'c'}"`, "About x=⟦x⟧ ⟦d['k']⟧ ⟦a⟧ {b} c"],
  ['python', `rf"About‸ {x} \\d"`, 'About ⟦x⟧ \\d'],
  ['python', 'f"""About‸ {\n  x\n}"""', 'About ⟦x⟧'],
  ['shellscript', 'p="About‸ $topic, ${name:-nobody}, $(date "+%Y") \\$5"', 'About ⟦topic⟧, ⟦name⟧, ⟦date "+%Y"⟧ $5'],
  ['shellscript', "p='About‸ $topic'", 'About $topic'],
  ['scala', 's"About‸ $topic and ${a.b}"', 'About ⟦topic⟧ and ⟦a.b⟧'],
]);

rows('raw strings are read as they stand', [
  ['cpp', 'auto p = R"x(Tell me‸ ")" \\n)x";', 'Tell me ")" \\n'],
  ['cpp', 'auto p = u8R"(Tell me‸\n  a "joke")" " now";', 'Tell me\n  a "joke" now'],
  ['swift', 'let p = ##"Tell‸ "#me"# \\n"##', 'Tell "#me"# \\n'],
  ['swift', 'let p = #"""\n  Tell‸ """me"""\n  """#', 'Tell """me"""'],
  ['javascript', 'const p = String.raw`Tell‸ \\n ${x} \\` me`;', 'Tell \\n ⟦x⟧ \\` me'],
  ['python', raw`p = r"Tell‸ \"me\" \d"`, raw`Tell \"me\" \d`],
  ['csharp', 'var p = @"Tell‸ ""me"" \\n";', 'Tell "me" \\n'],
  ['go', 'p := `Tell‸ "me" \\n` + "\\tnow"', 'Tell "me" \\n\tnow'],
  ['rust', 'let p = r##"Tell‸ "#me \\n"##;', 'Tell "#me \\n'],
  ['kotlin', 'val p = """Tell‸ "me" \\n"""', 'Tell "me" \\n'],
  ['kotlin', 'val p = """Tell‸ "me""""', 'Tell "me"'],
  ['lua', 'p = [==[Tell‸ [[me]] \\n]==]', 'Tell [[me]] \\n'],
  ['toml', "p = '''Tell‸ 'me' \\n'''", "Tell 'me' \\n"],
  ['toml', 'p = """\nTell‸ me \\\n   now"""', 'Tell me now'],
  ['toml', raw`p = "Tell‸ \"me\" \u00e9" # it's`, 'Tell "me" é'],
  ['java', 'String p = """\n    Tell   \n      me \\\n    now‸\\s\n    """;', 'Tell\n  me now'],
]);

rows('heredocs are their lines', [
  ['ruby', 'ask(<<~A.strip, <<~B)\n  Tell‸ me\n    it\'s\nA\n  Other "x"\nB\n', "Tell me\n  it's"],
  ['ruby', 'ask(<<~A, <<~B)\n  Tell me\nA\n  Other‸ "x"\nB\n', 'Other "x"'],
  ['ruby', "p = <<~'EOS'\n  No #{hole}‸ \\n\nEOS\n", 'No #{hole} \\n'],
  ['ruby', 'p = <<EOS\nTell \\"me\\"‸\n  EOS\nEOS\nq = "x"', 'Tell "me"\n  EOS'],
  ['ruby', 'p = <<~EOS + "more"\n  Tell‸ me\nEOS\n', 'Tell me\nmore'],
  ['php', "<?php\n$p = <<<'EOT'\n  No $hole‸ \\n\n  EOT;\n", 'No $hole \\n'],
  ['php', '<?php\nask(<<<"EOT"\n    Tell {$a->b}‸\n      "now" EOTs\n    EOT, 1);\n', 'Tell ⟦a->b⟧\n  "now" EOTs'],
  ['php', "<p>Don't</p>\n<?php $p = 'Tell‸ me'; ?>\n<p>it's</p>", 'Tell me'],
  ['shellscript', "ask <<EOF\nDon't tell‸ $topic \\$5\nEOF\n", "Don't tell ⟦topic⟧ $5"],
  ['shellscript', "ask <<-'EOF'\n\tNo $topic‸\n\tEOF\n", 'No $topic'],
  ['shellscript', '# don\'t\ncurl -d "$(cat <<EOF\nTell‸ me\nEOF\n)"', 'Tell me'],
]);

rows('texts that are formatted have values and no doubled marks', [
  ['python', 'p = "A {{b}} {c!r:>10} {0} {} {d[e]}‸".format(x, y, c=1)', 'A {b} ⟦c⟧ ⟦x⟧ ⟦x⟧ ⟦d[e]⟧'],
  ['python', 'T = """\nA {{b}} {c}‸\n"""\nask(T.format(c=1))', 'A {b} ⟦c⟧'],
  ['python', 'T = "A {{b}} {c}‸"\np = PromptTemplate.from_template(T)', 'A {b} ⟦c⟧'],
  ['python', 'p = PromptTemplate(input_variables=["c"], template="A {{b}} {c}‸")', 'A {b} ⟦c⟧'],
  ['python', 'p = ChatPromptTemplate.from_messages([("system", "x"), ("human", "A {{b}} {c}‸")])', 'A {b} ⟦c⟧'],
  ['python', 'p = PromptTemplate.from_template("A {{b}}‸", template_format="jinja2")', 'A ⟦b⟧'],
  ['python', 'p = ("A {{b}} "\n  "{c}‸").format(c=1)', 'A {b} ⟦c⟧'],
  ['python', 'p = "A {b}‸ %s and %(c)s, 5%%" % x', 'A ⟦b⟧ ⟦x⟧ and ⟦c⟧, 5%'],
  ['python', 'p = "100% sure‸ about %d"', '100% sure about %d'],
  ['javascript', 'PromptTemplate.fromTemplate("A {{b}} {c}‸")', 'A {b} ⟦c⟧'],
  ['go', 'p := fmt.Sprintf("Tell %s‸ %d%% of %v", name, n+1, x)', 'Tell ⟦name⟧ ⟦n+1⟧% of ⟦x⟧'],
  ['java', 'String p = String.format("Tell %s‸ about %2$s", name, topic) + "!";', 'Tell ⟦name⟧ about ⟦topic⟧!'],
  ['java', 'String p = "Tell %s‸".formatted(name);', 'Tell ⟦name⟧'],
  ['csharp', 'var p = string.Format("Tell {0}‸ {{x}} {1:N}", name, n);', 'Tell ⟦name⟧ {x} ⟦n⟧'],
  ['rust', 'let p = format!("Tell {name}‸ {{x}} {} {:?}", a.b, c);', 'Tell ⟦name⟧ {x} ⟦a.b⟧ ⟦c⟧'],
  ['php', '<?php $p = sprintf("Tell %s‸", $name);', 'Tell ⟦name⟧'],
  ['ruby', 'p = format("Tell %s‸ %<b>d", name)', 'Tell ⟦name⟧ ⟦b⟧'],
  ['swift', 'let p = String(format: "Tell %@‸ %d", name, n)', 'Tell ⟦name⟧ ⟦n⟧'],
  ['kotlin', 'val p = "Tell %s‸".format(name)', 'Tell ⟦name⟧'],
]);

rows('indentation that the code takes off is none of the text', [
  ['python', 'p = textwrap.dedent("""\\\n    One\n      two‸\n\n    {x}\n    """).strip()', 'One\n  two\n\n⟦x⟧'],
  ['python', 'p = inspect.cleandoc("""One\n    two‸\n      three""")', 'One\ntwo\n  three'],
  ['typescript', 'const p = dedent(`\n    One\n      two‸ ${x}`)', 'One\n  two ⟦x⟧'],
  ['rust', 'let p = indoc!("\n    One\n      two‸");', 'One\n  two'],
  ['scala', 'val p = """One\n    |two‸""".stripMargin', 'One\ntwo'],
  ['csharp', 'var p = """\n      One\n        two‸\n      """;', 'One\n  two'],
]);

rows('comments are sent without their marks', [
  ['python', '‸    # - Tell\n    #   me\n    #\n    # now‸', '- Tell\n  me\n\nnow'],
  ['java', '‸/**\n * Tell me\n *   a joke\n *\n * now\n */‸', 'Tell me\n  a joke\n\nnow'],
  ['c', '‸/* Tell me\n   a joke */‸', 'Tell me\na joke'],
  ['rust', '‸/// Tell me\n//! a joke‸', 'Tell me\na joke'],
  ['shellscript', "‸# Tell me\n# it's‸", "Tell me\nit's"],
  ['yaml', '‸# Tell me\n# a joke‸\na: 1', 'Tell me\na joke'],
  ['sql', '‸-- Tell me\n-- a joke‸', 'Tell me\na joke'],
  ['dockerfile', '‸# Tell me\n# a joke‸', 'Tell me\na joke'],
  ['toml', '‸# Tell me\n# a joke‸', 'Tell me\na joke'],
  ['html', '‸<!-- Tell me\na joke -->‸', 'Tell me\na joke'],
  ['python', 'x = 1  ‸# Tell me\ny = 2  # a joke‸', '# Tell me\ny = 2  # a joke'],
  ['python', '# ‸Tell me\n# a joke‸', 'Tell me\na joke'],
  ['javascript', '// one\n\n// Tell‸ me\n// a joke\nf()', 'Tell me\na joke'],
  ['typescript', '‸/*\n - Tell\n * me\n*/‸', '- Tell\n* me'],
  ['markdown', '> ‸Tell me\n> about cats‸', 'Tell me\nabout cats'],
  ['markdown', '‸> Tell me\n>\n> > about\n> # cats‸', 'Tell me\n\n> about\n# cats'],
  ['markdown', '‸> Tell me\n\nabout cats‸', '> Tell me\n\nabout cats'],
  ['markdown', 'x\n\n> Tell‸ me\n> about cats\n\ny', 'Tell me\nabout cats'],
]);

rows('fences are looked into', [
  ['markdown', '- a\n\n  ```text\n  Tell‸ me\n    now\n  ```\n', 'Tell me\n  now'],
  ['markdown', '> ```\n> Tell‸ me\n>\n> now\n> ```', 'Tell me\n\nnow'],
  ['markdown', '~~~~\nTell‸ me\n~~~\nx\n```\n~~~~', 'Tell me\n~~~\nx\n```'],
  ['markdown', '```text\nTell‸ me\n\nnow', 'Tell me\n\nnow'],
  ['markdown', '```js``` is\n\nTell‸ me', 'Tell me'],
  ['markdown', '````md\n```text\nTell‸ me\n```\n````', '```text\nTell me\n```'],
]);

rows('YAML is read as its parser reads it', [
  ['yaml', 'a: |\r\n  One‸\r\n\r\n  two\r\nb: 1\r\n', 'One\n\ntwo'],
  ['yaml', 'a: >\r\n  One‸\r\n  two\r\n', 'One two'],
  ['yaml', 'a: |-  # why\n  One >\n  two‸ |\n', 'One >\ntwo |'],
  ['yaml', 'a: [one, "two‸ {{x}}", \'three\']', 'two ⟦x⟧'],
  ['yaml', 'a: [\n  Tell me‸ a\n    joke,\n  other\n]', 'Tell me a joke'],
  ['yaml', 'a: {b: Tell me‸ a joke, c: d}', 'Tell me a joke'],
  ['yaml', 'a: {b: [x, {c: "Tell‸\n  me"}]}', 'Tell me'],
  ['yaml', '- Tell me‸\n\n  a joke\n- b', 'Tell me\na joke'],
  ['yaml', "a: 'Tell‸\n\n  me''s'", "Tell\nme's"],
  [
    'yaml',
    raw`a: "Tell\
    me‸ \x41 \u263A \
    now"`,
    'Tellme A ☺ now',
  ],
  ['yaml', 'a: &x |\n  Tell‸ me\n', 'Tell me'],
  ['yaml', 'a: !prompt >-\n  Tell‸\n  me\n', 'Tell me'],
  ['yaml', 'a: &x Tell me\nb: *x‸\n', 'Tell me'],
  ['yaml', 'a: &x !!str "Tell‸ me"', 'Tell me'],
  ['yaml', 'a:\n  - |+2\n      Tell‸\n    me\n', 'Tell\nme'],
  ['yaml', 'a: >2-\n    Tell‸\n  me\n', 'Tell\nme'],
  ['yaml', 'a:\n  Tell me‸\n  a joke\n', 'Tell me a joke'],
  ['yaml', '"a": Tell‸ me', 'Tell me'],
  ['yaml', '? a\n: Tell‸ me', 'Tell me'],
  ['yaml', '--- |\n  Tell‸ me\n...\n---\nb: 1', 'Tell me'],
  ['yaml', 'a: http://x.y/#z‸ and b', 'http://x.y/#z and b'],
  ['yaml', 'prompt‸: Tell me', 'Tell me'],
  ['yaml', 'prompt: |‸\n  Tell me', 'Tell me'],
  ['yaml', 'p: >\n  One\n  ‸two\n  three‸\n', 'two three'],
  ['yaml', 'p: "One ‸t\\u0077o‸ three"', 'two'],
  ['yaml', '‸prompt: Tell me‸\n', 'Tell me'],
  ['yaml', 'p: |\n  # Tell‸ me\n  # now\n', '# Tell me\n# now'],
]);

rows('front matter is never sent', [['markdown', '---\ntitle: x\n---\n\n# Tell\n\n‸', '# Tell']]);

describe('prompt files', () => {
  const whole = (path: string, text: string): string | undefined => promptIn('plaintext', `${text}‸`, path);
  it('have licences before their front matter', () => {
    for (const licence of ['# (c)\n\n', '// (c)\n', '<!-- (c)\n-->\n', '{{! (c) }}\n', '/* (c)\n * x */\n', '\n\n']) {
      assert.equal(whole('a.prompt', `${licence}---\nmodel: x\n---\nHello`), 'Hello', licence);
      assert.equal(whole('a.prompty', `${licence}---\nmodel: x\n---\nuser:\nHello`), 'Hello', licence);
      assert.equal(whole('a.prompt.md', `${licence}---\nmodel: x\n---\nHello`), 'Hello', licence);
    }
  });
  it('keep headings and rules that only look like it', () => {
    assert.equal(whole('a.prompt.md', '# Tell\n\n---\nme now\n\n---\nx'), '# Tell\n\n---\nme now\n\n---\nx');
    assert.equal(whole('a.prompt.md', 'Tell\n---\na: b\n---\nx'), 'Tell\n---\na: b\n---\nx');
  });
  it('may stand in a fence', () => {
    assert.equal(whole('a.prompt.md', '```prompt\r\n---\r\nmode: x\r\n---\r\nTell\r\n```\r\n'), 'Tell');
    assert.equal(whole('a.prompt.md', '\n~~~markdown\nTell\n```js\nx\n```\n~~~\n'), 'Tell\n```js\nx\n```');
    assert.equal(whole('a.prompt.md', '```js\nx\n```\n'), '```js\nx\n```');
    assert.equal(whole('a.prompt.md', '```md\nx\n```\nTell\n```md\ny\n```\n'), '```md\nx\n```\nTell\n```md\ny\n```');
  });
});

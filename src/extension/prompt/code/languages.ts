import type { HoleForm, LanguageSyntax, Opening, StringForm } from './syntax.ts';

/** The languages whose strings are read: one table for each, of what makes it different. */

const PLAIN: Opening = {
  ...{ close: '"', multiline: false, escapes: 'c', mark: '\\', doubled: false, holes: [], margin: 'none' },
  ...{ literal: null, nests: null, character: false, heredoc: null },
};
const form = (open: RegExp, read: (match: RegExpExecArray) => Partial<Opening>): StringForm => ({
  open,
  read: (match) => ({ ...PLAIN, ...read(match) }),
});

const braces = (open: string): HoleForm => ({ open, close: '}' });
const DOLLAR_NAME: HoleForm = { open: '$', close: null, name: /\$[\p{L}_][\p{L}\p{N}_]*/uy };
const DOLLARS = [braces('${'), DOLLAR_NAME];
const FORMATTED: HoleForm = { open: '{', close: '}', doubled: true, formatted: true };

const WORD = /[\p{L}_$@][\p{L}\p{N}_$]*/uy;
const BASE: LanguageSyntax = {
  ...{ lineComments: ['//'], blockComments: [['/*', '*/']], nestedComments: false, island: null },
  ...{ strings: [], word: WORD, joins: ['+'], adjacent: 'never', openLines: null, macros: false },
  ...{ regexLiterals: false, trailingBlocks: false, formats: {}, formatMethods: {}, percent: false },
};
const CHARACTER = (escapes: Opening['escapes']): StringForm =>
  form(/'/y, () => ({ close: "'", escapes, character: true }));

const SCRIPT: LanguageSyntax = {
  ...BASE,
  regexLiterals: true,
  formats: { fromTemplate: 'braces', fromMessages: 'braces' },
  strings: [
    form(/(?<![\p{L}\p{N}_$.])String\s{0,9}\.\s{0,9}raw\s{0,9}`/uy, () => ({
      ...{ close: '`', escapes: 'kept', multiline: true, holes: [braces('${')] },
    })),
    form(/["']/y, ([quote]) => ({ close: quote, escapes: 'script' })),
    form(/`/y, () => ({ close: '`', escapes: 'script', multiline: true, holes: [braces('${')] })),
  ],
};

const PYTHON: LanguageSyntax = {
  ...BASE,
  ...{ lineComments: ['#'], blockComments: [], adjacent: 'anywhere', openLines: '([{', percent: true },
  formats: {
    ...{ from_template: 'braces', from_messages: 'braces', PromptTemplate: 'braces', ChatPromptTemplate: 'braces' },
  },
  formatMethods: { format: 'braces', format_map: 'braces' },
  strings: [
    form(/(?<![\p{L}\p{N}_])([rbuft]{0,2})("""|'''|"|')/iuy, ([, prefix = '', quote = '"']) => ({
      close: quote,
      multiline: quote.length === 3,
      // A raw string keeps its backslashes, and a quote behind one does not end it.
      escapes: /r/i.test(prefix) ? 'kept' : 'python',
      holes: /[ft]/i.test(prefix) ? [FORMATTED] : [],
    })),
  ],
};

const JAVA: LanguageSyntax = {
  ...BASE,
  formats: { format: 'percent', printf: 'percent' },
  formatMethods: { formatted: 'percent' },
  strings: [
    form(/"""[ \t]{0,99}\r?\n/y, () => ({ close: '"""', multiline: true, escapes: 'java', margin: 'block' })),
    form(/"/y, () => ({ escapes: 'java', holes: [braces('\\{')] })),
    CHARACTER('java'),
  ],
};

const CSHARP: LanguageSyntax = {
  ...BASE,
  formats: { Format: 'braces', AppendFormat: 'braces' },
  strings: [
    form(/(\${0,9})("{3,99})(?:[ \t]{0,99}\r?\n)?/y, ([all, dollars = '', quotes = '"""']) => ({
      close: quotes,
      multiline: true,
      escapes: 'none',
      holes: dollars === '' ? [] : [bracesOf(dollars.length)],
      margin: all.endsWith('\n') ? 'closing' : 'none',
    })),
    form(/(\$@|@\$|\$|@)?"/y, ([, prefix = '']) => ({
      escapes: prefix.includes('@') ? 'none' : 'csharp',
      doubled: prefix.includes('@'),
      multiline: prefix.includes('@'),
      holes: prefix.includes('$') ? [FORMATTED] : [],
    })),
    CHARACTER('csharp'),
  ],
};

/** In raw strings of C# the number of dollar signs is the number of braces around an expression; fewer are text. */
function bracesOf(count: number): HoleForm {
  return { open: '{'.repeat(count), close: '}'.repeat(count), formatted: true };
}

const PRINTF = { Sprintf: 'percent', Printf: 'percent', Fprintf: 'percent', Errorf: 'percent' } as const;
const GO: LanguageSyntax = {
  ...BASE,
  ...{ openLines: '([', formats: PRINTF },
  strings: [
    form(/"/y, () => ({ escapes: 'go' })),
    form(/`/y, () => ({ close: '`', escapes: 'none', multiline: true })),
    CHARACTER('go'),
  ],
};

const RUST_MACROS = ['format', 'print', 'println', 'eprint', 'eprintln', 'write', 'writeln', 'panic', 'formatdoc'];
const RUST: LanguageSyntax = {
  ...BASE,
  nestedComments: true,
  formats: Object.fromEntries(RUST_MACROS.map((name) => [`${name}!`, 'braces' as const])),
  strings: [
    form(/(?<![\p{L}\p{N}_])[bc]?r(#{0,99})"/uy, ([, hashes = '']) => ({
      ...{ close: `"${hashes}`, escapes: 'none', multiline: true },
    })),
    form(/(?<![\p{L}\p{N}_])[bc]?"/uy, () => ({ escapes: 'rust', multiline: true })),
    // A lifetime ('a) is not the beginning of a character.
    form(/'(?=(?:\\(?:u\{[^}\n]{0,9}\}|x..|.)|[^'\\\n]{1,2})')/y, () => ({
      ...{ close: "'", escapes: 'rust', character: true },
    })),
  ],
};

const C: LanguageSyntax = {
  ...BASE,
  ...{ adjacent: 'anywhere', macros: true },
  formats: { printf: 'percent', fprintf: 'percent', sprintf: 'percent', snprintf: 'percent', format: 'braces' },
  strings: [
    form(/(?<![\p{L}\p{N}_])(?:u8|[LuU])?R"([^()\\\s]{0,16})\(/uy, ([, word = '']) => ({
      ...{ close: `)${word}"`, escapes: 'none', multiline: true },
    })),
    form(/(?<![\p{L}\p{N}_])(?:u8|[LuU])?"/uy, () => ({})),
    // A quote between digits parts them: 1'000.
    form(/(?<!\d)'/y, () => ({ close: "'", character: true })),
  ],
};

const KOTLIN: LanguageSyntax = {
  ...BASE,
  ...{ nestedComments: true, openLines: '([', trailingBlocks: true },
  formats: { format: 'percent' },
  formatMethods: { format: 'percent' },
  strings: [
    form(/(\${2,9})?("""|")/y, ([, dollars = '$', quote = '"']) => ({
      close: quote,
      multiline: quote.length === 3,
      escapes: quote.length === 3 ? 'none' : 'kotlin',
      holes: dollars.length === 1 ? DOLLARS : dollarsOf(dollars),
    })),
    CHARACTER('kotlin'),
  ],
};

/** Strings of Kotlin can ask for several dollar signs before a value, so that one is text. */
function dollarsOf(dollars: string): readonly HoleForm[] {
  const name = new RegExp(`${dollars.replaceAll('$', '\\$')}[\\p{L}_][\\p{L}\\p{N}_]*`, 'uy');
  return [braces(`${dollars}{`), { open: dollars, close: null, name }];
}

const SWIFT: LanguageSyntax = {
  ...BASE,
  ...{ nestedComments: true, trailingBlocks: true },
  formats: { String: 'percent', NSString: 'percent' },
  strings: [
    form(/(#{0,99})"""[ \t]{0,99}\r?\n/y, ([, hashes = '']) => ({
      ...swift(hashes),
      ...{ close: `"""${hashes}`, multiline: true, margin: 'closing' },
    })),
    form(/(#{0,99})"/y, ([, hashes = '']) => ({ ...swift(hashes), close: `"${hashes}` })),
  ],
};

/** In raw strings of Swift as many hashes stand in every escape and before every value. */
function swift(hashes: string): Partial<Opening> {
  const mark = `\\${hashes}`;
  return { escapes: 'swift', mark, holes: [{ open: `${mark}(`, close: ')' }] };
}

const DART: LanguageSyntax = {
  ...BASE,
  ...{ adjacent: 'anywhere', nestedComments: true },
  strings: [
    form(/(?<![\p{L}\p{N}_])(r?)("""|'''|"|')/uy, ([, raw, quote = '"']) => ({
      close: quote,
      multiline: quote.length === 3,
      escapes: raw ? 'none' : 'dart',
      holes: raw ? [] : DOLLARS,
    })),
  ],
};

/** `$name`, `$name[key]` and `$name->property` in strings of PHP. */
const PHP_NAME: HoleForm = {
  open: '$',
  close: null,
  name: /\$[\p{L}_][\p{L}\p{N}_]*(?:\[[^\]\s"']{1,80}\]|\??->[\p{L}_][\p{L}\p{N}_]*)?/uy,
};
const PHP_HOLES = [braces('{$'), braces('${'), PHP_NAME];
const PHP: LanguageSyntax = {
  ...BASE,
  ...{ lineComments: ['//', '#'], joins: ['.'], island: ['<?', '?>'] },
  formats: { sprintf: 'percent', printf: 'percent', vsprintf: 'percent' },
  strings: [
    form(/<<<[ \t]{0,9}(["']?)([\p{L}_][\p{L}\p{N}_]*)\1[ \t]{0,99}\r?\n/uy, ([, quote, word = '']) => ({
      close: '',
      escapes: quote === "'" ? 'none' : 'heredoc',
      holes: quote === "'" ? [] : PHP_HOLES,
      margin: 'closing',
      heredoc: { word, closes: 'word', later: false },
    })),
    form(/"/y, () => ({ multiline: true, escapes: 'php', holes: PHP_HOLES })),
    form(/'/y, () => ({ close: "'", multiline: true, escapes: 'quote' })),
  ],
};

const RUBY_HOLES: readonly HoleForm[] = [
  braces('#{'),
  { open: '#', close: null, name: /#(?:@{1,2}|\$)[\p{L}_][\p{L}\p{N}_]*/uy },
];
const CLOSING: Readonly<Record<string, string>> = { '(': ')', '[': ']', '{': '}', '<': '>' };
const RUBY: LanguageSyntax = {
  ...BASE,
  ...{ lineComments: ['#'], blockComments: [['\n=begin', '\n=end']], adjacent: 'anywhere', openLines: '([' },
  ...{ regexLiterals: true, percent: true, trailingBlocks: true, word: /[\p{L}_$@][\p{L}\p{N}_$@]*(?:[?!](?=\())?/uy },
  formats: { format: 'percent', sprintf: 'percent', printf: 'percent' },
  strings: [
    form(/<<([~-]?)(["'`]?)([\p{L}_][\p{L}\p{N}_]*)\2/uy, ([, dash, quote, word = '']) => ({
      close: '',
      escapes: quote === "'" ? 'none' : 'ruby',
      holes: quote === "'" ? [] : RUBY_HOLES,
      literal: quote === "'" ? '#{' : null,
      margin: dash === '~' ? 'least' : 'none',
      heredoc: { word, closes: dash === '' ? 'column' : 'line', later: true },
    })),
    // Behind a value a percent sign is an operator.
    form(/(?:%([qQ])|(?<![\w)\]"'}]\s{0,3})%())([([{<|!])(?=\S)/y, ([, kind, , open = '(']) => ({
      close: CLOSING[open] ?? open,
      nests: CLOSING[open] === undefined ? null : open,
      multiline: true,
      escapes: kind === 'q' ? 'quote' : 'ruby',
      holes: kind === 'q' ? [] : RUBY_HOLES,
      literal: kind === 'q' ? '#{' : null,
    })),
    form(/"/y, () => ({ multiline: true, escapes: 'ruby', holes: RUBY_HOLES })),
    form(/'/y, () => ({ close: "'", multiline: true, escapes: 'quote', literal: '#{' })),
  ],
};

const SHELL_HOLES: readonly HoleForm[] = [
  { open: '${', close: '}', defaults: true },
  { open: '$(', close: ')' },
  { open: '$', close: null, name: /\$(?:[A-Za-z_]\w*|[0-9@*#?!-])/y },
];
const SHELL: LanguageSyntax = {
  ...BASE,
  ...{ lineComments: ['#'], blockComments: [], joins: [], adjacent: 'touching', openLines: '' },
  word: /\$(?:[A-Za-z_]\w*|\{[^{}\n]{0,200}\}|[0-9@*#?!])|[\w./:,~-]+/y,
  strings: [
    form(/<<(-?)[ \t]{0,9}(["']?)(\\?)(\w+)\2/y, ([, dash, quote, slash, word = '']) => {
      const isRaw = quote !== '' || slash !== '';
      return {
        close: '',
        escapes: isRaw ? 'none' : 'shellDocument',
        holes: isRaw ? [] : SHELL_HOLES,
        margin: dash === '' ? 'none' : 'tabs',
        heredoc: { word, closes: dash === '' ? 'column' : 'line', later: true },
      };
    }),
    form(/\$'/y, () => ({ close: "'", multiline: true, escapes: 'ansi' })),
    form(/\$?"/y, () => ({ multiline: true, escapes: 'shell', holes: SHELL_HOLES })),
    form(/'/y, () => ({ close: "'", multiline: true, escapes: 'none' })),
  ],
};

const TOML: LanguageSyntax = {
  ...BASE,
  ...{ lineComments: ['#'], blockComments: [], joins: [] },
  strings: [
    form(/"""(?:\r?\n)?/y, () => ({ close: '"""', multiline: true, escapes: 'toml' })),
    form(/'''(?:\r?\n)?/y, () => ({ close: "'''", multiline: true, escapes: 'none' })),
    form(/"/y, () => ({ escapes: 'toml' })),
    form(/'/y, () => ({ close: "'", escapes: 'none' })),
  ],
};

const JSON_SYNTAX: LanguageSyntax = { ...BASE, joins: [], strings: [form(/"/y, () => ({ escapes: 'json' }))] };
const JSON5: LanguageSyntax = {
  ...JSON_SYNTAX,
  strings: [form(/["']/y, ([quote]) => ({ close: quote, escapes: 'script' }))],
};

const LUA: LanguageSyntax = {
  ...BASE,
  ...{ lineComments: ['--'], blockComments: [['--[[', ']]']], joins: ['..'] },
  formats: { format: 'percent' },
  formatMethods: { format: 'percent' },
  strings: [
    form(/\[(={0,9})\[(?:\r?\n)?/y, ([, signs = '']) => ({ close: `]${signs}]`, multiline: true, escapes: 'none' })),
    form(/["']/y, ([quote]) => ({ close: quote })),
  ],
};
const SCALA: LanguageSyntax = {
  ...BASE,
  ...{ nestedComments: true, openLines: '([' },
  formatMethods: { format: 'percent' },
  strings: [
    form(/(?<![\p{L}\p{N}_])([\p{L}]{0,9})("""|")/uy, ([, prefix, quote = '"']) => ({
      close: quote,
      multiline: quote.length === 3,
      escapes: quote.length === 3 || prefix === 'raw' ? 'none' : 'java',
      holes: prefix === '' ? [] : DOLLARS,
    })),
    form(/'(?=(?:\\.|[^'\\\n])')/y, () => ({ close: "'", escapes: 'java', character: true })),
  ],
};

const BY_LANGUAGE: Readonly<Record<string, LanguageSyntax>> = {
  ...{ javascript: SCRIPT, javascriptreact: SCRIPT, typescript: SCRIPT, typescriptreact: SCRIPT },
  ...{ vue: SCRIPT, svelte: SCRIPT, python: PYTHON, java: JAVA, csharp: CSHARP, go: GO, rust: RUST },
  ...{ c: C, cpp: C, 'objective-c': C, 'objective-cpp': C, kotlin: KOTLIN, swift: SWIFT, dart: DART, php: PHP },
  ...{ ruby: RUBY, shellscript: SHELL, toml: TOML, json: JSON_SYNTAX, jsonc: JSON_SYNTAX, jsonl: JSON_SYNTAX },
  ...{ json5: JSON5, lua: LUA, scala: SCALA },
};

/** The syntax of a VS Code language id; `undefined` for prose and for languages whose strings are not known. */
export function syntaxOf(languageId: string): LanguageSyntax | undefined {
  return Object.hasOwn(BY_LANGUAGE, languageId) ? BY_LANGUAGE[languageId] : undefined;
}

/** Languages of which the comments are known and no more. */
const COMMENTS: readonly (readonly [
  languages: readonly string[],
  line: readonly string[],
  block: LanguageSyntax['blockComments'],
])[] = [
  [
    [
      'perl',
      'r',
      'powershell',
      'elixir',
      'julia',
      'dockerfile',
      'makefile',
      'properties',
      'coffeescript',
      'dotenv',
      'ignore',
    ],
    ['#'],
    [],
  ],
  [['sql', 'haskell', 'ada', 'vhdl'], ['--'], []],
  [['ini', 'clojure', 'lisp', 'scheme', 'racket'], [';', '#'], []],
  [['latex', 'tex', 'erlang', 'matlab', 'prolog'], ['%'], []],
  [['groovy', 'scss', 'less', 'css', 'fsharp', 'zig', 'proto3'], ['//'], [['/*', '*/']]],
  [['html', 'xml', 'markdown', 'handlebars'], [], [['<!--', '-->']]],
];
const COMMENTS_BY_LANGUAGE = new Map(
  COMMENTS.flatMap(([languages, lineComments, blockComments]) =>
    languages.map((language) => [language, { ...BASE, lineComments, blockComments }] as const),
  ),
);

/** What is known of the comments of a language, whether or not its strings are known. */
export function commentSyntaxOf(languageId: string): LanguageSyntax | undefined {
  return syntaxOf(languageId) ?? COMMENTS_BY_LANGUAGE.get(languageId);
}

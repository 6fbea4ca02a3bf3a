import { DEEP, HUGE, kinds, kindsOf, LONG, repeated } from './kinds.ts';

const page = (code: string): string => `<!doctype html><canvas id="c"></canvas><script>${code}</script>`;
const fence = (language: string, code: string): string => `\`\`\`${language}\n${code}\n\`\`\``;

/** What begins something that a parser reads by calling itself. */
const OPENINGS = [
  ...[
    '(',
    '[',
    '{',
    '!',
    '-',
    '`${',
    'f(',
    'a[',
    '{a:',
    '[...',
    '(a=>',
    'a=>',
    'a?',
    'a,',
    'a=',
    'a.b(',
    'new ',
    'await ',
  ],
  ...['typeof ', 'if(a)', 'else ', 'for(;;)', 'while(a)', 'do ', 'with(a)', 'try{', 'switch(a){case ', 'function f(){'],
  ...[
    'class A{m(){',
    'async()=>{',
    'yield ',
    'a:',
    'a?.',
    '/(',
    '/*',
    '//',
    '"',
    "'",
    '<a>',
    'a as ',
    'type A=',
    'interface A{',
  ],
];

/** Expressions that a backtracking matcher never leaves; a program that tries one on itself hangs. */
const REGEXES = [
  ...['(a+)+$', '(a*)*b', '(a|a)*b', '(a|aa)+$', '(.*)*x', '(x+x+)+y', '^(\\w+\\s?)*$', '(a{0,99}){0,99}x'],
  ...[
    'a{0,99}a{0,99}a{0,99}x',
    '(?=(a+))a*b\\1',
    '(?<=(a+)+)b',
    '((a)|(b))*\\1\\2c',
    '(((((a+)+)+)+)+)+x',
    '\\p{L}+\\p{L}+x',
  ],
];

export const CODE = [
  ...kindsOf('script that opens', OPENINGS, (unit) => page(repeated(unit, 60_000))),
  ...kindsOf('script in a fence that opens', ['(', '`${', 'a=>', '{a:', '!'], (unit) =>
    fence('ts', repeated(unit, 20_000)),
  ),
  ...kindsOf('text for the expression', REGEXES, (unit) => `${unit}\n${'a'.repeat(50_000)}!`),
  ...kindsOf('page with the expression', REGEXES, (unit) => page(`/${unit}/.test("${'a'.repeat(2_000)}!")`)),
  ...kinds('script', {
    'a long sum': () => page(`x = ${'a + '.repeat(DEEP)}a`),
    'a long sum of strings': () => page(`x = ${'"a" + '.repeat(DEEP)}"a"`),
    'a long chain': () => page(`x${'.then(f)'.repeat(DEEP)}`),
    'a long chain of conditions': () => page(`x = ${'a ? b : '.repeat(DEEP)}c`),
    'a long chain of else': () => page(`${'if (a) b; else '.repeat(DEEP)}c`),
    'ten thousand functions': () =>
      page(Array.from({ length: 10_000 }, (_, at) => `function f${at}(){return f${at + 1}()}`).join('\n')),
    'ten thousand variables': () =>
      page(Array.from({ length: 10_000 }, (_, at) => `let v${at} = v${at + 1};`).join('\n')),
    'variables in a circle': page('let a = b; let b = c; let c = a; el.style.background = a;'),
    'variables that double': () =>
      page(
        `let v0 = 'x';${Array.from({ length: 60 }, (_, at) => `let v${at + 1} = v${at} + v${at};`).join('')}el.innerHTML = v60;`,
      ),
    'functions that call themselves': page('const f = (a) => f(f(a)); el.innerHTML = f(f);'),
    'an array of a hundred thousand': () => page(`x = [${'1,'.repeat(LONG)}]`),
    'an object of fifty thousand': () =>
      page(`x = {${Array.from({ length: 20_000 }, (_, at) => `a${at}:${at}`).join(',')}}`),
    'a string of a megabyte': () => page(`x = "${'x'.repeat(HUGE)}"`),
    'a template of a megabyte': () => page(`x = \`${repeated('${a}', HUGE)}\``),
    'names of every object': page(
      'const constructor = 1, __proto__ = 2, toString = 3, hasOwnProperty = 4; a.hasOwnProperty = b;',
    ),
    'names of escapes': () => page(repeated('\\u0061 = 1;')),
    'names of other scripts': () =>
      page(Array.from({ length: 2_000 }, (_, at) => `var ${String.fromCodePoint(0x4e00 + at)}=1`).join(';')),
    'comments that are never closed': () => page(repeated('/* ')),
    'comments without end': () => page(repeated('// x\n')),
    'comments between all': () => page(repeated('a/**/./**/b/**/;')),
    'marks of HTML comments': () => page(repeated('<!-- \n--> \n')),
    'expressions that are never closed': () => page(repeated('/[/')),
    'divisions or expressions': () => page(repeated('a/b/c;')),
    'automatic semicolons': () => page(repeated('a\n++\n')),
    'errors in every line': () => page(repeated('let = ;) const ]\n')),
    'endless loops': page('for(;;){document.write("x");new Worker("data:,for(;;);")}'),
    'minified without a line feed': () => page(repeated('a=function(b,c){return b?c:a(c,b)};', HUGE / 2)),
    modules: page('import("http://127.0.0.1:9/a.js"); import a from "b"; export default 1;'),
    decorators: () => fence('ts', `${repeated('@a() ', 20_000)}class A {}`),
    generics: () => fence('ts', `let a: ${'A<'.repeat(3_000)}B${'>'.repeat(3_000)};`),
    unions: () => fence('ts', `type A = ${repeated("'a' | ", LONG)}'b';`),
    'conditional types': () => fence('ts', `type A = ${'B extends C ? D : '.repeat(3_000)}E;`),
    JSX: () => fence('jsx', `x = ${'<a>{'.repeat(3_000)}`),
    'a shader': () => page(`const s = \`${repeated('float f(){return f();}', LONG)}\`; gl.shaderSource(a, s);`),
    eval: () => page('eval("'.repeat(2_000)),
    'a program that imports all': page('import("child_process").then(({exec}) => exec("calc"))'),
  }),
  ...kinds('Python', {
    'indented for ever': () =>
      fence('python', Array.from({ length: 400 }, (_, at) => `${' '.repeat(at)}if a:`).join('\n')),
    'strings that are never closed': () => fence('python', repeated('"""')),
    brackets: () => fence('python', repeated('(', LONG)),
    'f strings in f strings': () => fence('python', 'f"{'.repeat(10_000)),
    comments: () => fence('python', repeated('# x\n', LONG)),
  }),
  ...kinds('other code', {
    'a fork bomb': ':(){ :|:& };:',
    'a query': "'; DROP TABLE answers; --",
    preprocessor: () => fence('c', repeated('#define A A A\n', LONG)),
    templates: () => repeated('{{#each a}}{% for b in c %}<%= d %>', LONG),
    'templates of this program': '{{topic}} ${name} {name} %s {0} $1 $& $` \\1',
    'a macro in a macro': () => fence('latex', '\\def\\a{\\a\\a}\\a'.repeat(2_000)),
    'parentheses of Lisp': () => fence('lisp', `${'('.repeat(DEEP)}${')'.repeat(DEEP)}`),
    'a Vue file that is never closed': () => fence('vue', `<template>${repeated('<div v-for="a in b">', 50_000)}`),
  }),
];

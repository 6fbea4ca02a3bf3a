import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { parseScript } from '../../../../../src/core/pages/script/parse.ts';
import { TraitReader } from '../../../../../src/core/pages/output-traits.ts';

/** What can be inside of itself, or makes a tree that is as deep as a chain is long. */
const UNITS = [
  ...['`${', '(', '[', '{', '{a:', '({a:', '!', '-'],
  ...['typeof ', 'a?b:', 'a?', 'new ', 'a=>', '(a)=>', '(a=>', 'async a=>'],
  ...['async()=>', 'async(', 'a.', 'a?.', 'a+', 'a&&', 'a**', 'a??'],
  ...['a,', 'a(', 'a[', 'a`', 'a`${', 'a()', 'a[0]', 'a!'],
  ...['a!.', 'if(1)', 'if(1);else ', 'a:', 'while(1)', 'for(;;)', 'do ', 'with(a)'],
  ...[
    'try{',
    'switch(1){case 1:',
    'function f(){',
    '(function(){',
    'class A{a(){',
    'class A extends ',
    'class{a=',
    '@a ',
  ],
  ...['@a(', '@(', 'a<', 'a<b<', 'a<b>(', '<a>', '<a><b>', '<a b={'],
  ...['<>', '<a.b.', 'let a:', 'let a:A<', 'let a:A[', 'let a:(', 'let a:{a:', 'type A=A|'],
  ...[
    'type A=A&',
    'type A=keyof ',
    'type A=A extends B?',
    'type A=()=>',
    'type A=(a:',
    'type A=[A,',
    'type A=typeof a.',
    'type A=A[]',
  ],
  ...[
    'x as A as ',
    'namespace a.b.',
    'namespace a{',
    'module a{',
    'declare ',
    'declare module "a"{',
    'enum A{a=',
    'abstract ',
  ],
  ...['let [a,[', 'let {a:{', 'let {a=', '({a=1,', '[a]=[', 'a=b=>', 'a=', 'yield '],
  ...['await ', 'delete ', 'void ', '...[', 'f(...', 'import(', 'export default ', 'export '],
  ...['import a from', '/a/', '/', '/(', '/*', '#', '\\u', "'a"],
  ...['`', '${', '@', '“', '😄', 'x++', '--x', '++'],
  ...['async ', 'let ', 'a=>{', '=>', '?.', '??', 'a??b||', '(a,'],
  ...['({...a,', '(a?(b):', 'a?(b)=>', 'a?(b):c=>', 'async<', '<T>(', '<T,>()=>', 'a<b>'],
  ...['x<y<z>>', '(a:b)=>', '((a)=>', '}', ')', ']', '];', ';'],
  ...['a:{'],
];
/** What closes them. */
const PAIRS = [
  ...[
    ['(', ')'],
    ['[', ']'],
    ['{', '}'],
    ['`${', '}`'],
    ['({a:', '})'],
    ['(function(){', '})()'],
    ['f(', ')'],
  ],
  ...[
    ['!', ''],
    ['a?b:', ''],
    ['new ', ''],
    ['a=>', ''],
    ['a+', ''],
    ['a.', ''],
    ['if(1)', ';'],
    ['<a>', '</a>'],
    ['a[', ']'],
  ],
] as const;

/** Levels from the root, without recursion. */
function depthOf(root: unknown): number {
  let deepest = 0;
  const open: (readonly [unknown, number])[] = [[root, 0]];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const [node, depth] = next;
    if (typeof node !== 'object' || node === null) continue;
    deepest = Math.max(deepest, depth);
    for (const inner of Object.values(node)) open.push([inner, depth + 1]);
  }
  return deepest;
}

describe('code that is nested without end', () => {
  // Near the end of the stack, Node 20 aborts where an expression is compiled: this process would be gone.
  it('makes no tree that is deep, whatever language it is taken for', () => {
    for (const unit of UNITS) {
      // TypeScript first, then plain, then what a tolerant parser makes of it.
      assert.ok(depthOf(parseScript(unit.repeat(800), true)) < 3_000, unit);
    }
  });

  it('is no code, or read as what a tolerant parser makes of it', () => {
    for (const unit of ['`${', '(', 'a=>', '!', '[', 'a?b:']) {
      for (const count of [90, 600, 1_000, 5_000])
        assert.ok(new TraitReader().read(`<!doctype html><script>${unit.repeat(count)}</script>`) !== null);
    }
  });

  it('is read up to depths that somebody might write', () => {
    for (const [open, close] of PAIRS) {
      const code = `${open.repeat(40)}x${close.repeat(40)};canvas.getContext('2d')`;
      assert.ok((parseScript(code)['body'] as readonly unknown[]).length >= 2, open);
    }
    for (const code of [`x${' + x'.repeat(400)}`, `x${'.then(f)'.repeat(250)}`, `${'if (a) b; else '.repeat(400)}c`])
      assert.ok(depthOf(parseScript(code)) > 300);
  });
});

describe('broken code on one line', () => {
  it('is read in time that is linear in its length', () => {
    for (const unit of ['@', '“', '…', '😄', '\ud800', '#', '\\', '½']) {
      const before = process.cpuUsage();
      parseScript(unit.repeat(10_000));
      const { user, system } = process.cpuUsage(before);
      assert.ok(user + system < 5_000_000, unit);
    }
  });
});

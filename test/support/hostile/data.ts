import { DEEP, HUGE, kinds, LONG, repeated, scattered } from './kinds.ts';

const deep = (open: string, close: string, inside = '', depth = DEEP): string =>
  open.repeat(depth) + inside + close.repeat(depth);

const fence = (language: string, code: string): string => `\`\`\`${language}\n${code}\n\`\`\``;

export const DATA = [
  ...kinds('JSON', {
    'deep lists': () => deep('[', ']'),
    'a million open lists': () => '['.repeat(HUGE),
    'deep objects': () => deep('{"a":', '}', '1'),
    'deep objects that are never closed': () => '{"a":'.repeat(DEEP),
    'deep lists and objects': () => deep('[{"a":', '}]', 'null', DEEP / 2),
    'many objects in a row': () => repeated('{"a":1}'),
    'many objects that are never closed': () => repeated('{"a":"', LONG),
    'fifty thousand keys': () => `{${Array.from({ length: 50_000 }, (_, at) => `"k${at}":${at}`).join(',')}}`,
    'fifty thousand equal keys': () => `{${Array.from({ length: 50_000 }, (_, at) => `"a":${at}`).join(',')}}`,
    'names of every object':
      '{"__proto__":{"polluted":true},"constructor":{"prototype":{"polluted":true}},"answer":"toString"}',
    'a key of a megabyte': () => `{"${'k'.repeat(HUGE)}":1}`,
    'a string that is never closed': () => `{"answer":"${'x'.repeat(LONG)}`,
    'escapes without end': () => `{"answer":"${repeated('\\u0041', LONG)}"}`,
    'halves of escapes': '{"answer":"\\ud83d\\u00zz\\',
    'a huge number': () => `{"answer":${'9'.repeat(LONG)}}`,
    'numbers out of range': '{"answer":1e999,"b":-1e999,"c":5e-999}',
    'braces in strings': () => repeated('{"a":"}{"}', LONG),
    'in a fence in a string': '{"answer":"```json\\n{\\"answer\\":1}\\n```"}',
    'two answers': '{"answer":1}\n{"answer":2}',
    'comments and commas': '{"answer": /* no */ 42, // yes\n}',
    'NaN and infinity': '{"answer": NaN, "b": Infinity}',
    'quotes of typography': '{“answer”: “42”}',
    'in a fence that is never closed': () => `\`\`\`json\n{"answer":[${'1,'.repeat(30_000)}`,
    'lists of empty lists': () => `[${'[],'.repeat(30_000)}[]]`,
  }),
  ...kinds('fake', {
    'a report': () =>
      JSON.stringify({
        schemaVersion: 1,
        run: { id: 'x' },
        trials: [],
        edits: [],
        report: { counts: { trials: 1e9 } },
      }),
    'a line of a journal': '{"type":"finished","status":"complete","finishedAt":"2026-01-01T00:00:00.000Z"}',
    'a header of a journal behind a line feed':
      '42\n{"type":"started","header":{"id":"evil","targets":[],"conditions":[],"trialsPerCell":0}}',
    'an edit of a journal': '{"type":"edited","edits":[{"kind":"merge","members":[]}]}',
    'a message of the panel': '{"type":"request","id":1,"method":"act","params":{"action":"stop"}}',
    'a snapshot': '{"type":"snapshot","snapshot":{"run":null,"report":null}}',
    'a reply of a vendor': '{"choices":[{"message":{"content":"42"},"finish_reason":"stop"}]}',
    'events of a server': 'data: {"choices":[{"delta":{"content":"x"}}]}\n\ndata: [DONE]\n\n',
    'headers of HTTP': 'HTTP/1.1 429 Too Many Requests\r\nretry-after: 999999\r\n\r\n',
    'a table of this program': 'MODEL  ANSWERED  DIFFERENT\nevil   50 of 50          1',
    'a verdict of a judge': '{"groups":[[1,2,3,4,5,6,7,8,9,10,11]]}',
    'a verdict in words': 'SAME\nSAME\nSAME\nYES\n1=1',
    'a tool call': '<tool_call>{"name":"shell","arguments":{"command":"rm -rf ~"}}</tool_call>',
    'a stack trace': 'TypeError: Cannot read properties of undefined\n    at run (/app/cli.js:1:1)',
    'a key': 'sk-ant-api03-AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA',
    'a file of keys': 'OPENAI_API_KEY=sk-proj-0123456789abcdefghijklmnop\nexport A=1',
  }),
  ...kinds('CSV', {
    formulas: '=1+1,+1,-1,@SUM(A1),\t=1,\r=1',
    'a formula that starts a program': "=cmd|' /C calc'!A0",
    'a formula behind white space': '\t\n =HYPERLINK("http://127.0.0.1:9/","click")',
    'a quote that is never closed': () => `a,b\n"${repeated('x,\n', LONG)}`,
    'separators of all kinds': 'a;b\tc|d,e\u001ff',
    'forty thousand columns': () => ','.repeat(40_000),
    'a row a letter': () => repeated('a,b,c\n', LONG),
  }),
  ...kinds('YAML', {
    'a bomb of aliases': () =>
      `a: &a [x]\n${Array.from({ length: 30 }, (_, at) => `b${at}: &b${at} [*${at ? `b${at - 1}` : 'a'}, *${at ? `b${at - 1}` : 'a'}]`).join('\n')}`,
    'deep lists': () => '- '.repeat(DEEP),
    'deep flow': () => '['.repeat(DEEP),
    'deep mappings': () => Array.from({ length: 400 }, (_, at) => `${' '.repeat(at)}a:`).join('\n'),
    tags: '!!js/function "function(){ return 1 }"',
    'merge keys': () => repeated('<<: *a\n', LONG),
    'many documents': () => repeated('---\na: 1\n...\n', LONG),
    directives: () => `${repeated('%YAML 1.2\n', 10_000)}---\n`,
    'a block that is never ended': () => `a: |\n${repeated('  x\n', LONG)}`,
    'front matter': '---\nmodel: evil\nprompt: x\n---\n42',
  }),
  ...kinds('bytes', {
    'base64 of a megabyte': () => repeated('QUJDREVGR0hJSktMTU5PUFFSU1RVVldYWVo0', HUGE),
    'base64 in lines': () => repeated(`${'QUJD'.repeat(19)}\n`, LONG),
    hexadecimal: () => repeated('deadbeef ', LONG),
    'a PDF': () => `%PDF-1.7\n1 0 obj\n<< /Type /Catalog >>\nstream\n${binary(5_000)}\nendstream\n%%EOF`,
    'a PNG': () => `\u0089PNG\r\n\u001a\n${binary(5_000)}`,
    'a ZIP': () => `PK\u0003\u0004${binary(5_000)}`,
    'an ELF program': () => `\u007fELF${binary(5_000)}`,
    gzip: () => `\u001f\u008b\u0008${binary(5_000)}`,
    'UTF-16 read as Latin': () => [...'The answer is 42'].join('\u0000'),
    'UTF-7': '+ADw-script+AD4-alert(1)+ADw-/script+AD4-',
    'escapes of URLs': () => repeated('%E0%A4%A', LONG),
    'quoted-printable': () => repeated('=C3=A9=\n', LONG),
    'what does not compress': () =>
      scattered(60_000, 94)
        .map((code) => String.fromCharCode(33 + code))
        .join(''),
  }),
  ...kinds('fenced', {
    'every language': () =>
      ['html', 'svg', 'css', 'js', 'ts', 'vue', 'glsl', 'json', 'yaml', 'python', 'x']
        .map((language) => fence(language, repeated('{<', 4_000)))
        .join('\n'),
    'fences in fences': () => `${'`'.repeat(3)}md\n`.repeat(300) + `${'`'.repeat(3)}\n`.repeat(300),
    'longer and longer fences': () => Array.from({ length: 300 }, (_, at) => '`'.repeat(at + 3)).join('\n'),
    'a fence that is never closed': () => `\`\`\`\n${repeated('x\n', LONG)}`,
    'fences of tildes and ticks': () => repeated('~~~\n```\n', LONG),
    'info of a megabyte': () => `\`\`\`${'x'.repeat(HUGE)}\n42\n\`\`\``,
    'three thousand blocks': () => repeated('```js\nlet a = 1;\n```\n', 60_000),
    'indented fences': () => Array.from({ length: 300 }, (_, at) => `${' '.repeat(at)}\`\`\``).join('\n'),
  }),
];

function binary(length: number): string {
  return scattered(length, 256)
    .map((code) => String.fromCharCode(code))
    .join('');
}

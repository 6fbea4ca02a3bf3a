import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { summarize, DEFAULT_ANALYSIS } from '../../../../src/core/analysis/summarize.ts';
import { codeText, fencedText, inlineText, table } from '../../../../src/core/export/markdown-text.ts';
import { markdown } from '../../../../src/core/export/markdown.ts';
import { buildProbeFile } from '../../../../src/core/run-file/run-file.ts';
import type { ProbeFile } from '../../../../src/core/model/report.ts';
import type { RunRecord } from '../../../../src/core/model/run.ts';
import { runOf, times, trialOf } from '../analysis/run-of.ts';
import { grouping } from '../semantic/support.ts';
import { parsed, tokensOf } from './markdown-structure.ts';
import { textOf } from './sample-file.ts';

/** Whatever stands in a run: its Markdown has the structure that it has with harmless words, and links and loads nothing. */

const PIECES = [
  ...['![x](http://evil.example/p)', '[x](http://evil.example)', '[x]: http://evil.example', '![x][y]', '[^1]: note'],
  ...[
    'http://evil.example/?a=b',
    'HTTPS://EVIL.example',
    '//evil.example',
    'ftp://evil.example',
    'evil.example',
    'éa.рф',
  ],
  ...['www.evil.example', 'me@evil.example', 'mailto:me@evil.example', 'xmpp:me@evil.example', '@user', '@org/team'],
  ...['#123', 'GH-12', 'org/repo#1', '<http://evil.example>', '<me@evil.example>', '<img src=//evil.example>', '<!--'],
  ...['</td></table>', '<script>', '<svg/onload=x>', '&lt;img&gt;', '&#60;b&#62;', '&Tab;', '# head', '## head #'],
  ...['> quote', '- item', '* item', '+ item', '1. item', '1) item', '- [x] done', '===', '---', '***', '___', '~~~'],
  ...[
    '```',
    '``',
    '`',
    '``` js',
    '`x',
    '| a | b |',
    '|---|---|',
    '|',
    '\\|',
    '\\',
    '\\\\',
    '**b**',
    '__b__',
    '_i_',
    'a_b_c',
    '_',
  ],
  ...['~~s~~', '==m==', '$x$', '$$', '$`x`$', '\\(x\\)', ':::', '!!! note', ':smile:', '    code', '\tcode', '!', '['],
  ...['\n', '\n\n', '\r', '\r\n', '\r\n\r\n', '\u2028', '\u2029', '\u0085', '\u000b', '\f', '\0', ' ', '  \n', '\t'],
  ...[
    '\u200b',
    '\u2060',
    '\ufeff',
    '\u202e',
    '\u2066',
    '\u200f',
    '\u061c',
    '\ud800',
    '\u00a0',
    '\u{e0041}',
    '\u001b[2J',
  ],
  ...['a', '7', '.', '(', ')', ']', '"', "'", '{', '}', '%', '/', ':', '@', 'x@', '/\u200b/', '`\u200b`', 'http:'],
];
const hostile = fc.array(fc.constantFrom(...PIECES), { minLength: 1, maxLength: 8 }).map((pieces) => pieces.join(''));

/** What GitHub would make a link of in text. */
const CALLS = /:\/\/|\/\/[\p{L}\p{N}]|www\.|@[\p{L}\p{N}]|#\d|\bGH-\d/iu;

/** Of many texts in one document, since parsing is slow; what one of them begins reaches into the others. */
function assertSame(written: (text: string) => string, texts: readonly string[]): void {
  const document = (all: readonly string[]): string => all.map(written).join('\n\na\n\n');
  const [plain, given] = [document(texts.map(() => 'x')), document(texts)];
  const { nodes, words } = parsed(given);
  assert.deepEqual(tokensOf(given), tokensOf(plain), given);
  assert.deepEqual(nodes, parsed(plain).nodes, given);
  assert.doesNotMatch(words, CALLS, given);
  assert.doesNotMatch(given, /[\u2028-\u202e\u2066-\u2069\u200b\u2060\ufeff\0\u001b]/u, given);
}

describe('underscores in Markdown', () => {
  it('stay as they are within a word and are escaped at its ends', () => {
    assert.equal(
      inlineText('max_tokens a__b größe_2 _i_ x_ _y a_.b'),
      'max_tokens a__b größe_2 \\_i\\_ x\\_ \\_y a\\_\\.b',
    );
    assert.equal(
      parsed(inlineText('max_tokens, a__b, _i_ and x_ _y')).words.includes('max_tokens, a__b, _i_ and x_ _y'),
      true,
    );
  });
});

describe('a foreign text in Markdown', () => {
  const places: Readonly<Record<string, (text: string) => string>> = {
    paragraph: (text) => `a\n\n${inlineText(`x${text}`)}\n\nb`,
    'paragraph of its own': (text) => `a\n\n${inlineText(`${text}x`)}\n\nb`,
    heading: (text) => `### ${inlineText(`${text}x`)} · ${inlineText(`${text}x`)}\n\nb`,
    item: (text) => `- ${inlineText(`${text}x`)}\n- b`,
    bold: (text) => `**${inlineText(`x${text}x`)}**\n\n- b`,
    'table cell': (text) =>
      table(
        [inlineText(text), '#b'],
        [
          [inlineText(text), 'b'],
          ['c', inlineText(text)],
        ],
      ),
    code: (text) => `a ${codeText(text)}, b\n\n- ![a]`,
    block: (text) => `a\n\n${fencedText(text)}\n\nb`,
  };
  for (const [place, written] of Object.entries(places)) {
    it(`is nothing but text: ${place}`, () => {
      assertSame(written, PIECES);
      fc.assert(
        fc.property(fc.array(hostile, { minLength: 40, maxLength: 40 }), (texts) => assertSame(written, texts)),
        { seed: 11, numRuns: 2 },
      );
    });
  }

  it('keeps ordinary words as they are', () => {
    assert.equal(inlineText('Mango, 3.14 and “42 %” (e.g. a dog)!'), 'Mango, 3.14 and “42 %” (e\\.g. a dog)!');
    assert.equal(inlineText('see https://a.example/b_c or @me'), 'see `https://a.example/b_c` or `@me`');
    assert.equal(codeText('regex:`a`'), '``regex:`a` ``'.replace('``r', '`` r'));
  });
});

/** Words of ours that the report is made by; everything else in a file may have been written by anybody. */
const OURS = new Set(
  'status outcome source kind method verdict grouping mode unit match fitMethod family reason comparedWith'.split(' '),
);

/** The file with every text that is not ours changed, ids included wherever they are. */
function changed(file: ProbeFile, change: (text: string) => string): ProbeFile {
  const ids = new Set([...file.run.targets, ...file.run.conditions].map(({ id }) => id));
  const walk = (value: unknown, key: string): unknown => {
    if (typeof value === 'string') return value === '' || OURS.has(key) ? value : change(value);
    if (Array.isArray(value)) return value.map((one) => walk(one, key));
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(
      Object.entries(value).map(([name, one]) => [ids.has(name) ? change(name) : name, walk(one, name)]),
    );
  };
  return walk(file, '') as ProbeFile;
}

function built(record: RunRecord, changes: Partial<RunRecord['run']> = {}): ProbeFile {
  const run = { ...record.run, endNote: 'the budget is used up', continuedAt: '2026-02-01T12:00:00.000Z', ...changes };
  const told = { ...record, run };
  const options = { ...DEFAULT_ANALYSIS, ...(record.semantic && { grouping: 'semantic' as const }) };
  return buildProbeFile(told, summarize(told, options));
}

/** Two conditions, two models, a price, a source, a judge, and trials that failed. */
function everything(texts: readonly string[]): ProbeFile {
  const record = runOf('Name a city you like', { a: texts, b: [...texts].reverse() });
  const [first] = record.run.conditions;
  const conditions = [
    { ...first!, id: 'plain', system: 'Be brief.' },
    { ...first!, id: 'shouted', prompt: 'NAME A CITY', control: false },
  ];
  const trials = conditions.flatMap(({ id }, at) =>
    record.trials.map((trial, index) => ({
      ...trial,
      condition: id,
      text: at === 0 || index % 3 > 0 ? trial.text : texts[0]!,
    })),
  );
  const failed = trialOf('test:a', texts.length, '', {
    condition: 'plain',
    outcome: 'failed',
    error: { reason: 'network', message: 'No connection.', status: null },
  });
  const run = {
    ...record.run,
    conditions,
    trialsPerCell: texts.length + 1,
    prices: { 'test:a': { inputPerMillion: 1, outputPerMillion: 2, name: 'a', source: 'table' as const } },
    provenance: { title: 'A study', url: 'a study', note: 'Made up.' },
    design: { file: 'a.probe.yaml', sha256: '0'.repeat(64) },
  };
  const semantic = grouping({
    method: 'judge',
    threshold: null,
    same: [{ answers: [...new Set(texts)].slice(0, 2), similarity: null }],
  });
  return built({ ...record, run: run as RunRecord['run'], trials: [...trials, failed], semantic });
}

const TURNS = 3;

/** Puts pieces around each text, the same around the same one, others around others and in another turn. */
function attack(turn: number): (text: string) => string {
  const made = new Map<string, string>();
  return (text) => {
    const at = turn * 19 + made.size;
    const [one, two] = [PIECES[at % PIECES.length]!, PIECES[(at * 7 + 3) % PIECES.length]!];
    const now = made.get(text) ?? [`${one} ${made.size} ${two}${text}`, `${one}${two}${made.size}${text}`][at % 2]!;
    made.set(text, now);
    return now;
  };
}

describe('a Markdown report', () => {
  const page = (title: string): string =>
    `<!doctype html><html lang="en"><head><title>${title}</title><style>body{color:red}</style></head><body><main><h1>${title}</h1><p>Some text about tides</p></main></body></html>`;
  const files: Readonly<Record<string, ProbeFile>> = {
    'of words': everything([...times('Oslo', 5), ...times('Rome', 3), 'Paris', 'Lima']),
    'of pages': everything([...times(page('Tides'), 4), ...times(page('Tides and waves'), 3), page('Erosion')]),
    'of sentences': everything(
      times('I like Oslo, because the quiet harbour and the long light evenings make me calm.', 4).map(
        (text, at) => `${text} ${'It is '.repeat(at)}fine.`,
      ),
    ),
    'of numbers': built(
      runOf('Pick a random number between 1 and 100', { a: times('42', 9), b: [...times('7', 5), '77'] }),
    ),
  };
  const sections = Object.values(files)
    .map((file) => textOf(markdown, file))
    .join('');
  for (const [name, file] of Object.entries(files)) {
    it(`has the structure of a harmless one, whatever stands in the run: ${name}`, () => {
      const plain = textOf(
        markdown,
        changed(file, (text) => `x ${text}`),
      );
      const [tokens, { nodes }] = [tokensOf(plain), parsed(plain)];
      for (let turn = 0; turn < TURNS; turn++) {
        const given = textOf(markdown, changed(file, attack(turn)));
        const read = parsed(given);
        assert.deepEqual(tokensOf(given), tokens, given);
        assert.deepEqual(read.nodes, nodes, given);
        assert.doesNotMatch(read.words, CALLS, given);
      }
      assert.doesNotMatch([...tokens, ...nodes].join(), /link|image|html|definition|footnote|delete/iu);
    });
  }

  it('is looked at with every section', () => {
    const heads = [
      'Conditions',
      'Figures',
      'Between models',
      'Numbers',
      'Answers',
      'Traits',
      'Titles',
      'Wording',
      'Cost',
    ];
    for (const head of heads) assert.match(sections, new RegExp(`^## ${head}`, 'mu'));
    for (const word of ['judged the same by', 'System prompt:', 'Source: “', 'Probe file: '])
      assert.ok(sections.includes(word));
  });

  it('keeps an extractor in its line of code', () => {
    const file = files['of words']!;
    const report = { ...file.report, extractor: 'regex:`\n\n![x](http://evil.example/)' };
    const rendered = textOf(markdown, { ...file, report });
    assert.ok(rendered.includes('Read with ``regex:` ![x](http://evil.example/)``, grouped'), rendered);
  });
});

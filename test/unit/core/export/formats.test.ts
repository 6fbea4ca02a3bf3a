import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { csvLine, guardCell, tabSeparated, unguardCell } from '../../../../src/core/text/csv-cells.ts';
import { csv } from '../../../../src/core/export/csv.ts';
import { importRun } from '../../../../src/core/import/import.ts';
import { json } from '../../../../src/core/export/json.ts';
import { fencedText, inlineText } from '../../../../src/core/export/markdown-text.ts';
import { markdown } from '../../../../src/core/export/markdown.ts';
import { EXPORT_FORMATS, findFormat } from '../../../../src/core/export/registry.ts';
import { runOf, times, trialOf } from '../analysis/run-of.ts';
import { fileOf, hasher, mixedRun, parseCsv, textOf } from './sample-file.ts';

const anyText = fc.string({
  unit: fc.constantFrom('a', '"', ',', ';', '\n', '\r', '=', '-', "'", '@', '\t', ' ', '1', '😄'),
});

describe('export formats', () => {
  it('are found by id, and end with a line feed', () => {
    const file = fileOf(mixedRun());
    assert.deepEqual(
      EXPORT_FORMATS.map(({ id }) => id),
      ['json', 'csv', 'conditions', 'markdown', 'html'],
    );
    for (const format of EXPORT_FORMATS) {
      assert.equal(findFormat(format.id), format);
      assert.ok(textOf(format, file).endsWith('\n'));
    }
    assert.equal(findFormat('pdf'), undefined);
  });

  it('json is the run file', () => {
    const file = fileOf(mixedRun());
    assert.deepEqual(JSON.parse(textOf(json, file)), JSON.parse(JSON.stringify(file)));
  });
});

/** Behind white space, quotation marks and characters that show nothing, of full width, and what only begins like a number. */
const FORMULAS = [
  ...[
    '=1+1',
    '+cmd',
    '-cmd|x',
    '@SUM(A1)',
    '\t=1',
    '\r=1',
    '\n=1',
    '\tx',
    ' =1',
    '"=1+1"',
    '“=1',
    "'=1",
    '\u00a0+x',
    '\u3000-x',
  ],
  ...[
    '＝1+1',
    '＋x',
    '－x',
    '＠SUM(A1)',
    '\ufeff=1',
    '\u200b=1',
    '\u202f@x',
    '\0=1',
    '-3+1',
    '-1-1',
    '+1 555',
    '-2e7x',
    '-',
    '=-3',
  ],
];
const NO_FORMULAS = [
  '42',
  '-3',
  '+1.5',
  '-1,234.5',
  '-.5',
  '-1e-7',
  '-5%',
  'a=b',
  "it's",
  '"so"',
  ' x',
  '',
  '1-1',
  '– x',
  '−3',
];

describe('csv', () => {
  it('has one trial per line, with its answer and group', () => {
    const [head, ...rows] = parseCsv(textOf(csv, fileOf(mixedRun()))) as readonly { cells: readonly string[] }[];
    assert.equal(rows.length, 8);
    const row = (index: number) =>
      Object.fromEntries(head!.cells.map((name, place) => [name, rows[index]!.cells[place]]));
    assert.deepEqual(
      [row(0)['target'], row(0)['trialIndex'], row(0)['status'], row(0)['answer'], row(0)['text']],
      ['test:a', '0', 'counted', '42', '42'],
    );
    assert.equal(row(5)['status'], 'out-of-range');
    assert.equal(row(7)['error'], 'Still rate limited after 5 tries.');
    assert.equal(row(7)['latencyMs'], '');
  });

  it('has the tokens and the cost of each, as far as they are known', () => {
    const record = mixedRun();
    const price = { inputPerMillion: 0.1, outputPerMillion: 0.5, name: 'test:a', source: 'table' as const };
    const rows = parseCsv(textOf(csv, fileOf({ ...record, run: { ...record.run, prices: { 'test:a': price } } })));
    const [head, ...lines] = rows as readonly { cells: readonly string[] }[];
    const at = (name: string) => lines.map(({ cells }) => cells[head!.cells.indexOf(name)]);
    assert.deepEqual(at('costUsd'), [...times('0.0000024', 4), ...times('', 4)]);
    assert.deepEqual(at('outputTokens').slice(-2), ['3', '']);
  });

  it('has a column for each variable, whatever it and its values are called', () => {
    const { run, trials } = mixedRun();
    const names = ['topic', '=SUM(A1),"x"\r\n', '__proto__', 'list'];
    const variables = Object.fromEntries(names.slice(0, 3).map((name, at) => [name, ['sea', '=1+1', '@x'][at]!]));
    const shuffled = [{ name: 'list', items: ['a', 'b'], separator: ', ' }];
    const conditions = [{ ...run.conditions[0]!, variables: { topic: 'sea' }, shuffled }];
    const told = trials.map((trial, at) => ({ ...trial, variables: at === 0 ? { ...variables, list: '-b' } : {} }));
    const file = fileOf({ run: { ...run, conditions }, trials: told, edits: [] });
    const [head, first, second] = parseCsv(textOf(csv, file)) as readonly { cells: readonly string[] }[];
    assert.deepEqual(
      head!.cells.slice(-4),
      ['topic', 'list', names[1], '__proto__'].map((name) => `variable_${name}`),
    );
    assert.deepEqual(first!.cells.slice(-4), ['sea', "'-b", "'=1+1", "'@x"]);
    assert.deepEqual(second!.cells.slice(-4), ['', '', '', '']);
    assert.ok(!textOf(csv, fileOf(mixedRun())).includes('variable_'));
    // What is read back is the same run.
    assert.equal(importRun(textOf(csv, file), 'a.csv', { id: 'x', createdAt: run.createdAt }, hasher).trials.length, 8);
  });

  it('has the titles of pages', () => {
    const page = (title: string) => `<html><title>${title}</title><p>Text</p></html>`;
    const file = fileOf(runOf('Build a page', { a: [page('=Tidal'), page('Erosion'), 'No page at all'] }));
    const [head, ...rows] = parseCsv(textOf(csv, file)) as readonly { cells: readonly string[] }[];
    const at = head!.cells.indexOf('title');
    assert.deepEqual(
      rows.map(({ cells }) => cells[at]),
      ["'=Tidal", 'Erosion', ''],
    );
    assert.ok(!textOf(csv, fileOf(mixedRun())).split('\r\n')[0]!.includes('title'));
  });

  it('guards text that a spreadsheet would run, and nothing else', () => {
    for (const text of FORMULAS) assert.equal(guardCell(text), `'${text}`, JSON.stringify(text));
    for (const text of NO_FORMULAS) assert.equal(guardCell(text), text, JSON.stringify(text));
    const rendered = textOf(csv, fileOf(runOf('Say =1', { a: ['=HYPERLINK("http://x","y")'] })));
    assert.ok(rendered.includes(`"'=HYPERLINK(""http://x"",""y"")"`));
  });

  it('gives back exactly what was written', () => {
    fc.assert(
      fc.property(
        fc.array(fc.array(anyText, { minLength: 2, maxLength: 4 }), { minLength: 1, maxLength: 5 }),
        (rows) => {
          const written = `a,b\r\n${rows.map((cells) => csvLine(cells.map(guardCell))).join('')}`;
          const read = parseCsv(written) as readonly { cells: readonly string[] }[];
          assert.deepEqual(
            read.slice(1).map(({ cells }) => cells.map(unguardCell)),
            rows,
          );
        },
      ),
    );
  });
});

describe('a table that is copied or saved', () => {
  it('has the guard of the CSV, and numbers that stay numbers', () => {
    for (const text of FORMULAS.filter((one) => one !== '\tx'))
      assert.match(tabSeparated([['a', text]]), /^a\t'/u, JSON.stringify(text));
    assert.equal(
      tabSeparated([
        ['=Model', 'b'],
        [-3, -1e-7],
        ['-3', '+1.5'],
      ]),
      "'=Model\tb\n-3\t-1e-7\n-3\t+1.5",
    );
  });

  it('keeps a cell a cell', () => {
    assert.equal(
      tabSeparated([
        ['a\tb', 1],
        ['c\r\nd', 2],
      ]),
      'a b\t1\nc d\t2',
    );
    assert.equal(
      tabSeparated([
        ['"never closed', 'b'],
        ['say "x"', 'c'],
      ]),
      '"""never closed"\tb\nsay "x"\tc',
    );
  });
});

describe('markdown', () => {
  it('says what different answers share', () => {
    const tales = ['Once Mara rowed home.', 'A gull met Mara.', 'Rain fell on Mara.', 'Nobody came.'];
    const text = textOf(markdown, fileOf(runOf('Write a tale', { a: tales.slice(0, 2), b: tales.slice(2) })));
    assert.match(
      text,
      /### Shared wording\n\n\| Shared wording \| Outputs \| Share \| Models \|\n.*\n\| Mara \| 3 \| 75% \| 2 of 2 \|/,
    );
  });

  it('shows the headline, the figures, the answers and the outputs', () => {
    const text = textOf(markdown, fileOf(runOf('Pick a random fruit', { a: times('Mango', 9), b: times('Apple', 9) })));
    for (const part of [
      '# Convergence report',
      '## Figures',
      '## Between models',
      '## Answers',
      '## Outputs',
      'Mango',
    ]) {
      assert.ok(text.includes(part), part);
    }
    assert.match(
      text,
      /Effective models: 2\.00 of 2 \(too few runs for an interval\); if all were one model it would be 1\.\d\d to 1\.\d\d \(p < 0\.001\)\./,
    );
  });

  it('shows every different output of a model once, and says what became of it', () => {
    const text = textOf(
      markdown,
      fileOf(runOf('Pick a random fruit', { a: [...times('Mango', 9), 'Fig'], b: ['Mango'] })),
    );
    const headings = text.split('\n').filter((line) => line.startsWith('### '));
    assert.deepEqual(headings, ['### a · 9 times', '### a · `#10`', '### b · `#1`']);
    assert.doesNotMatch(text, /Nothing was merged/);
    const mixed = textOf(markdown, fileOf(mixedRun()));
    assert.match(mixed, /^### .*, out of range$/mu);
    assert.match(mixed, /^### .*, failed\n\nfailed: Still rate limited/mu);
  });

  it('has one word for trials that never ended, and for a run that was stopped', () => {
    const record = runOf('Pick a random fruit', { a: times('Mango', 9) }, { status: 'cancelled' });
    const trials = [...record.trials, trialOf('test:a', 9, '', { outcome: 'cancelled' })];
    const text = textOf(markdown, fileOf({ ...record, run: { ...record.run, trialsPerCell: 10 }, trials }));
    assert.match(text, /Not counted: 1 missing, of 10 runs\./);
    assert.match(text, /^### .*, missing$/mu);
    assert.doesNotMatch(text, /cancelled/);
  });

  it('says what a run cost, by model, and how it ended', () => {
    const record = runOf('Pick a random fruit', { a: times('Mango', 9), b: times('Apple', 9) });
    const price = { inputPerMillion: 2000, outputPerMillion: 10_000, name: 'test:<a>', source: 'table' as const };
    const run = { ...record.run, prices: { 'test:a': price }, endNote: 'the budget of $1.00 is *used* up' };
    const text = textOf(markdown, fileOf({ ...record, run }));
    assert.ok(text.includes('It cost more than \\$0.43 by the tokens used: no price is known for “b”.'), text);
    assert.ok(text.includes('| a | 81 | 27 | \\$2,000.00 in, \\$10,000.00 out (test:\\<a\\>) | \\$0.43 |'), text);
    assert.ok(text.includes('| b | 81 | 27 | unknown | unknown |'), text);
    assert.ok(text.includes(', complete: the budget of \\$1.00 is \\*used\\* up.'), text);
    const mine = { ...run, prices: { 'test:a': { ...price, source: 'user' as const } } };
    assert.ok(textOf(markdown, fileOf({ ...record, run: mine })).includes('out (set by you) |'));
  });

  it('says nothing of costs where nothing was asked', () => {
    const replayed = runOf('Pick a random fruit', { a: times('Mango', 9) }, { changes: { source: 'recorded' } });
    assert.doesNotMatch(textOf(markdown, fileOf(replayed)), /cost/iu);
  });

  it('never lets an answer become markup', () => {
    const hostile =
      '<img src=x onerror=alert(1)> [x](javascript:y) | # **b** `c` https://evil.example www.evil.example &lt;';
    const rendered = textOf(markdown, fileOf(runOf(hostile, { a: times(hostile, 3), b: ['```\n</script>\n# head'] })));
    const outsideFences = rendered.replace(/^(`{3,})text\n[\s\S]*?\n\1$/gmu, '');
    // Whatever is left of it stands escaped.
    assert.doesNotMatch(outsideFences, /(?<!\\)<(img|\/script)/u);
    assert.doesNotMatch(outsideFences, /(?<!\\)\[x\]/u);
    assert.doesNotMatch(outsideFences, /(?<!`)(https:\/\/evil|www\.evil)/u);
    assert.doesNotMatch(outsideFences, /^# head/mu);
    assert.doesNotMatch(outsideFences, /(?<!\\)&lt;/u);
  });

  it('fences longer than any run of backticks, and keeps one line per line', () => {
    assert.equal(fencedText('a ```` b'), '`````text\na ```` b\n`````');
    assert.equal(fencedText('a\tb\r\nc\u001b[0m'), '```text\na\tb\nc\ufffd[0m\n```');
    assert.equal(inlineText(' a\n\n| b\u202e '), 'a \\| b\ufffd');
    assert.equal(inlineText('1. x'), '1\\. x');
  });
});

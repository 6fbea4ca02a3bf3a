import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { reportTable } from '../../../src/cli/report/report-table.ts';
import { PLAIN } from '../../../src/cli/terminal/style.ts';
import { panelReport } from '../../../src/core/analysis/session.ts';
import { DEFAULT_ANALYSIS, summarize } from '../../../src/core/analysis/summarize.ts';
import { htmlReport } from '../../../src/core/export/html.ts';
import { markdown } from '../../../src/core/export/markdown.ts';
import type { Report } from '../../../src/core/model/report.ts';
import type { RunRecord } from '../../../src/core/model/run.ts';
import { buildProbeFile } from '../../../src/core/run-file/run-file.ts';
import { fieldColumns, itemColumns, tallyColumns } from '../../../src/core/tables/answers.ts';
import type { Head } from '../../../src/core/tables/column.ts';
import {
  conditionColumns,
  differenceColumns,
  featureColumns,
  hueColumns,
} from '../../../src/core/tables/conditions.ts';
import { costColumns } from '../../../src/core/tables/costs.ts';
import { CELL, FIGURES, STAGE } from '../../../src/core/tables/figures.ts';
import { modelColumns, pairColumns, rarefactionColumns } from '../../../src/core/tables/models.ts';
import { numberColumns } from '../../../src/core/tables/numbers.ts';
import { sharedColumns } from '../../../src/core/tables/shared.ts';
import { sizeColumns, traitColumns, traitPairColumns } from '../../../src/core/tables/traits.ts';
import { echoColumns, partColumns, phraseColumns, signatureColumns } from '../../../src/core/tables/wording.ts';
import { tallyHeads } from '../../../webview/components/tally.ts';
import { FIXTURES } from '../../../webview/playground/fixtures.ts';
import { NUMBERS } from '../../../webview/playground/fixture.ts';
import { visibleViews } from '../../../webview/views/registry.ts';
import { runOf, times } from '../core/analysis/run-of.ts';
import { textOf } from '../core/export/sample-file.ts';
import { markupOf } from './markup.ts';
import { recordedActions, screenOf } from './screen-fixture.ts';

type Columns = Readonly<Record<string, Head | readonly Head[]>>;

/** The columns of every table that a report of this run can have. */
function tablesOf({ run }: RunRecord, report: Report) {
  const { conditions, rarefaction, hues, code, traits, named } = report;
  const ids = run.conditions.map(({ id }) => id);
  return {
    models: modelColumns(run, report),
    pairs: pairColumns(run),
    tally: tallyColumns(run),
    items: itemColumns(named?.named ?? 0),
    fields: fieldColumns(),
    costs: costColumns({ run }),
    numbers: numberColumns(run.targets),
    traits: traitColumns(run, traits?.[0]?.cells ?? []),
    traitPairs: traitPairColumns((some) => some),
    parts: partColumns(run),
    phrases: phraseColumns(run),
    signatures: signatureColumns(run),
    echoes: echoColumns(),
    titles: sharedColumns(run, 'title'),
    titleWords: sharedColumns(run, 'title-words'),
    names: sharedColumns(run, 'name'),
    shingles: sharedColumns(run, 'shingle'),
    figures: { ...FIGURES, ...CELL },
    stage: STAGE,
    sizes: sizeColumns(run, code?.measures ?? []),
    rarefied: rarefaction === null ? {} : rarefactionColumns(run, rarefaction),
    conditions: conditions === null ? {} : conditionColumns(conditions),
    traitsOf: featureColumns(run, 'trait', ids),
    titlesOf: featureColumns(run, 'title', ids),
    answersOf: featureColumns(run, 'answer', ids),
    differences: differenceColumns(run, 'answer'),
    hues: hues === null ? {} : hueColumns(hues, ids),
  } satisfies Readonly<Record<string, Columns>>;
}

const headsOf = (columns: Columns): readonly Head[] => Object.values(columns).flat();

function recordOf(name: string): RunRecord {
  const { header, trials } = FIXTURES[name]!();
  return { run: { ...header, finishedAt: header.createdAt, status: 'complete' }, trials, edits: [] };
}

/** Two models under two conditions, whose answers differ. */
function conditionsRun(): RunRecord {
  const { run, trials } = runOf('Name a colour', {
    a: [...times('Teal', 20), ...times('Blue', 10)],
    b: [...times('Red', 25), ...times('Teal', 5)],
  });
  const other = trials.map((trial) => ({ ...trial, condition: 'other', text: 'Blue' }));
  const conditions = ['control', 'other'].map((id, at) => ({ ...run.conditions[0]!, id, control: at === 0 }));
  return {
    run: { ...run, conditions },
    trials: [...trials.map((trial) => ({ ...trial, condition: 'control' })), ...other],
    edits: [],
  };
}

const priced = (record: RunRecord): RunRecord => {
  const prices = { inputPerMillion: 1, outputPerMillion: 2, name: 'list', source: 'user' as const };
  const run = { ...record.run, prices: Object.fromEntries(record.run.targets.map(({ id }) => [id, prices])) };
  return { ...record, run };
};

const RUNS: Readonly<Record<string, RunRecord>> = {
  numbers: priced(runOf('Pick a random number between 1 and 100', NUMBERS)),
  stories: recordOf('stories'),
  pages: recordOf('pages'),
  uneven: recordOf('uneven'),
  conditions: conditionsRun(),
  fields: runOf('Classify. Reply with JSON: {"sentiment": "...", "score": 0}', {
    a: Array.from({ length: 12 }, (_, at) => JSON.stringify({ sentiment: at % 3 ? 'negative' : 'mixed', score: at })),
    b: Array.from({ length: 12 }, (_, at) => JSON.stringify({ sentiment: 'negative', score: at % 4 })),
  }),
};

/** Titles in a terminal: they are painted dim, one by one, in capitals. */
function terminalHeads(record: RunRecord, report: Report): readonly string[] {
  const heads: string[] = [];
  const dim = (text: string): string => {
    if (/[A-Z]/.test(text) && !/[a-z]/.test(text)) heads.push(text.trim());
    return text;
  };
  reportTable(report, record, { columns: 200, style: { ...PLAIN, dim } });
  return heads;
}

/** Cells of a line that a rule follows. */
function markdownHeads(record: RunRecord, report: Report): readonly string[] {
  const lines = textOf(markdown, buildProbeFile(record, report)).split('\n');
  return lines.flatMap((line, at) =>
    /^\| :?-{3}/.test(lines[at + 1] ?? '')
      ? line
          .slice(2, -2)
          .split(' | ')
          .map((cell) => cell.replace(/\\(.)/g, '$1'))
      : [],
  );
}

const headsIn = (markup: string): readonly string[] =>
  [...markup.matchAll(/<th scope="?col"?[^>]*>(.*?)<\/th>/gs)].map(([, content = '']) =>
    content.replace(/<small>.*?<\/small>|<svg.*?<\/svg>|<[^>]*>/gs, '').trim(),
  );

const htmlHeads = (record: RunRecord, report: Report): readonly string[] =>
  headsIn(textOf(htmlReport, buildProbeFile(record, report)));

function panelHeads({ run }: RunRecord, report: Report): readonly string[] {
  const screen = screenOf(run, panelReport(report), { sources: ['live'] });
  const open = { ...screen, view: { ...screen.view, figuresOpen: true } };
  const { actions } = recordedActions();
  const views = visibleViews(open).map((view) => view.render(open, actions));
  return [tallyHeads(open), ...views].flatMap((view) => headsIn(markupOf(view).text));
}

const SURFACES = { terminal: terminalHeads, Markdown: markdownHeads, HTML: htmlHeads, panel: panelHeads } as const;
type Surface = keyof typeof SURFACES;

const reports = Object.entries(RUNS).map(([name, record]) => {
  const report = summarize(record, DEFAULT_ANALYSIS);
  const seen = Object.fromEntries(
    Object.entries(SURFACES).map(([surface, headsFor]) => [surface, headsFor(record, report)]),
  ) as Readonly<Record<Surface, readonly string[]>>;
  return { name, record, report, tables: tablesOf(record, report), seen };
});

/** Titles in a terminal are capitals, names are not. */
const written = ({ title, isName }: Head, surface: Surface): string =>
  surface === 'terminal' && isName !== true ? title.toUpperCase() : title;

describe('tables', () => {
  for (const { name, record, tables, seen } of reports) {
    for (const surface of Object.keys(SURFACES) as Surface[]) {
      it(`of ${name} have no title of their own: ${surface}`, () => {
        const columns = Object.values(tables).flatMap(headsOf);
        const known = new Set([
          ...columns.map((column) => written(column, surface)),
          // Columns of heat maps and matrices are named after what they are of, and one has all models.
          ...record.run.targets.map(({ label }) => label),
          ...record.run.conditions.map(({ id }) => id),
          ...record.run.targets.flatMap(({ label }) => record.run.conditions.map(({ id }) => `${label}, ${id}`)),
          FIGURES.allModels.title,
        ]);
        assert.deepEqual(
          seen[surface].filter((title) => !known.has(title)),
          [],
        );
      });
    }
  }

  /** A column that shows that a table is there, and where. */
  const SHOWN: readonly (readonly [run: string, of: (tables: ReturnType<typeof tablesOf>) => Columns, Surface[]])[] = [
    [
      'numbers',
      ({ models: { answered, different, effective, modal, modalShare } }) => ({
        answered,
        different,
        effective,
        modal,
        modalShare,
      }),
      ['terminal', 'HTML', 'panel'],
    ],
    [
      'numbers',
      ({ tally: { answer, times: often, share } }) => ({ answer, often, share }),
      ['terminal', 'Markdown', 'HTML', 'panel'],
    ],
    [
      'numbers',
      ({ pairs: { pair, divergence, byChance, overlap, pHolm, verdict } }) => ({
        pair,
        divergence,
        byChance,
        overlap,
        pHolm,
        verdict,
      }),
      ['terminal', 'Markdown', 'panel'],
    ],
    ['numbers', ({ numbers: { range, spikes, uniform } }) => ({ range, spikes, uniform }), ['Markdown', 'panel']],
    ['numbers', ({ figures: { statistic } }) => ({ statistic }), ['Markdown', 'panel']],
    ['numbers', ({ costs: { tokensIn, cost } }) => ({ tokensIn, cost }), ['terminal', 'Markdown']],
    [
      'uneven',
      ({ rarefied }) => ({ rarefied: (rarefied as Record<string, Head>)['rarefied']! }),
      ['Markdown', 'panel'],
    ],
    ['stories', ({ parts: { what, outputs, share } }) => ({ what, outputs, share }), ['terminal', 'Markdown']],
    ['stories', ({ signatures: { term, others } }) => ({ term, others }), ['terminal', 'Markdown', 'panel']],
    ['pages', ({ traits: { trait } }) => ({ trait }), ['Markdown', 'panel']],
    ['pages', ({ titles: { what, outputs } }) => ({ what, outputs }), ['terminal', 'Markdown', 'panel']],
    [
      'conditions',
      ({ conditions: found }) => {
        const { condition, n, modal, verdict } = found as Record<string, Head>;
        return { condition: condition!, n: n!, modal: modal!, verdict: verdict! };
      },
      ['terminal', 'Markdown', 'panel'],
    ],
    ['conditions', ({ answersOf: { feature } }) => ({ feature }), ['terminal', 'Markdown', 'panel']],
    ['fields', ({ fields: { field, values, different } }) => ({ field, values, different }), ['Markdown', 'panel']],
  ];
  it('have the same titles wherever they are shown', () => {
    for (const [run, of, surfaces] of SHOWN) {
      const { tables, seen } = reports.find(({ name }) => name === run)!;
      for (const surface of surfaces) {
        const missing = headsOf(of(tables)).filter((column) => !seen[surface].includes(written(column, surface)));
        assert.deepEqual(
          missing.map(({ id }) => id),
          [],
          `${run}, ${surface}: ${seen[surface].join(' · ')}`,
        );
      }
    }
  });
});

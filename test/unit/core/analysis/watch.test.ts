import assert from 'node:assert/strict';
import { afterEach, describe, it } from 'node:test';
import { AnalysisSession } from '../../../../src/core/analysis/session.ts';
import { GalleryPages } from '../../../../src/core/gallery/gallery-pages.ts';
import { DEFAULT_ANALYSIS, summarize } from '../../../../src/core/analysis/summarize.ts';
import { csv } from '../../../../src/core/export/csv.ts';
import { markdown } from '../../../../src/core/export/markdown.ts';
import { buildProbeFile, parseProbeFile } from '../../../../src/core/run-file/run-file.ts';
import { json } from '../../../../src/core/export/json.ts';
import { headerOf } from '../../../../src/core/model/events.ts';
import { watchWith, type Watch } from '../../../../src/core/watch.ts';
import { textOf } from '../export/sample-file.ts';
import { runOf } from './run-of.ts';

/** What an analysis says it is at, one entry for each thing. */
class Recorder implements Watch {
  readonly heard: string[] = [];
  readonly #unreadable: ReadonlySet<string>;

  constructor(unreadable: readonly string[] = []) {
    this.#unreadable = new Set(unreadable);
  }

  text(text: string): void {
    this.heard.push(`text ${text}`);
  }

  stage(stage: string): void {
    this.heard.push(stage);
  }

  isUnreadable(text: string): boolean {
    return this.#unreadable.has(text);
  }
}

function watch(unreadable: readonly string[] = []): Recorder {
  const recorder = new Recorder(unreadable);
  watchWith(recorder);
  return recorder;
}

const PAGE = '<!doctype html><html><head><title>Bird</title></head><body><p>A bird sings here.</p></body></html>';
const OTHER_PAGE = PAGE.replace('Bird', 'Fish').replace('bird', 'fish');

describe('the watch over an analysis', () => {
  afterEach(() => {
    watchWith(null);
  });

  it('sets aside what was ended before, by the text itself or by the answer read out of it', () => {
    const texts = ['Azure', 'Teal', 'Hanging', 'The answer is: **Slow**', 'Azure'];
    const record = runOf('Name a colour', { a: texts });
    const slow = summarize(record, DEFAULT_ANALYSIS).readings[3]?.answer ?? '';
    assert.notEqual(slow, texts[3], 'an answer of its own');
    watch(['Hanging', slow]);
    const report = summarize(record, DEFAULT_ANALYSIS);
    const { completed, unreadable, unparsed } = report.counts;
    assert.deepEqual([completed, unreadable, unparsed, report.funnel.outputs], [5, 2, 0, 3]);
    assert.deepEqual(
      report.readings.map(({ status, answer, group }) => [status, answer === null, group === null]),
      [
        ['counted', false, false],
        ['counted', false, false],
        ['unreadable', true, true],
        ['unreadable', true, true],
        ['counted', false, false],
      ],
    );
    assert.ok(report.insight.details.some((sentence) => sentence.includes('2 that took too long to read')));
    const file = buildProbeFile(record, report);
    assert.deepEqual(parseProbeFile(textOf(json, file)).report, report);
    assert.match(textOf(csv, file), /,completed,unreadable,/);
    assert.match(textOf(markdown, file), /took too long to read/);
  });

  it('is told nothing new by a run in which all can be read', () => {
    const record = runOf('Name a colour', { a: ['Azure', 'Teal'] });
    const unwatched = summarize(record, DEFAULT_ANALYSIS);
    watch();
    assert.deepEqual(summarize(record, DEFAULT_ANALYSIS), unwatched);
    assert.equal('unreadable' in unwatched.counts, false);
  });

  it('hears of every page in reading, wording, gallery, rows and exports, and of what is about all of them', () => {
    const texts = [PAGE, OTHER_PAGE, PAGE];
    const record = runOf('Draw a bird as a web page', { a: texts, b: texts });
    const session = new AnalysisSession(headerOf(record.run), DEFAULT_ANALYSIS);
    session.add(record.trials);
    const report = session.report();
    const gallery = new GalleryPages();
    const query = { offset: 0, limit: 10, text: '' } as const;
    const works: Readonly<Record<string, () => unknown>> = {
      report: () => summarize(record, DEFAULT_ANALYSIS),
      gallery: () => gallery.rows(record, { ...query, order: 'likeness', target: null, condition: null }),
      outputs: () => session.outputs({ ...query, target: 'test:a', condition: 'default', group: null }),
      csv: () => textOf(csv, buildProbeFile(record, report)),
      markdown: () => textOf(markdown, buildProbeFile(record, report)),
    };
    for (const [name, work] of Object.entries(works)) {
      const { heard } = watch();
      work();
      for (const text of [PAGE, OTHER_PAGE]) assert.ok(heard.includes(`text ${text}`), `${name}: ${text.slice(0, 60)}`);
    }
    const { heard } = watch();
    works['report']?.();
    for (const stage of ['reading', 'grouping', 'wording', 'comparing']) assert.ok(heard.includes(stage), stage);
    // What compares all outputs is not put on the last of them.
    assert.equal(heard.at(-1), 'comparing');
  });

  it('lets go of a text when the work on it ends: work on all of them is not put on the last one', () => {
    const fruits = ['apple', 'cherry', 'plum'];
    const sentences = Array.from(
      { length: 30 },
      (_, index) => `I would pick the ${fruits[index % 3]!} for pie ${index}.`,
    );
    for (const [prompt, texts] of [
      ['What is the best fruit for a pie?', sentences],
      ['Pick a number from 1 to 100', sentences.map((_, index) => String(index % 7))],
      ['Write a page', [PAGE, OTHER_PAGE, PAGE]],
      ['Return JSON', sentences.map((_, index) => `{"fruit": "${fruits[index % 3]!}", "rank": ${index % 4}}`)],
    ] as const) {
      const { heard } = watch();
      summarize(runOf(prompt, { a: texts, b: texts }), DEFAULT_ANALYSIS);
      const held = heard.filter((entry, place) => entry.startsWith('text ') && !isStage(heard[place + 1]));
      assert.deepEqual(held, [], prompt);
    }
  });
});

const isStage = (entry: string | undefined): boolean => entry !== undefined && !entry.startsWith('text ');

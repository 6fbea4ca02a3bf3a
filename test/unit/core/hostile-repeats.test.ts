import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { echoesOf } from '../../../src/core/analysis/echo/echoed-answer.ts';
import { glimpseOf } from '../../../src/core/gallery/glimpse.ts';
import { featuresOf } from '../../../src/core/gallery/features.ts';
import { needsOf } from '../../../src/core/gallery/needs.ts';
import { pageOf } from '../../../src/core/gallery/page-of.ts';
import { shownParts } from '../../../src/core/pages/shown-text.ts';
import { DEFAULT_ANALYSIS, summarize } from '../../../src/core/analysis/summarize.ts';
import { TraitReader } from '../../../src/core/pages/output-traits.ts';
import { labelsOf, optionsOf } from '../../../src/core/extraction/options.ts';
import * as kinds from '../../../src/core/extraction/prompt-kind.ts';
import { chooseExtractor, domainOfPrompt, EXTRACTORS } from '../../../src/core/extraction/registry.ts';
import { foldText } from '../../../src/core/text/fold.ts';
import { groupAnswers } from '../../../src/core/grouping/group-answers.ts';
import { repairMojibake } from '../../../src/core/text/mojibake.ts';
import { filled, placeholdersIn } from '../../../src/core/prompt/placeholders.ts';
import { promptBody } from '../../../src/core/prompt/prompt-body.ts';
import { readReply } from '../../../src/core/semantic/judge-prompt.ts';
import { runOf } from './analysis/run-of.ts';

/** What a model may repeat without end. */
const UNITS = [
  ...' \t\n*_~`"\'()[]{}<>#-=+.,:;!?/\\|&%$@^09aAé',
  ...['\u00a0', '“', '”', '’', '…', '—', 'م', '一', '，', '。', '😄', '\u0301', '\u200d', '\ud800', '\udc00', 'Ã', '½'],
  ...['/*', '/**', '//', '**', '__', '_ ', '- ', '-\n', '1,', '1.', '1 ', '1-', '1/', '((', '{"a":', '[1,', '{{', '“a'],
  ...['"a', "'a", '\ta', ' \n', 'A) ', '. A', 'a? ', 'a b ', '<a', '<a>', '</a', '<!--', '&amp;', '&#', '${', '`${'],
  ...['```\n', '$1', '#a', '# a\n', '> ', '* a\n', '1. a\n', '| a ', 'url(', 'var(--a,', 'rgb(', 'a{', 'a:b;', 'a,b='],
  ...['if(1)', 'x=>', 'new ', 'a?b:', 'f(', 'import ', '<script', '<script>', '<style>', '<svg', '<title', '<link '],
  ...['is a ', 'the answer ', 'twenty ', 'hundred and ', 'a or ', 'not ', 'I cannot ', 'but ', 'here is ', 'Sure! '],
  ...['Q: ', 'Title: ', 'Want another? ', 'http://a ', '1:1:', '1.1.', '1e', 'Ã©', '百万', 'Dr. ', 'yes ', '1,000,'],
  ...['"\\', '\\u', 'a@b', '../', 'x[', '/[', '=/', 'async ', '...', 'a`', '::', 'data:', '**a**: b\n', '- **a**: b\n'],
];
const LENGTH = 6_000;
const PROMPT = 'Pick a random colour, only return the colour';

const page = (inside: string): string => `<!doctype html><body>${inside}`;

/** What every output and every prompt goes through. */
const STAGES: Readonly<Record<string, (text: string) => unknown>> = {
  extractors: (text) => {
    for (const extractor of EXTRACTORS) {
      const argument = extractor.id === 'json' ? 'a.b' : extractor.id === 'regex' ? 'x(y)' : null;
      extractor.extract(text, { prompt: PROMPT, domain: [1, 100], argument });
    }
  },
  'choice of an extractor': (text) =>
    ['Yes or no?', 'As JSON', 'Write code'].map((prompt) => chooseExtractor(prompt, [text])),
  encoding: repairMojibake,
  grouping: (text) => {
    const answers = [text, `${text}x`].map((answer) => ({ text: answer, answer, count: 1, notes: [] }));
    return [foldText(text), groupAnswers(answers, { mode: 'lexical', kind: 'text' })];
  },
  'traits of scripts': (text) => new TraitReader().read(page(`<script>${text.slice(0, 2_000)}</script>`)),
  'traits of styles': (text) => new TraitReader().read(page(`<style>${text}</style><style>a{color:${text}}</style>`)),
  'traits of markup': (text) =>
    [page(text), `<svg>${text}`, `\`\`\`\n${text}\n\`\`\``].map((all) => new TraitReader().read(all)),
  gallery: (text) => {
    for (const output of [page(text), `\`\`\`html\n${page(text)}\n\`\`\`\n\`\`\`js\n${text}\n\`\`\``, `<svg>${text}`]) {
      const found = pageOf(output);
      if (found === null) continue;
      glimpseOf(found);
      featuresOf(found);
      needsOf(found.text);
      shownParts(found.text);
    }
  },
  prompts: (text) => {
    for (const prompt of [text, `Pick ${text}?`]) {
      for (const kind of Object.values(kinds)) kind(prompt);
      for (const read of [optionsOf, labelsOf, domainOfPrompt, placeholdersIn]) read(prompt);
      promptBody('a.prompt', prompt);
      filled(prompt, new Map([['a', 'b']]));
    }
    echoesOf({ prompt: text, system: text, id: '', control: true, sha256: '' }, null);
  },
  'replies of a judge': (text) => readReply(text, { prompt: '', known: [], fresh: ['a', 'b'] }),
};

describe('a text that repeats itself without end', () => {
  for (const [name, stage] of Object.entries(STAGES)) {
    it(`takes no long time: ${name}`, () => {
      for (const unit of UNITS) {
        const before = process.cpuUsage();
        stage(unit.repeat(LENGTH / unit.length));
        const { user, system } = process.cpuUsage(before);
        assert.ok(user + system < 1_500_000, `${JSON.stringify(unit)} takes ${(user + system) / 1_000} ms`);
      }
    });
  }

  it('takes no long time: whole reports', () => {
    for (const unit of ['_', '/*', '一', 'a b ', '1,', '😄', '<a', '`${', '“a']) {
      const text = unit.repeat(LENGTH / unit.length);
      const before = process.cpuUsage();
      const report = summarize(
        runOf(PROMPT, { one: [text, `${text} x`], other: [`Sure! ${text}`, text] }),
        DEFAULT_ANALYSIS,
      );
      const { user, system } = process.cpuUsage(before);
      assert.equal(report.readings.length, 4);
      assert.ok(user + system < 3_000_000, unit);
    }
  });
});

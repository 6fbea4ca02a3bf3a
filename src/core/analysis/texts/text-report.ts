import { echoTerms, holdsWords, type EchoCondition } from '../echo/echo.ts';
import { promptTerms, toldBy, toldText, type PromptTerm } from '../echo/prompt-terms.ts';
import { foldText } from '../../text/fold.ts';
import type { Report, SharedPhrase, Statistics, ToldApartReport } from '../../model/report.ts';
import type { Run } from '../../model/run.ts';
import type { Grouped } from '../grouped.ts';
import { recalled } from '../../memory.ts';
import { ByCell } from '../by-cell.ts';
import { rememberEach, rememberUpTo } from '../../remember.ts';
import type { Cell } from '../cells.ts';
import { toldApartOf } from '../comparison/told-apart.ts';
import { median } from '../../statistics/median.ts';
import type { Writers } from '../phrases/repeated.ts';
import { rarerPhrases } from '../parts/told.ts';
import { sharedParts } from '../parts/shared-parts.ts';
import { sharedPhrases, type PhraseMaterial } from '../phrases/shared-phrases.ts';
import { isPage, shownParts } from '../../pages/shown-text.ts';
import type { CountedRead } from '../trial-read.ts';
import { answerTerms, wordTerms } from '../signatures/term-tables.ts';
import { signaturesOf, type TermTable } from '../signatures/signatures.ts';
import { matchedBytes } from './compression-ratio.ts';
import { Corpus } from './corpus.ts';
import { noTextStatistics, textStatisticsOf } from './registry.ts';
import { onText } from '../../watch.ts';
import type { TextSample } from './text-sample.ts';
import { tokensOf } from './tokens.ts';

/** Median length, in words, from which on answers are long texts. */
export const LONG_TEXT_WORDS = 20;
/** Of so many conditions it is remembered whether models can be told apart. */
const MOST_CONDITIONS = 100;
/** Median length of outputs, in words, from which on phrases are looked for: that of the longest phrase. */
const PHRASE_TEXT_WORDS = 8;

/** What the report is made from: the trials that count, in the order of the report. */
export interface TextMaterial {
  readonly run: Run;
  readonly counted: readonly CountedRead[];
  /** How the answers are compared. */
  readonly kind: 'number' | 'text';
  /** Whether outputs are written in words; JSON and code are not. */
  readonly isProse: boolean;
}

/** The parts of a report that are about wording. */
export interface TextReport extends Pick<Report, 'phrases' | 'sharedParts' | 'echo'> {
  /** By words for long texts, by their groups for all other answers. */
  signatures(grouped: Grouped): Report['signatures'];
  /** Figures of long texts over all cells; to go beside the other pooled statistics. */
  readonly pooled: Statistics;
  /** The same of one cell. */
  cell(target: string, condition: string): Statistics;
  /** See `toldApartOf`: of the cells of one condition that stand for themselves. */
  toldApart(cells: readonly Cell[]): ToldApartReport | null;
  /** What outputs to a condition may have taken from its prompt, of what is listed as echo. */
  echoed(condition: string): readonly PromptTerm[];
}

/** The texts that are looked at: the answers when they are long, else the outputs. */
interface Texts {
  readonly written: readonly string[];
  readonly folded: readonly string[];
  /** Whether the answers themselves are long texts. */
  readonly longAnswers: boolean;
  /** Median length in words. */
  readonly words: number;
}

/** Words of a folded text; only its length matters, so they are not made. */
function wordCount(folded: string): number {
  if (folded !== '' && /[^\x00-\u2fff]/.test(folded)) return tokensOf(folded).length;
  let spaces = 0;
  for (let at = folded.indexOf(' '); at !== -1; at = folded.indexOf(' ', at + 1)) spaces++;
  return folded === '' ? 0 : spaces + 1;
}

function medianWords(folded: readonly string[]): number {
  const counts = Float64Array.from(folded, (text) => onText(text, () => wordCount(text)));
  return median(counts.sort()) ?? 0;
}

function textsOf({ counted, kind }: TextMaterial): Texts {
  const answers = counted.map(({ reading }) => reading.foldedAnswer ?? '');
  const words = kind === 'text' ? medianWords(answers) : 0;
  if (words >= LONG_TEXT_WORDS)
    return {
      written: counted.map(({ reading }) => reading.extraction.answer),
      folded: answers,
      longAnswers: true,
      words,
    };
  const folded = counted.map(({ reading }) => reading.folded);
  return {
    written: counted.map(({ reading }) => reading.repaired),
    folded,
    longAnswers: false,
    words: medianWords(folded),
  };
}

const foldedParts = recalled(
  (page: string) => page,
  (page: string): readonly string[] => shownParts(page).map(foldText),
);

/** What people read of each text: of pages the parts that are shown. The corpus of all words, when no text is a page. */
function shownCorpus({ written, folded }: Texts, all: () => Corpus): Corpus {
  if (!written.some(isPage)) return all();
  const shown = new Map<string, readonly string[]>();
  const partsOf = (page: string) => {
    let parts = shown.get(page);
    if (!parts) shown.set(page, (parts = onText(page, () => foldedParts(page))));
    return parts;
  };
  return new Corpus(
    written.map((text, index) => (isPage(text) ? partsOf(text) : [folded[index]!])),
    written,
  );
}

/** Ids of all targets, with those of imported trials that the header does not name behind the others. */
const targetsOf = rememberEach(({ run, counted }: TextMaterial): readonly string[] => {
  const ids = new Set(run.targets.map(({ id }) => id));
  for (const { trial } of counted) ids.add(trial.target);
  return [...ids];
});

/** Ids of all conditions, likewise. */
function conditionsOf({ run, counted }: TextMaterial): readonly string[] {
  return [...new Set([...run.conditions.map(({ id }) => id), ...counted.map(({ trial }) => trial.condition)])];
}

/** Who wrote each document of a corpus; or, by conditions, in answer to what. */
function writersOf(
  corpus: Corpus,
  counted: readonly CountedRead[],
  ids: readonly string[],
  key: 'target' | 'condition',
): Writers {
  const places = new Map(ids.map((id, index) => [id, index]));
  const written = Array.from({ length: corpus.size }, () => new Map<number, number>());
  counted.forEach(({ trial }, index) => {
    const wrote = written[corpus.documentOf[index]!]!;
    const place = places.get(trial[key])!;
    wrote.set(place, (wrote.get(place) ?? 0) + 1);
  });
  return written.map((wrote) => [...wrote].sort(([a], [b]) => a - b));
}

/** All that was said to the models under a condition. */
const promptOf = (condition: Run['conditions'][number]) => toldText(toldBy(condition));

/** Folded words of all prompts and system prompts. */
function promptedWords(run: Run): ReadonlySet<string> {
  return new Set(run.conditions.flatMap((condition) => tokensOf(foldText(promptOf(condition)))));
}

/** The texts of a run as numbers, made when something asks for them: where nothing is new, nothing does. */
class Corpora {
  readonly #texts: Texts;
  readonly #material: TextMaterial;
  #all: Corpus | null = null;
  #words: { readonly corpus: Corpus; readonly writers: Writers } | null = null;

  constructor(texts: Texts, material: TextMaterial) {
    this.#texts = texts;
    this.#material = material;
  }

  get written(): readonly string[] {
    return this.#texts.written;
  }

  /** Whether some texts are pages, of which people read a part. */
  get areShown(): boolean {
    return this.written.some(isPage);
  }

  /** All words of all texts. */
  get all(): Corpus {
    return (this.#all ??= new Corpus(this.#texts.folded.map((text) => [text])));
  }

  /** What people read of them, and who wrote it. */
  get words(): { readonly corpus: Corpus; readonly writers: Writers } {
    if (this.#words === null) {
      const corpus = shownCorpus(this.#texts, () => this.all);
      this.#words = { corpus, writers: writersOf(corpus, this.#material.counted, targetsOf(this.#material), 'target') };
    }
    return this.#words;
  }
}

/** A sample whose corpus is made when a figure asks for it. */
class LongTexts implements TextSample {
  readonly written: readonly string[];
  readonly texts: readonly number[];
  readonly matchedBytes: number | null;
  readonly seed: number;
  readonly #corpora: Corpora;

  constructor(corpora: Corpora, { written, texts, matchedBytes: bytes, seed }: Omit<TextSample, 'corpus'>) {
    this.#corpora = corpora;
    this.written = written;
    this.texts = texts;
    this.matchedBytes = bytes;
    this.seed = seed;
  }

  get corpus(): Corpus {
    return this.#corpora.all;
  }
}

/** Figures of long texts of all cells and of each. */
function statistics(
  { written, longAnswers }: Texts,
  corpora: Corpora,
  { run, counted }: TextMaterial,
): Pick<TextReport, 'pooled' | 'cell'> {
  const cells: number[][] = [];
  const placeOf = new ByCell(() => cells.push([]) - 1);
  counted.forEach(({ trial }, index) => cells[placeOf.of(trial)]!.push(index));
  const bytes = longAnswers ? matchedBytes(written, cells) : null;
  const sampleOf = (indexes: readonly number[]) =>
    longAnswers
      ? textStatisticsOf(new LongTexts(corpora, { written, texts: indexes, matchedBytes: bytes, seed: run.seed }))
      : noTextStatistics(indexes.length);
  const figures = cells.map(sampleOf);
  const none = sampleOf([]);
  return {
    pooled: sampleOf(counted.map((_, index) => index)),
    cell: (target, condition) => figures[placeOf.of({ target, condition })] ?? none,
  };
}

/** How often each target gave each answer. */
function answerTable(material: TextMaterial, grouped: Grouped): TermTable {
  const targets = targetsOf(material);
  const counts = targets.map(() => new Int32Array(grouped.groups.length));
  const places = new Map(targets.map((id, index) => [id, index]));
  grouped.groups.forEach(({ byTarget }, group) => {
    for (const id of Object.keys(byTarget)) counts[places.get(id)!]![group] = byTarget[id]!;
  });
  return answerTerms(
    grouped.groups.map(({ answer }) => answer),
    counts,
  );
}

function wordTable(material: TextMaterial, { words: { corpus, writers } }: Corpora): TermTable {
  return wordTerms(corpus, writers, targetsOf(material).length, promptedWords(material.run));
}

function signatures(material: TextMaterial, tableOf: () => TermTable): Report['signatures'] {
  const targets = targetsOf(material);
  if (targets.length < 2) return null;
  const found = signaturesOf(tableOf());
  return Object.fromEntries(targets.map((id, index) => [id, found[index]!]));
}

/** Words of prompts that are looked for one by one in pages, of which otherwise only what is shown is numbered. */
const FEW_WORDS = 40;

const conditionsFor = (
  { run, counted }: TextMaterial,
  prompts: readonly (readonly PromptTerm[])[],
  corpus: Corpus | null,
) =>
  run.conditions.map((condition, place): EchoCondition => {
    const outputs = counted.flatMap(({ trial, reading }, index) => {
      if (trial.condition !== condition.id) return [];
      return [
        {
          text: reading.repaired,
          folded: reading.folded,
          number: reading.number,
          document: corpus === null ? null : corpus.documentOf[index]!,
        },
      ];
    });
    return { id: condition.id, terms: prompts[place]!, outputs };
  });

function echoOf(material: TextMaterial, corpora: Corpora, long: boolean): Report['echo'] {
  const asked = material.run.conditions.some((condition) => promptOf(condition) !== '');
  if (!asked) return null;
  const prompts = material.run.conditions.map((condition) => promptTerms(toldBy(condition), long));
  const words = prompts.reduce((sum, terms) => sum + terms.filter(({ kind }) => kind === 'word').length, 0);
  const corpus = long && (words > FEW_WORDS || !corpora.areShown) ? corpora.all : null;
  return echoTerms(conditionsFor(material, prompts, corpus), corpus);
}

function echo(texts: Texts, corpora: Corpora, material: TextMaterial): Pick<TextReport, 'echo' | 'echoed'> {
  const long = texts.words >= LONG_TEXT_WORDS;
  const found = echoOf(material, corpora, long);
  const nameOf = ({ kind, term }: Pick<PromptTerm, 'kind' | 'term'>) => `${kind} ${term}`;
  const listed = new Set((found ?? []).map(nameOf));
  const termsOf = (id: string) => {
    const condition = material.run.conditions.find((one) => one.id === id);
    return condition === undefined ? [] : promptTerms(toldBy(condition), long);
  };
  return { echo: found, echoed: (id) => termsOf(id).filter((term) => listed.has(nameOf(term))) };
}

/** What phrases are told apart by: who said them, and what the prompts said already. */
function promptsOf(material: TextMaterial): Pick<PhraseMaterial, 'targets' | 'prompted' | 'isEcho'> {
  const { run } = material;
  const prompts = run.conditions.map((condition) => ` ${foldText(promptOf(condition))} `);
  return {
    targets: targetsOf(material),
    prompted: promptedWords(run),
    isEcho: (phrase) => prompts.some((prompt) => holdsWords(prompt, phrase)),
  };
}

/** Which outputs of a corpus answer to which condition, where there are several. */
function byCondition(corpus: Corpus, material: TextMaterial): Pick<PhraseMaterial, 'conditions'> {
  const ids = conditionsOf(material);
  if (ids.length < 2) return {};
  return { conditions: { ids, writers: writersOf(corpus, material.counted, ids, 'condition') } };
}

const phrasesOf = (material: TextMaterial, { words }: Corpora) =>
  sharedPhrases({ ...words, ...promptsOf(material), ...byCondition(words.corpus, material) });

const partsOf = (material: TextMaterial, { words, written }: Corpora) =>
  sharedParts({ ...words, written, ...promptsOf(material), ...byCondition(words.corpus, material) });

/** Phrases that no shared part tells: those of the prompt, and where parts are looked for, what several models say in fewer outputs. */
function untold(
  phrases: readonly SharedPhrase[],
  parts: Report['sharedParts'],
  { counted }: TextMaterial,
): readonly SharedPhrase[] {
  const own = new Set(rarerPhrases({ phrases, sharedParts: parts ?? null, outputs: counted.length }));
  return phrases.filter((phrase) => phrase.echo || own.has(phrase));
}

/**
 * Everything of a report that is about wording: figures of long texts, shared phrases, signatures and echo. Pure; reproducible from
 * the run's seed.
 */
export function textReport(material: TextMaterial): TextReport {
  const texts = textsOf(material);
  const corpora = new Corpora(texts, material);
  const byWords = texts.longAnswers ? signatures(material, () => wordTable(material, corpora)) : null;
  const parts = material.kind === 'text' && material.isProse ? partsOf(material, corpora) : null;
  const toldApart = rememberUpTo(
    MOST_CONDITIONS,
    (cells: readonly Cell[]) =>
      JSON.stringify(cells.map(({ target, condition, counted }) => [target, condition, counted.length])),
    (cells) => toldApartOf(cells, material.run.seed),
  );
  return {
    ...statistics(texts, corpora, material),
    toldApart,
    phrases: texts.words >= PHRASE_TEXT_WORDS ? untold(phrasesOf(material, corpora), parts, material) : null,
    sharedParts: parts,
    signatures: (grouped) => (texts.longAnswers ? byWords : signatures(material, () => answerTable(material, grouped))),
    ...echo(texts, corpora, material),
  };
}

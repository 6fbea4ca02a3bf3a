import type { OutputRow } from '../../src/core/analysis/rows.ts';
import type { SharedPhrase } from '../../src/core/model/report.ts';
import type { PanelReport } from '../../src/protocol/messages.ts';
import { variantWant } from '../components/variant-rows.ts';
import { type Change, diffWords } from '../text/diff.ts';
import { markedPieces, type Piece, UNMARKED } from '../text/pieces.ts';
import { indexPhrases, type PhraseIndex, sharedRanges } from '../text/shared-wording.ts';
import type { Screen } from './screen.ts';

/** What helps to read an output beside others: what else was said, and how the most frequent answer is worded. */
export interface ReadingAids {
  /** The most frequent wording of the most frequent answer; `null` while nothing is compared, or it has not arrived. */
  readonly modal: string | null;
  /** What other models say, too; `null` while that is not marked. */
  readonly phrases: PhraseIndex | null;
  /** Whether what the prompt said is marked. */
  readonly echo: boolean;
}

/** Made once a report: the phrases are the same for every card. */
const indexes = new WeakMap<PanelReport, PhraseIndex>();

/** The phrases that models share, ready to be looked for; `null` where there are none. */
export function phrasesOf(report: PanelReport | null): PhraseIndex | null {
  if (report?.phrases == null) return null;
  const index = indexes.get(report) ?? indexPhrases([...report.phrases, ...partPhrases(report)]);
  indexes.set(report, index);
  return index.byFirst.size === 0 ? null : index;
}

/** Shared parts of several words, as phrases. */
const partPhrases = ({ sharedParts }: PanelReport): readonly SharedPhrase[] =>
  (sharedParts ?? []).flatMap(({ text, outputs, byTarget }) =>
    text.includes(' ')
      ? [{ phrase: text, outputs, targets: Object.keys(byTarget).length, byTarget, lift: null, echo: false }]
      : [],
  );

/** The group that outputs are compared with; `null` where there is only one answer, or none. */
export function modalGroup(report: PanelReport | null): PanelReport['groups'][number] | null {
  return report?.groups[0] ?? null;
}

/** The aids that are switched on. */
export function aidsOf({ view, report, rows }: Pick<Screen, 'view' | 'report' | 'rows'>): ReadingAids {
  const group = modalGroup(report);
  const modal = view.cards.diff && group !== null ? rows.read(variantWant(group.id)).value?.[0]?.text : undefined;
  return { modal: modal ?? null, phrases: view.cards.shared ? phrasesOf(report) : null, echo: view.cards.echo };
}

/** What a card shows of an output. */
export interface CardText {
  readonly pieces: readonly Piece[];
  /** Whether the text was to be compared, but differs throughout. */
  readonly isApart: boolean;
}

/** How much of which text is shown, of whose output. */
export interface CardRequest {
  /** The text, as far as it is here. */
  readonly text: string;
  /** How many UTF-16 units of it are shown. */
  readonly length: number;
  readonly target: string;
  /** The answer of the output's group, where another model gave it, too. */
  readonly answer: string | null;
  readonly aids: ReadingAids;
}

const made = new WeakMap<OutputRow, { readonly request: CardRequest; readonly shown: CardText }>();

/** The pieces of an output. Cards are drawn again with every frame, so they are cut once and kept with their row. */
export function cardText(row: OutputRow, request: CardRequest): CardText {
  const known = made.get(row);
  if (known !== undefined && isSame(known.request, request)) return known.shown;
  const shown = cut(row, request);
  made.set(row, { request, shown });
  return shown;
}

function isSame(a: CardRequest, b: CardRequest): boolean {
  const [x, y] = [a.aids, b.aids];
  const isSameText = a.text === b.text && a.length === b.length;
  const isSameAids = x.modal === y.modal && x.phrases === y.phrases && x.echo === y.echo;
  return isSameText && isSameAids && a.target === b.target && a.answer === b.answer;
}

function cut({ setAside, echo }: OutputRow, { text, length, target, answer, aids }: CardRequest): CardText {
  const changes = aids.modal === null ? null : diffWords(aids.modal, text);
  const isApart = aids.modal !== null && changes === null;
  const visible = text.slice(0, length);
  const shared = aids.phrases === null ? UNMARKED.shared : sharedRanges(visible, target, aids.phrases, answer);
  const isWhole = length >= text.length;
  const shownChanges = changes === null || isWhole ? changes : beginningOf(changes, length);
  return {
    pieces: markedPieces(visible, {
      aside: setAside,
      shared,
      echo: aids.echo ? echo : [],
      changes: shownChanges,
    }),
    isApart,
  };
}

/** The changes that make up the first `length` units of the second text. */
function beginningOf(changes: readonly Change[], length: number): readonly Change[] {
  const kept: Change[] = [];
  let left = length;
  for (const change of changes) {
    if (left === 0) break;
    const text = change.kind === 'removed' ? change.text : change.text.slice(0, left);
    if (change.kind !== 'removed') left -= text.length;
    kept.push({ ...change, text });
  }
  return kept;
}

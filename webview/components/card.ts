import { html, nothing, type TemplateResult } from 'lit/html.js';
import type { PageRow } from '../../src/core/gallery/gallery-pages.ts';
import type { OutputRow } from '../../src/core/analysis/rows.ts';
import type { TrialKey } from '../../src/core/model/run.ts';
import { aidsOf, cardText, type CardText } from '../state/card-text.ts';
import { cardPage, mayBePage, showsPage } from '../state/page-rows.ts';
import { cardKey, textWant } from '../state/listing.ts';
import type { Column } from '../state/report.ts';
import type { Actions, Screen } from '../state/screen.ts';
import { formatCount, formatLatency } from '../text/format.ts';
import type { Piece } from '../text/pieces.ts';
import { droppedParameters } from '../../src/core/model/dropped-parameters.ts';
import { foldedText, foundBehind, isLong, looksLikeSource, shorten } from '../text/words.ts';
import { cardDetails } from './card-details.ts';
import { emptyCover, smallCover } from './small-cover.ts';
import { isSource } from './tally.ts';
import { BUTTONS } from '../text/strings.ts';

/** Longest answer that is written in a card's head. */
const SHORT_ANSWER = 24;
/** Longest output that stands in one line with its facts. */
const SHORT_OUTPUT = 16;

/** One output: what was said, and the facts about the call. `previous` is the one above it, where it is known. */
export function card(
  row: OutputRow,
  previous: OutputRow | undefined,
  column: Column,
  index: number,
  screen: Screen,
  actions: Actions,
): TemplateResult {
  const key = cardKey(column, row.trialIndex);
  const long = isLong(row.text, row.textLength);
  const open = screen.view.outputs.open.includes(key);
  const again = failsAgain(row, previous) && !open;
  const page = showsPage(row, key, screen) ? cardPage(keyOf(row, column), screen) : null;
  const shown = row.text === '' || page !== null ? null : shownText(row, column, long && !open, screen);
  const remarks = again ? ['failed as above'] : [...remarksOf(row), ...apartRemark(shown)];
  const kind = isSource(screen) || looksLikeSource(row.text) ? 'card-text source' : 'card-text';
  // White space between its tags would be shown as part of the output.
  // prettier-ignore
  const text = page !== null ? pageOf(page, screen, actions) : shown === null ? nothing : html`<div class=${kind} dir="auto">${shown.pieces.map(pieceOf)}</div>`;
  const folds = long || mayBePage(row);
  const behind =
    folds && !open
      ? foundBehind(row.text, screen.view.outputs.filter, page === null ? foldedText(row.text).length : 0)
      : null;
  // prettier-ignore
  const found = behind === null ? nothing : html`<p class="found" dir="auto">${behind.before}<b>${behind.part}</b>${behind.after}</p>`;
  const remark = remarks.length === 0 ? nothing : html`<div class="remarks">${remarks.join(' · ')}</div>`;
  const toggle = (): void => toggleCard(key, actions);
  const copy = (): void => actions.take({ kind: 'copy-output', ...keyOf(row, column) });
  // Without white space between the tags: thousands of empty text nodes would be in the page otherwise.
  // prettier-ignore
  return html`<article class="card ${row.outcome} ${open ? 'open' : shapeOf(row, again)}" tabindex="-1" data-step data-index=${index} aria-label="Output ${row.trialIndex + 1}"
    @probe-open=${toggle} @probe-copy=${copy}
    ><div class="card-head"><button class="plain index" aria-expanded=${open ? 'true' : 'false'} title="Show more of this output" @click=${toggle}>${`#${row.trialIndex + 1} `}</button>${conditionTag(column)}${groupTag(row, screen)}<span class="facts">${factsOf(row)}</span
    ></div>${text}${found}${remark}${folds ? foldButton(row, open, toggle) : nothing}${open ? cardDetails(row, column, screen, actions) : nothing}</article>`;
}

function keyOf({ trialIndex }: OutputRow, { target, condition }: Column): TrialKey {
  return { target, condition, trialIndex };
}

/** A page that does not run in the place of its source. */
function pageOf(page: PageRow | undefined, screen: Screen, actions: Actions): TemplateResult {
  return page === undefined ? emptyCover() : smallCover(page, screen, actions);
}

function toggleCard(key: string, actions: Actions): void {
  actions.change((view) => {
    const { open } = view.outputs;
    const others = open.filter((other) => other !== key);
    return { ...view, outputs: { ...view.outputs, open: others.length < open.length ? others : [...open, key] } };
  });
}

function apartRemark(shown: CardText | null): readonly string[] {
  return shown?.isApart === true ? ['differs throughout, so no words are compared'] : [];
}

/** Cards that only say that there is nothing, and those of a word or two, take one line. */
function shapeOf(row: OutputRow, again: boolean): string {
  if (again || row.outcome === 'cancelled') return 'short again';
  return isShort(row) ? 'short' : '';
}

/** Whether an output is so short that its card is one line. */
export function isShort({ outcome, text }: Pick<OutputRow, 'outcome' | 'text'>): boolean {
  return outcome === 'completed' && text.length <= SHORT_OUTPUT && !text.includes('\n');
}

/** Whether a call failed as the one above it did: a reason is said once, not fifty times. */
export function failsAgain(row: OutputRow, previous: OutputRow | undefined): boolean {
  return (
    row.outcome === 'failed' &&
    previous?.outcome === 'failed' &&
    row.error?.message === previous.error?.message &&
    remarksOf(row).length === 1
  );
}

/** Stands where a row has not arrived yet. */
export function emptyCard(index: number): TemplateResult {
  return html`<article class="card pending" data-index=${index} aria-hidden="true"></article>`;
}

/** In a column of its own under several conditions, a card that was scrolled to still says which it is. */
function conditionTag({ suffix }: Column): TemplateResult | typeof nothing {
  return suffix === '' ? nothing : html`<span class="card-condition" title=${suffix}>${`${suffix} `}</span>`;
}

/** What was read out of an output where the card does not say it anyway; of long ones, how many say the same. */
function groupTag({ group, answer, text }: OutputRow, { report }: Screen): TemplateResult | typeof nothing {
  if (group === null) return nothing;
  const isSaid = answer === null || answer === text.trim();
  const count = report?.groups.find(({ id }) => id === group)?.count ?? 1;
  const alike = count > 1 ? `${formatCount(count)} alike` : '';
  const name = !isSaid && answer.length <= SHORT_ANSWER ? answer : isSaid && text.length <= SHORT_OUTPUT ? '' : alike;
  if (name === '') return nothing;
  return html`<b dir="auto" title=${answer === null ? '' : shorten(answer, 300)}>${`${name} `}</b>`;
}

function factsOf({ latencyMs, usage, source }: OutputRow): string {
  const tokens = usage?.outputTokens;
  const facts = [
    ...(source === 'simulated' ? ['simulated'] : []),
    ...(latencyMs === null ? [] : [formatLatency(latencyMs)]),
    ...(tokens === null || tokens === undefined ? [] : [`${formatCount(tokens)} token${tokens === 1 ? '' : 's'}`]),
  ];
  return facts.join(' · ');
}

/** What is not as it should be with an output, in plain words. */
export function remarksOf(row: OutputRow): readonly string[] {
  const dropped = droppedParameters(row.requested, row.honoured);
  const sent = row.attempts > 0 && row.outcome !== 'cancelled';
  return [
    ...outcomeRemark(row),
    ...(row.truncated && row.outcome === 'completed' ? ['cut off by the length limit'] : []),
    ...(row.status === 'unparsed' ? [row.note ?? 'no answer found in it'] : []),
    ...(row.status === 'out-of-range' ? [`${row.answer ?? 'the answer'} is out of range`] : []),
    ...(row.status === 'unreadable' ? ['took too long to read'] : []),
    ...(row.status === 'echo' ? ['the prompt already held this answer'] : []),
    ...(sent && dropped.length > 0 ? [`not honoured: ${dropped.join(', ')}`] : []),
    ...(row.attempts > 1 ? [`${row.attempts} attempts`] : []),
  ];
}

function outcomeRemark({ outcome, error, note }: OutputRow): readonly string[] {
  const reason = error?.message ?? note ?? '';
  const because = reason === '' ? '' : `: ${reason}`;
  switch (outcome) {
    case 'completed':
      return [];
    case 'refused':
      return [`refused${because}`];
    case 'empty':
      return [because === '' ? 'empty: the model said nothing' : `empty${because}`];
    case 'failed':
      return [`failed${because}`];
    case 'cancelled':
      return ['missing: the run ended before it was answered'];
  }
}

function shownText(row: OutputRow, column: Column, folded: boolean, screen: Screen): CardText {
  const whole = row.textLength > row.text.length ? screen.rows.read(textWant(column, row.trialIndex)).value : null;
  const text = folded ? row.text : (whole ?? row.text);
  const length = folded ? foldedText(text).length : text.length;
  return cardText(row, {
    text,
    length,
    target: column.target,
    answer: sharedAnswer(row, screen),
    aids: aidsOf(screen),
  });
}

/** The answer of an output, when another model gave it, too. */
function sharedAnswer({ group }: OutputRow, { report }: Screen): string | null {
  const found = group === null ? undefined : report?.groups.find(({ id }) => id === group);
  const models = Object.values(found?.byTarget ?? {}).filter((count) => count > 0).length;
  return models < 2 ? null : (found?.answer ?? null);
}

function pieceOf({ text, aside, shared, echo, change }: Piece): unknown {
  const inner = spaced(text);
  if (change === 'removed') return html`<del>${inner}</del>`;
  const said = echo ? html`<span class="echoed" title="The prompt said it before">${inner}</span>` : inner;
  const marked = shared ? html`<mark>${said}</mark>` : said;
  const read = aside ? html`<span class="aside" title="Set aside: not part of the answer">${marked}</span>` : marked;
  return change === 'added' ? html`<ins>${read}</ins>` : read;
}

/** Blank lines as small gaps: cards stay dense, and copied text keeps its lines. */
function spaced(text: string): unknown {
  const parts = text.split(/(\n\s*\n)/);
  return parts.length === 1
    ? text
    : parts.map((part, index) => (index % 2 === 1 ? html`<span class="gap">${part}</span>` : part));
}

function foldButton({ textLength }: OutputRow, open: boolean, toggle: () => void): TemplateResult {
  return html`<button class="link" aria-expanded=${open ? 'true' : 'false'} @click=${toggle}>
    ${open ? BUTTONS.showLess : BUTTONS.showAll(textLength)}
  </button>`;
}

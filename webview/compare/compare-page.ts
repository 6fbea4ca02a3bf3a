import { html, nothing, type TemplateResult } from 'lit/html.js';
import type { Comparison } from '../../src/core/compare/comparison.ts';
import type { DriftStep } from '../../src/core/compare/drift.ts';
import type { GateRule } from '../../src/core/compare/gate.ts';
import { comparisonNotes, comparisonSentences, VERDICT_WORDS } from '../../src/core/compare/sentences.ts';
import type { CompareCalls, ComparisonSnapshot } from '../../src/protocol/compare.ts';
import { tabBar, TAB_PANEL_ID } from '../components/tab-bar.ts';
import { explanationBox } from '../components/explained.ts';
import { choice, section } from '../components/section.ts';
import { formatTime } from '../text/format.ts';
import { answersSection, modelsSection } from './compare-tables.ts';
import { timelineSection } from './timeline.ts';
import { promptSection } from './prompt-diff.ts';
import { COMPARE } from '../text/strings.ts';

/** What the page remembers while it is open. */
export interface CompareState {
  /** `null`: the one that is to be opened first. */
  readonly tab: 'overview' | 'prompt' | 'timeline' | null;
  /** What each run changed since the one before; `null` until it is known. */
  readonly timeline: readonly DriftStep[] | null;
  /** Whether rare answers are shown, too. */
  readonly showsAll: boolean;
  /** What the gate wants; `null`: what the verdict suggests. */
  readonly want: GateRule['want'] | null;
  /** Shown for a moment: "Copied". */
  readonly said: string;
}

/** What the page can do. */
export interface ComparePart {
  readonly change: (part: Partial<CompareState>) => void;
  readonly ask: <M extends keyof CompareCalls & string>(
    method: M,
    params: CompareCalls[M]['params'],
    said?: string,
  ) => void;
}

/** Two runs beside each other: verdict, answers, models, the prompt's changes, and the gate that follows. */
export function comparePage(snapshot: ComparisonSnapshot, state: CompareState, part: ComparePart): TemplateResult {
  const { comparison, problem } = snapshot;
  const tab = openTab(snapshot, state);
  return html`<div class="top">
      ${head(snapshot, part)}
      <div class="tab-row">${tabs(snapshot, tab, part)}</div>
    </div>
    <main id=${TAB_PANEL_ID} class="view view-compare" role="tabpanel" aria-labelledby="tab-${tab}" data-scroller>
      <div class="page">
        ${
          tab === 'timeline'
            ? timelineSection(snapshot, state.timeline, (key) => part.ask('open', { key }))
            : problem !== undefined
              ? html`<p class="empty-state" role="alert">${problem}</p>`
              : comparison === null
                ? html`<p class="opening">Comparing…</p>`
                : tab === 'prompt'
                  ? promptSection(comparison)
                  : overview(comparison, snapshot, state, part)
        }
      </div>
    </main>
    ${explanationBox((about) => part.ask('open-statistics', { section: about }))}
    <p class="visually-hidden" role="status" aria-live="polite">${state.said}</p>
    <p class="toast ${state.said === '' ? '' : 'shown'}" aria-hidden="true">${state.said}</p>`;
}

/** The tab that is open. */
export function openTab({ opens }: ComparisonSnapshot, { tab }: CompareState): NonNullable<CompareState['tab']> {
  return tab ?? opens;
}

function tabs(
  { comparison, runs }: ComparisonSnapshot,
  tab: NonNullable<CompareState['tab']>,
  { change }: ComparePart,
): TemplateResult {
  const prompt = comparison?.promptChanged === true ? COMPARE.promptDiff : COMPARE.prompt;
  const all = [
    { id: 'overview', title: 'Overview', count: null },
    { id: 'prompt', title: prompt, count: null },
    ...(runs.length > 2 || tab === 'timeline' ? [{ id: 'timeline', title: 'Timeline', count: runs.length }] : []),
  ];
  return tabBar(all, tab, (next) => change({ tab: next as CompareState['tab'] }));
}

function head(snapshot: ComparisonSnapshot, part: ComparePart): TemplateResult {
  const { title, comparison, runs, after } = snapshot;
  const isBaseline = runs.find(({ key }) => key === after)?.isBaseline === true;
  const canAct = comparison !== null;
  return html`<header class="head">
    <div class="title-row">
      <div class="prompt-box">
        <h1 class="prompt folded">Compare: <bdi>${title}</bdi></h1>
      </div>
      <div class="buttons">
        <button
          class="button primary"
          title="Later runs of this prompt are compared with the second run"
          ?disabled=${!canAct || isBaseline}
          @click=${() => part.ask('use-as-baseline', {}, COMPARE.baselineSet)}
        >
          ${isBaseline ? COMPARE.baseline : COMPARE.useAsBaseline}
        </button>
        <button class="button" ?disabled=${!canAct} @click=${() => part.ask('export', {})}>Export</button>
      </div>
    </div>
    <div class="meta">
      ${side('before', snapshot, part)} ${side('after', snapshot, part)}
      ${comparison === null ? nothing : same(comparison)}
    </div>
  </header>`;
}

/** Which run is on one side, how large it is, and which others there are. */
function side(which: 'before' | 'after', snapshot: ComparisonSnapshot, part: ComparePart): TemplateResult {
  const { runs, comparison } = snapshot;
  const own = snapshot[which];
  const size = comparison === null ? '' : `, ${comparison.models.length} × ${comparison[which].trialsPerCell}`;
  const shown = runs.find(({ key }) => key === own);
  const name = `${shown?.label ?? own}${shown?.isBaseline === true ? ' ★' : ''}`;
  const chooseOther = (event: Event): void => {
    const key = (event.target as HTMLSelectElement).value;
    const other = which === 'before' ? snapshot.after : snapshot.before;
    // Choosing the run of the other side exchanges the two.
    const kept = key === other ? own : other;
    part.ask('choose', which === 'before' ? { before: key, after: kept } : { before: kept, after: key });
  };
  return html`<span>
    ${which}:
    ${
      runs.length > 2
        ? html`<select aria-label=${`The run ${which}`} .value=${own} @change=${chooseOther}>
            ${runs.map(({ key, label }) => html`<option value=${key} ?selected=${key === own}>${label}</option>`)}
          </select>`
        : html`<button class="link" title="Shows this run" @click=${() => part.ask('open', { key: own })}>
            <bdi>${name}</bdi>
          </button>`
    }${size}
  </span>`;
}

function same({ onlyBefore, onlyAfter, promptChanged, unanswered }: Comparison): TemplateResult {
  const isSame = onlyBefore.length + onlyAfter.length + unanswered.length === 0;
  return html`<span
    >${isSame ? 'same models' : 'other models'}, ${promptChanged ? 'prompt changed' : 'same prompt'}</span
  >`;
}

function overview(
  comparison: Comparison,
  snapshot: ComparisonSnapshot,
  state: CompareState,
  part: ComparePart,
): TemplateResult {
  const { verdict } = comparison;
  return html`<section class="verdict verdict-${verdict}" aria-label="What changed">
      <h2 class="claim">${VERDICT_WORDS[verdict]}</h2>
      ${comparisonSentences(comparison).map((sentence) => html`<p class="sentence" dir="auto">${sentence}</p>`)}
    </section>
    ${answersSection(comparison, state.showsAll, () => part.change({ showsAll: true }))} ${modelsSection(comparison)}
    ${section(
      'What was compared',
      html`<ul class="said-list">
        ${comparisonNotes(comparison).map((note) => html`<li dir="auto">${note}</li>`)}
        <li>Both runs were read the same way (${comparison.extractor}), and their answers grouped together.</li>
        ${times(comparison)}
      </ul>`,
      { id: 'compared' },
    )}
    ${gate(comparison, snapshot, state, part)}`;
}

const times = ({ before, after }: Comparison): TemplateResult =>
  html`<li>
    Before: ${formatTime(before.createdAt, Date.now())}. After: ${formatTime(after.createdAt, Date.now())}.
  </li>`;

/** What a change like this one suggests that is wanted from now on. */
function suggested({ verdict }: Comparison): GateRule['want'] {
  return verdict === 'more-varied' ? 'many' : verdict === 'less-varied' ? 'one' : 'unchanged';
}

const WANTED: readonly (readonly [GateRule['want'], string])[] = [
  ['many', 'as many answers'],
  ['one', 'as few answers'],
  ['unchanged', 'no change'],
];

function gate(
  comparison: Comparison,
  { gates }: ComparisonSnapshot,
  { want }: CompareState,
  { change, ask }: ComparePart,
): TemplateResult {
  const wanted = want ?? suggested(comparison);
  return section(
    'Gate for CI',
    html`<p class="gate">
        <code>${gates[wanted]}</code>
        <button class="link" @click=${() => ask('copy', { text: gates[wanted] }, 'Copied')}>Copy</button>
        <button class="link" @click=${() => ask('save-baseline', {})}>Save baseline file…</button>
      </p>
      <p class="note">
        Later runs must show ${choice('Wanted', WANTED, wanted, (next) => change({ want: next }))} compared with the
        second run.
      </p>`,
    { id: 'gate' },
  );
}

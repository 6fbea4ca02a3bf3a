import { answeredAt } from '../../src/core/model/answered-at.ts';
import { controlAmong } from '../../src/core/model/control.ts';
import { html, nothing, type TemplateResult } from 'lit/html.js';
import { costText, costTitle } from '../state/money.ts';
import { moreOf, remainderOf } from '../state/next-steps.ts';
import type { Actions, Screen } from '../state/screen.ts';
import { answeredText, badgesOf, losses, sizeOf } from '../state/summary.ts';
import { timeLeftText } from '../state/time-left.ts';
import { formatElapsed, formatTime, plural } from '../text/format.ts';
import { icon } from './icons.ts';
import { menu, type MenuItem } from './menu.ts';
import { BUTTONS } from '../text/strings.ts';

/** Longest prompt, in characters, that is never folded: about two lines of a narrow panel. */
const SHORT_PROMPT = 140;

/** The prompt, below the name of the probe file that it stands in, what was run, and the buttons. */
export function header(screen: Screen, actions: Actions): TemplateResult {
  const { run, view } = screen;
  const condition = controlAmong(run.conditions);
  const prompt = condition?.prompt.trim() ?? '';
  const system = condition?.system ?? null;
  const foldable = prompt.length > SHORT_PROMPT || prompt.split('\n').length > 2 || system !== null;
  const folded = foldable && !view.promptOpen ? 'folded' : '';
  const fold = (): void => actions.change((old) => ({ ...old, promptOpen: !old.promptOpen }));
  return html`<header class="head">
    <div class="title-row">
      <div class="prompt-box">
        ${
          run.design === undefined
            ? html`<h1 class="prompt ${folded}" dir="auto">${prompt}</h1>`
            : html`<h1 class="design"><bdi>${run.design.file}</bdi> · ${plural(run.conditions.length, 'condition')}</h1>
                <p class="prompt ${folded}" dir="auto">${prompt}</p>`
        }
        ${foldable && view.promptOpen ? systemPrompt(system) : nothing}
        ${
          foldable
            ? html`<button class="link" aria-expanded=${view.promptOpen} @click=${fold}>
                ${view.promptOpen ? BUTTONS.showLess : BUTTONS.showPrompt}
              </button>`
            : nothing
        }
      </div>
      <div class="buttons">${buttons(screen, actions)}</div>
    </div>
    <div class="meta">${meta(screen, actions)}</div>
  </header>`;
}

function systemPrompt(system: string | null): TemplateResult | typeof nothing {
  return system === null ? nothing : html`<p class="system"><b>System</b> <span dir="auto">${system}</span></p>`;
}

function buttons(screen: Screen, actions: Actions): TemplateResult {
  return html`${screen.running ? stopButton(screen, actions) : sendButtons(screen, actions)} ${editButton(actions)}
    ${rewriteButton(screen, actions)} ${compareButton(screen, actions)} ${galleryButton(screen, actions)}
    <button class="button foldable" ?disabled=${!canExport(screen)} @click=${() => actions.act('export')}>
      ${BUTTONS.export}
    </button>
    <span class="fold">${menu(BUTTONS.more, icon('more'), moreItems(screen, actions))}</span>`;
}

/** The answers of a run can be had also when no report can be made of them. */
function canExport({ report, snapshot }: Screen): boolean {
  return report !== null || snapshot.reportProblem !== undefined;
}

/** In a narrow panel the buttons of less use stand behind this. */
function moreItems(screen: Screen, actions: Actions): readonly MenuItem[] {
  return [
    ...(!screen.running && !screen.isHeld && moreOf(screen) > 0 && !canChoose(screen) && badgesOf(screen).length === 0
      ? [{ name: BUTTONS.runAgain, onChoose: () => actions.act('run-again') }]
      : []),
    { name: BUTTONS.edit, onChoose: () => actions.act('edit-prompt') },
    ...(canRewrite(screen) ? [{ name: BUTTONS.tryRewrites, onChoose: () => actions.act('try-rewrites') }] : []),
    ...(screen.running ? [] : [{ name: BUTTONS.compare, onChoose: () => actions.act('compare') }]),
    ...(hasPages(screen.report) ? [{ name: BUTTONS.openGallery, onChoose: () => actions.act('open-gallery') }] : []),
    ...(canExport(screen) ? [{ name: BUTTONS.exportTo, onChoose: () => actions.act('export') }] : []),
  ];
}

/** Recorded and imported answers cannot be had for other versions of their prompt, and a screened one is run again. */
function sentencesItem(screen: Screen, actions: Actions): readonly MenuItem[] {
  const { run } = screen;
  const isPlain = run.screening === undefined && run.design === undefined && run.conditions.length === 1;
  if (!isPlain || badgesOf(screen).length > 0) return [];
  return [{ name: BUTTONS.findSentences, onChoose: () => actions.act('find-sentences') }];
}

function editButton(actions: Actions): TemplateResult {
  return html`<button
    class="button foldable"
    title="Opens the prompt, selected, to change it and probe it again"
    @click=${() => actions.act('edit-prompt')}
  >
    ${BUTTONS.edit}
  </button>`;
}

/** One prompt that models were asked, so that there is something to rewrite. */
function canRewrite({ running, run, isHeld }: Screen): boolean {
  const [only, ...others] = run.conditions;
  return !running && !isHeld && others.length === 0 && run.design === undefined && (only?.prompt.trim() ?? '') !== '';
}

function rewriteButton(screen: Screen, actions: Actions): TemplateResult | typeof nothing {
  if (!canRewrite(screen)) return nothing;
  return html`<button
    class="button foldable"
    title="Tries known rewrites of the prompt that make answers more varied, or more stable"
    @click=${() => actions.act('try-rewrites')}
  >
    ${BUTTONS.tryRewrites}
  </button>`;
}

/** A run that is still being sent is compared when it is over. */
function compareButton({ running }: Screen, actions: Actions): TemplateResult | typeof nothing {
  if (running) return nothing;
  return html`<button
    class="button foldable"
    title="Shows what changed between this run and another one of this prompt"
    @click=${() => actions.act('compare')}
  >
    ${BUTTONS.compare}
  </button>`;
}

/** Whether most outputs are pages or code, so that there is something to look at. */
function hasPages(report: Screen['report']): boolean {
  return report !== null && report.traits !== null;
}

function galleryButton({ report }: Screen, actions: Actions): TemplateResult | typeof nothing {
  if (!hasPages(report)) return nothing;
  return html`<button
    class="button foldable"
    title="Shows outputs that are pages or drawings as live thumbnails, in a tab of their own"
    @click=${() => actions.act('open-gallery')}
  >
    ${BUTTONS.gallery}
  </button>`;
}

function stopButton({ isHeld }: Screen, actions: Actions): TemplateResult {
  return html`<button
    class="button"
    title="Keeps all answers that have arrived"
    ?disabled=${isHeld}
    @click=${() => actions.act('stop')}
  >
    ${BUTTONS.stop}
  </button>`;
}

/** Numbers of runs that are offered beside as many as there are. */
const COUNTS = [10, 20, 50] as const;

/** Whether another number of runs can be had: a recording that has only so many left offers none. */
function canChoose(screen: Screen): boolean {
  return moreOf(screen) === screen.run.trialsPerCell && !screen.isHeld;
}

/** What the button does in another way: other numbers of runs, and as many in a run of their own. */
function howMany(screen: Screen, actions: Actions): readonly MenuItem[] {
  return [
    ...COUNTS.map((count) => ({
      name: BUTTONS.runMore(count),
      onChoose: () => actions.act('run-more', undefined, count),
    })),
    { name: BUTTONS.runOther, onChoose: () => actions.act('run-other') },
    { name: BUTTONS.runAgain, onChoose: () => actions.act('run-again') },
    ...(screen.run.conditions.length > 1
      ? []
      : [{ name: BUTTONS.runSettled, onChoose: () => actions.act('run-settled') }]),
    ...sentencesItem(screen, actions),
  ];
}

function againButton(look: string, disabled: boolean, actions: Actions): TemplateResult {
  return html`<button
    class=${look}
    title="Begins a new run with the same prompt"
    ?disabled=${disabled}
    @click=${() => actions.act('run-again')}
  >
    ${BUTTONS.runAgain}
  </button>`;
}

function tryButton(look: string, disabled: boolean, actions: Actions): TemplateResult {
  return html`<button
    class=${look}
    title="Asks for models and begins a new run with this prompt"
    ?disabled=${disabled}
    @click=${() => actions.act('try-models')}
  >
    ${BUTTONS.tryModels}
  </button>`;
}

/** One button of the panel is the primary one: what is missing comes first, then more of the same. */
function sendButtons(screen: Screen, actions: Actions): TemplateResult {
  const more = moreOf(screen);
  const isMissing = (remainderOf(screen)?.sendable ?? 0) > 0;
  const disabled = screen.isHeld;
  const again = more === 0 && !isMissing ? 'button primary' : 'button foldable';
  // What no model was asked for now is there to be tried.
  const isElsewhere = badgesOf(screen).length > 0;
  return html`${
    more === 0
      ? nothing
      : html`<span class=${isMissing || isElsewhere ? 'split' : 'split primary'}>
          <button
            class=${isMissing || isElsewhere ? 'button' : 'button primary'}
            title="Asks every model ${plural(more, 'more time')}; the answers join those of this run"
            ?disabled=${disabled}
            @click=${() => actions.act('run-more')}
          >
            ${BUTTONS.runMore(more)}
          </button>
          ${canChoose(screen) ? menu(BUTTONS.otherNumber, icon('chevron-down'), howMany(screen, actions)) : nothing}
        </span>`
  }
  ${
    isElsewhere
      ? tryButton(isMissing ? 'button' : 'button primary', disabled, actions)
      : more > 0 && canChoose(screen)
        ? nothing // it stands in the menu of the numbers
        : againButton(again, disabled, actions)
  }`;
}

function meta(screen: Screen, actions: Actions): TemplateResult {
  const { run, elapsedMs, now } = screen;
  const cost = costText(screen);
  const left = timeLeftText(screen.leftMs);
  const { origin } = run;
  return html`<span class="strong">${sizeOf(screen)}</span>
    <span>${answeredText(screen)}</span>
    ${losses(screen).map((loss) => html`<span class=${lossTone(loss)}>${loss}</span>`)}
    ${elapsedMs === null ? nothing : html`<span class="elapsed">${formatElapsed(elapsedMs)}</span>`}
    ${left === '' ? nothing : html`<span class="left">${left}</span>`}
    ${cost === null ? nothing : html`<span class="cost" title=${costTitle(screen)}>${cost}</span>`}
    <span title=${partsTitle(run, now)}>${formatTime(answeredAt(run), now)}</span>
    ${
      origin === undefined
        ? nothing
        : html`<button
            class="link origin"
            title="Open the prompt in its file"
            @click=${() => actions.act('open-origin')}
          >
            <bdi>${origin.path}:${origin.line}</bdi>
          </button>`
    }
    ${badgesOf(screen).map((source) => html`<span class="badge" title=${BADGES[source]}>${source}</span>`)}`;
}

/** What is missing is so on purpose, or is told of below. */
function lossTone(loss: string): string {
  if (loss.endsWith('missing')) return '';
  return loss.endsWith('failed') ? 'error' : 'warning';
}

function partsTitle({ continuedAt }: Screen['run'], now: number): string {
  return continuedAt === undefined ? '' : `Sent in several parts, the last one from ${formatTime(continuedAt, now)}`;
}

const BADGES = {
  recorded: 'These answers were recorded earlier; no model was asked now.',
  simulated: 'These answers were made up by a simulation; no model was asked.',
  imported: 'These answers were read from a file; no model was asked.',
  live: '',
  batch: '',
} as const;

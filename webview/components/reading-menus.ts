import { html, nothing, type TemplateResult } from 'lit/html.js';
import type { TallyPreview } from '../../src/core/analysis/rows.ts';
import {
  exampleOf,
  exampleWant,
  groupingWords,
  type Reading,
  type ReadingMenu,
  readingsOf,
  readingWords,
} from '../state/readings.ts';
import type { Actions, Screen } from '../state/screen.ts';
import { formatCount } from '../text/format.ts';
import { shorten } from '../text/words.ts';
import { funnelLine } from './funnel-line.ts';
import { menuOf } from './menu.ts';

/** How the answers were read and grouped, as menus that change it and say beforehand what the tally would be. */

/** Characters of an answer in a preview. */
const ANSWER = 22;

/** `Read as title ▾  Grouped by wording ▾`; plain words while the run is going. Equal numbers are one answer however they are grouped. */
export function readingMenus(screen: Screen, actions: Actions): TemplateResult | typeof nothing {
  const { report, running } = screen;
  if (report === null) return nothing;
  const extractor = readingWords(report.extractor);
  const grouping = groupingWords(report.grouping);
  if (running) return html`<span>Read as ${extractor}</span>`;
  return html`<span title=${report.extractorReason ?? nothing}
      >Read as ${readingMenu('extractor', extractor, screen, actions)}</span
    >
    ${
      report.numbers === null
        ? html`<span>Grouped by ${readingMenu('grouping', grouping, screen, actions)}</span>`
        : nothing
    }`;
}

/** The same below the picture, with an output as an example where a part of each is read, and the way to the tally. */
export function readingLine(screen: Screen, actions: Actions): TemplateResult | typeof nothing {
  const { report } = screen;
  if (report === null || report.groupsTotal === 0) return nothing;
  return html`<p class="reading">
    ${readingMenus(screen, actions)}
    <button
      class="link"
      title="Shows how outputs became answers"
      @click=${() => {
        actions.change((view) => ({ ...view, answers: { ...view.answers, rung: 'groups', page: 0 } }));
        actions.openTab('answers');
      }}
    >
      ${funnelLine(report.funnel, report.extractor)}
    </button>
    ${example(screen)}
  </p>`;
}

function example(screen: Screen): TemplateResult | typeof nothing {
  const want = exampleWant(screen);
  if (want === null) return nothing;
  const { value, current } = screen.rows.read(want);
  const found = current ? value?.rows.map(exampleOf).find((one) => one !== null) : undefined;
  // White space inside the quotation marks would be shown.
  // prettier-ignore
  return found ? html`<span class="example" dir="auto">“${found.before}<mark>${found.part}</mark>${found.after}”</span>` : nothing;
}

const TITLES: Readonly<Record<ReadingMenu, string>> = {
  extractor: 'How outputs are read',
  grouping: 'How answers are grouped',
};

function readingMenu(menu: ReadingMenu, chosen: string, screen: Screen, actions: Actions): TemplateResult {
  const isOpen = screen.view.menu === menu;
  return menuOf(
    `${TITLES[menu]}: ${chosen}`,
    html`<bdi>${chosen}</bdi> ▾`,
    isOpen ? content(menu, screen, actions) : nothing,
    (open) => {
      if (open !== isOpen)
        actions.change((view) => ({ ...view, menu: open ? menu : view.menu === menu ? null : view.menu }));
    },
  );
}

function content(menu: ReadingMenu, screen: Screen, actions: Actions): TemplateResult {
  const { ready, of, readings } = readingsOf(menu, screen);
  if (readings === null)
    return html`<p class="menu-note" aria-busy="true">Trying ${formatCount(ready)} of ${formatCount(of)} ways …</p>`;
  return html`${readings.map((reading) => entry(reading, actions))}`;
}

function entry({ name, isChosen, reread, preview }: Reading, actions: Actions): TemplateResult {
  const choose = (): void => {
    if (!isChosen)
      actions.readAs(reread, `Answers are ${reread.grouping === undefined ? 'read as' : 'grouped by'} ${name}.`);
  };
  return html`<button class="menu-item preview" aria-current=${isChosen ? 'true' : nothing} @click=${choose}>
    <span class="preview-head"
      ><bdi>${name}</bdi> <span class="num">${formatCount(preview.different)} different</span></span
    >
    <span class="preview-top">${topOf(preview)}</span>
  </button>`;
}

function topOf({ top }: TallyPreview): unknown {
  return top.map(
    ({ answer, count }, index) =>
      html`${index === 0 ? nothing : ' · '}<bdi>${shorten(answer, ANSWER)}</bdi> ${formatCount(count)}`,
  );
}

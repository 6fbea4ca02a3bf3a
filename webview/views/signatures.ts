import { html, nothing, type TemplateResult } from 'lit/html.js';
import { rarerPhrases } from '../../src/core/analysis/parts/told.ts';
import { openOutputs } from '../components/condition-tables.ts';
import { emptyState } from '../components/notices.ts';
import { partChips } from '../components/part-chips.ts';
import { echoTable, phraseTable } from '../components/phrase-tables.ts';
import { section } from '../components/section.ts';
import { signatureLists } from '../components/signature-lists.ts';
import type { Actions, Screen } from '../state/screen.ts';
import { areWholeAnswers, outputsWith, phrasesByOrigin, signaturesByModel } from '../state/wording.ts';
import type { PanelReport } from '../../src/protocol/messages.ts';
import type { View } from './view.ts';
import { EMPTY } from '../text/strings.ts';

/** What only one model says, what several say, and what the prompt had said first. */
export const signaturesView: View = {
  id: 'signatures',
  title: 'Signatures',
  applies: ({ report }) =>
    report !== null && (report.signatures !== null || report.phrases !== null || (report.echo ?? []).length > 0),
  count: () => null,
  wants: () => [],
  render: (screen, actions) => {
    const { report } = screen;
    if (report === null) return emptyState(EMPTY.signatures);
    const onOpen = (text: string): void =>
      actions.change((view) => ({ ...view, tab: 'outputs', outputs: outputsWith(text, report) }));
    return html`${partSection(screen, report, actions)} ${signatureSection(screen, report, onOpen)}
      <div class="phrases-and-echo">
        ${phraseSection(screen, report, onOpen)} ${echoSection(screen, report, onOpen)}
      </div>`;
  },
};

type Open = (text: string) => void;

const note = (text: string): TemplateResult => html`<p class="note">${text}</p>`;

function signatureSection(screen: Screen, report: PanelReport, onOpen: Open): TemplateResult {
  const signatures = signaturesByModel(
    report,
    screen.run.targets.map(({ id }) => id),
  );
  const what = areWholeAnswers(report) ? 'answers' : 'words';
  const content =
    signatures === null
      ? note('Signatures compare models: run the prompt with two models or more.')
      : signatures.every(({ terms }) => terms.length === 0)
        ? note(
            'No model stands out. Signatures need 3 outputs that share a term which the other models hardly use; more runs find more of them.',
          )
        : signatureLists(signatures, screen, onOpen);
  return section('What sets each model apart', content, {
    id: 'signatures',
    aside: `${what} that one model gives more often than the others, after correction for all that were tried`,
  });
}

function partSection(screen: Screen, report: PanelReport, actions: Actions): TemplateResult | typeof nothing {
  const chips = partChips(report, (text) => openOutputs({ text }, screen, actions));
  if (chips === nothing) return nothing;
  return section('Shared wording', chips, {
    id: 'shared-wording',
    aside: 'names, words and phrases in at least 30% of the outputs that the prompt did not contain',
  });
}

function phraseSection(screen: Screen, report: PanelReport, onOpen: Open): TemplateResult {
  const { phrases } = report;
  const own = rarerPhrases({ ...report, outputs: report.funnel.outputs });
  const content =
    phrases === null
      ? note('Phrases are looked for once outputs have 8 words or more; these are shorter.')
      : own.length === 0
        ? note('No 3 words in a row come in two outputs more often than chance would have it.')
        : phraseTable(own, screen, onOpen);
  return section('What several say', content, {
    id: 'phrases',
    aside: '3 to 8 words in a row, each output counted once',
  });
}

function echoSection(screen: Screen, { phrases, echo }: PanelReport, onOpen: Open): TemplateResult {
  const { echoed } = phrasesByOrigin(phrases ?? []);
  const terms = echo ?? [];
  const content =
    echo === null
      ? note('The prompt of this run is not known, so nothing can be called an echo of it.')
      : terms.length + echoed.length === 0
        ? note('No output takes up a number, a colour or a phrase of the prompt.')
        : html`<div class="echoes">
            ${terms.length === 0 ? '' : echoTable(terms, onOpen)}
            ${echoed.length === 0 ? '' : phraseTable(echoed, screen, onOpen)}
          </div>`;
  return section('What the prompt had said first', content, {
    id: 'echo',
    aside: 'an echo of the prompt is no finding about the models',
  });
}

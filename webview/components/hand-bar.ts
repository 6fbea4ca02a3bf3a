import { html, nothing, type TemplateResult } from 'lit/html.js';
import { editsText } from '../state/choosing.ts';
import type { Actions, Screen } from '../state/screen.ts';
import { plural } from '../text/format.ts';
import { icon } from './icons.ts';

/** What was merged and split by hand, and what is chosen now. */
export function handBar(screen: Screen, actions: Actions): TemplateResult {
  return html`${editsLine(screen, actions)} ${chosenLine(screen, actions)}`;
}

function editsLine({ snapshot, hand }: Screen, actions: Actions): TemplateResult | typeof nothing {
  const text = editsText(snapshot.edits);
  if (text === '') return nothing;
  const canUndo = snapshot.edits?.canUndo === true;
  const title = canUndo ? 'Takes the last merge or split back (Ctrl+Z)' : 'Another window is sending this run';
  return html`<span class="edits">
    <span>${text}</span>
    <button class="link" title=${title} ?disabled=${!canUndo || hand.isBusy} @click=${() => actions.undoEdit()}>
      Undo
    </button>
  </span>`;
}

function chosenLine({ view, hand }: Screen, actions: Actions): TemplateResult | typeof nothing {
  const { groups } = view.hand;
  if (groups.length === 0) return nothing;
  const clear = (): void => actions.change((old) => ({ ...old, hand: { ...old.hand, groups: [] } }));
  return html`<span class="chosen" role="group" aria-label="Chosen answers">
    <span>${plural(groups.length, 'answer')} chosen</span>
    <button
      class="button"
      title=${groups.length < 2 ? 'Choose one more answer to merge them' : 'Counts them as one answer'}
      ?disabled=${groups.length < 2 || hand.isBusy}
      @click=${() => actions.edit({ kind: 'merge', groups })}
    >
      Merge
    </button>
    <button class="link" @click=${clear}>Clear</button>
  </span>`;
}

/** Why the last edit did not work. */
export function refusal({ hand }: Screen, actions: Actions): TemplateResult | typeof nothing {
  if (hand.problem === '') return nothing;
  return html`<div class="refusal">
    <p role="alert">${hand.problem}</p>
    <button class="plain" aria-label="Dismiss" title="Dismiss" @click=${() => actions.dismissEdit()}>
      ${icon('close')}
    </button>
  </div>`;
}

import { html, type TemplateResult } from 'lit/html.js';

/** What each key does, as the list says it. */
const KEYS: readonly (readonly [string, string])[] = [
  ['← →', 'on a tab: the tab beside it; on an output: the column beside it'],
  ['← → ↑ ↓', 'in the graph: along an output, and to the words above or below; Enter opens what passes'],
  ['/ Ctrl+F', 'filter what this tab shows, or find in all outputs; Esc empties and leaves the field'],
  ['j k', 'the next or the previous answer or output'],
  ['Enter', 'open the answer or output'],
  ['Space', 'choose the answer; with Shift all up to it'],
  ['c', 'copy the answer or output'],
  ['Ctrl+Z', 'take the last merge or split back'],
  ['Esc', 'one step back'],
  ['?', 'this list'],
];

/** The list of keys; closed until `?` opens it, with the editor's own Escape. */
export function keysDialog(): TemplateResult {
  return html`<dialog class="keys" aria-labelledby="keys-title">
    <form method="dialog">
      <h2 id="keys-title">Keys</h2>
      <dl>
        ${KEYS.map(
          ([keys, effect]) =>
            html`<div>
              <dt>${keys.split(' ').map((key) => html`<kbd>${key}</kbd> `)}</dt>
              <dd>${effect}</dd>
            </div>`,
        )}
      </dl>
      <button class="button" autofocus>Close</button>
    </form>
  </dialog>`;
}

/** The button that opens the list. */
export function keysButton(): TemplateResult {
  const open = (event: Event): void => {
    const page = (event.currentTarget as HTMLElement).ownerDocument;
    page.querySelector<HTMLDialogElement>('dialog.keys')?.showModal();
  };
  return html`<button class="plain keys-button" title="Keys (?)" aria-label="Keys" @click=${open}>
    <kbd aria-hidden="true">?</kbd>
  </button>`;
}

import { PAGE_LIMIT, type GroupRow } from '../../src/core/analysis/rows.ts';
import { tabSeparated } from '../../src/core/text/csv-cells.ts';
import type { PanelMethod, PanelCalls } from '../../src/protocol/messages.ts';
import { drawPicture } from '../charts/picture.ts';
import type { Take } from './screen.ts';
import { tallyTable } from './tally-table.ts';
import { SAID } from '../text/strings.ts';

/** Asks the host. */
export type Ask = <M extends PanelMethod>(
  method: M,
  params: PanelCalls[M]['params'],
) => Promise<PanelCalls[M]['result']>;

/** Copies and saves what the panel shows. The clipboard's text and all files go through the host. */
export class Taking {
  readonly #ask: Ask;
  readonly #say: (sentence: string) => void;

  constructor(ask: Ask, say: (sentence: string) => void) {
    this.#ask = ask;
    this.#say = say;
  }

  /** Does it, and says what was done or why not. */
  take(what: Take): void {
    this.#do(what).then(
      (said) => {
        if (said !== '') this.#say(said);
      },
      (error: unknown) => this.#say(error instanceof Error ? error.message : String(error)),
    );
  }

  async #do(what: Take): Promise<string> {
    switch (what.kind) {
      case 'copy':
        await this.#ask('copy', { text: what.text });
        return what.said;
      case 'copy-output':
        return this.#copyOutput(what);
      case 'copy-tally':
        return this.#do({ kind: 'copy', text: await this.#tally(what), said: SAID.copiedTable });
      case 'save-tally':
        return this.#do({ kind: 'save', name: 'Tally', as: 'tsv', text: `${await this.#tally(what)}\n` });
      case 'save':
        await this.#ask('save', { name: what.name, kind: what.as, data: what.text });
        return '';
      case 'save-picture':
        await this.#ask('save', { name: what.name, kind: 'png', data: await base64Of(await drawPicture(what.svg)) });
        return '';
      case 'copy-picture':
        return copyPicture(what.svg);
    }
  }

  async #tally({ run, text }: Extract<Take, { kind: 'copy-tally' | 'save-tally' }>): Promise<string> {
    const groups: GroupRow[] = [];
    for (;;) {
      const { total, rows } = await this.#ask('groups', { offset: groups.length, limit: PAGE_LIMIT, text });
      groups.push(...rows);
      if (groups.length >= total || rows.length === 0) return tabSeparated(tallyTable(groups, run));
    }
  }

  async #copyOutput({ target, condition, trialIndex }: Extract<Take, { kind: 'copy-output' }>): Promise<string> {
    const text = await this.#ask('text', { target, condition, trialIndex });
    if (text === null) return SAID.outputGone;
    await this.#ask('copy', { text });
    return SAID.copiedOutput;
  }
}

async function copyPicture(svg: string): Promise<string> {
  try {
    await navigator.clipboard.write([new ClipboardItem({ 'image/png': drawPicture(svg) })]);
    return SAID.copiedPicture;
  } catch {
    // Some editors keep the clipboard of pictures from their webviews.
    return SAID.noCopyOfPictures;
  }
}

function base64Of(blob: Blob): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(String(reader.result).replace(/^[^,]*,/, ''));
    reader.onerror = () => reject(new Error(SAID.noPicture));
    reader.readAsDataURL(blob);
  });
}

import type { TemplateResult } from 'lit/html.js';
import { tabSeparated } from '../../src/core/text/csv-cells.ts';
import type { Actions } from '../state/screen.ts';
import { icon } from './icons.ts';
import { menu, type MenuItem } from './menu.ts';
import { BUTTONS, SAID } from '../text/strings.ts';

/** What can leave the panel: a table, and the drawing of a chart. */
export interface Exported {
  /** What it shows, in a word or two; names the files. */
  readonly name: string;
  /** A head, then a row each. Made when it is asked for. */
  readonly table: () => readonly (readonly (string | number)[])[];
  /** SVG with width and height; absent where there is only a table. Made when it is asked for. */
  readonly svg?: () => string;
}

/** The small menu of a chart or a table: copy it, save it. */
export function exportMenu({ name, table, svg }: Exported, actions: Actions): TemplateResult {
  const tsv = (): string => tabSeparated(table());
  const items: readonly MenuItem[] = [
    {
      name: BUTTONS.copyTable,
      onChoose: () => actions.take({ kind: 'copy', text: tsv(), said: SAID.copiedTable }),
    },
    { name: BUTTONS.saveTable, onChoose: () => actions.take({ kind: 'save', name, as: 'tsv', text: `${tsv()}\n` }) },
    ...(svg === undefined ? [] : pictureItems(name, svg, actions)),
  ];
  return menu(`Copy or save: ${name}`, icon('more'), items);
}

function pictureItems(name: string, svg: () => string, actions: Actions): readonly MenuItem[] {
  return [
    { name: BUTTONS.copyPicture, onChoose: () => actions.take({ kind: 'copy-picture', name, svg: svg() }) },
    { name: BUTTONS.savePng, onChoose: () => actions.take({ kind: 'save-picture', name, svg: svg() }) },
    { name: BUTTONS.saveSvg, onChoose: () => actions.take({ kind: 'save', name, as: 'svg', text: svg() }) },
  ];
}

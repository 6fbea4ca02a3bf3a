import { html, type TemplateResult } from 'lit/html.js';
import type { PageRow } from '../../../src/core/gallery/gallery-pages.ts';
import { pageKey } from '../../../src/protocol/gallery.ts';
import { modelMark } from '../../components/model-mark.ts';
import type { Look } from '../../state/look.ts';
import type { PageState } from '../running.ts';
import { cover, titleOf } from '../../components/cover.ts';
import { toggle } from './toggle.ts';
import { lackSentence, offNote, offSentence } from './words.ts';

/** What a thumbnail shows and does. */
export interface ThumbOptions {
  readonly row: PageRow;
  readonly name: string;
  readonly look: Look | undefined;
  readonly state: PageState;
  /** Whether Tab comes here; one thumbnail of all. */
  readonly isNext: boolean;
  readonly onOpen: () => void;
  readonly onToggle: () => void;
}

/** A page, small. Its frame is put into `.stage`, which takes neither the pointer nor the focus. */
export function thumb({ row, name, look, state, isNext, onOpen, onToggle }: ThumbOptions): TemplateResult {
  const lack = lackSentence(row, state);
  const title = titleOf(row);
  return html`<li class="thumb" data-page=${pageKey(row)}>
    <div class="window">
      <div class="stage" inert></div>
      ${state.is === 'running' ? null : cover(row, offNote(state))}
      <button
        class="open"
        data-thumb
        tabindex=${isNext ? 0 : -1}
        aria-label=${`${title}, ${name}. ${state.is === 'running' ? 'Running' : offSentence(state)}. Show large`}
        @click=${onOpen}
      ></button>
      ${toggle({ row, name, state, isNext, onToggle })}
    </div>
    <div class="name" title=${title}><bdi>${title}</bdi></div>
    <div class="by">${look ? modelMark(look) : null}<bdi>${name}</bdi></div>
    ${lack === null ? null : html`<p class="lack" title=${lack}>${lack}</p>`}
  </li>`;
}

import { svg, html, type TemplateResult } from 'lit/html.js';

const PATHS = {
  'chevron-right': 'M6 3.5L10.5 8L6 12.5',
  'chevron-left': 'M10 3.5L5.5 8L10 12.5',
  'chevron-down': 'M3.5 6L8 10.5L12.5 6',
  search: 'M10.2 10.2L14 14M11.5 6.75a4.75 4.75 0 1 1-9.5 0a4.75 4.75 0 0 1 9.5 0z',
  copy: 'M5.5 5.5V2.5H13.5V10.5H10.5M2.5 5.5H10.5V13.5H2.5Z',
  more: 'M3.5 8H3.6M8 8H8.1M12.4 8H12.5',
  close: 'M4 4L12 12M12 4L4 12',
  info: 'M8 7.2V11.2M8 4.9V5M14 8A6 6 0 1 1 2 8A6 6 0 0 1 14 8Z',
  play: 'M5 3.5L12.5 8L5 12.5Z',
  stop: 'M4.5 4.5H11.5V11.5H4.5Z',
} as const;

/** A line icon of 16 px in the colour of the text; the text beside it names it. */
export function icon(name: keyof typeof PATHS): TemplateResult {
  return html`<svg class="icon" width="16" height="16" viewBox="0 0 16 16" aria-hidden="true">
    ${svg`<path d=${PATHS[name]} />`}
  </svg>`;
}

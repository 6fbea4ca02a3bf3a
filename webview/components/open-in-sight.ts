import { noChange } from 'lit/html.js';
import { AsyncDirective, directive } from 'lit/async-directive.js';
import { type ElementPart, type PartInfo, PartType } from 'lit/directive.js';

/**
 * Keeps the open tab of a row that scrolls in sight: when another one is opened, when the tabs change, and when the row gets
 * another width. A row that holds more than it shows gets the class `scrolls`.
 */
class OpenInSightDirective extends AsyncDirective {
  #row: HTMLElement | null = null;
  #shown = '';
  readonly #sizes = new ResizeObserver(() => this.#show());

  constructor(part: PartInfo) {
    super(part);
    if (part.type !== PartType.ELEMENT) throw new Error('openInSight stands inside a tag, not in an attribute.');
  }

  override render(_open: string, _tabs: string): typeof noChange {
    return noChange;
  }

  override update(part: ElementPart, [open, tabs]: [string, string]): typeof noChange {
    if (this.#row === null) {
      this.#row = part.element as HTMLElement;
      this.#sizes.observe(this.#row);
    } else if (this.#shown !== `${open} ${tabs}`) requestAnimationFrame(() => this.#show());
    this.#shown = `${open} ${tabs}`;
    return noChange;
  }

  protected override disconnected(): void {
    this.#sizes.disconnect();
    this.#row = null;
  }

  #show(): void {
    const row = this.#row;
    row?.classList.toggle('scrolls', row.scrollWidth > row.clientWidth);
    row?.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  }
}

/** `<div role="tablist" ${openInSight(open, tabs)}>`; `tabs` is another text when the tabs are others. */
export const openInSight = directive(OpenInSightDirective);

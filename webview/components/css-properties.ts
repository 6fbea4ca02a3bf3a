import { noChange } from 'lit/html.js';
import { Directive, directive, type ElementPart, type PartInfo, PartType } from 'lit/directive.js';

/**
 * Sets CSS properties of an element through its style object. The page's policy refuses style attributes, and lit's
 * own `styleMap` writes one in its first rendering.
 */
class CssPropertiesDirective extends Directive {
  #shown: Readonly<Record<string, string>> = {};

  constructor(part: PartInfo) {
    super(part);
    if (part.type !== PartType.ELEMENT) throw new Error('cssProperties stands inside a tag, not in an attribute.');
  }

  override render(_properties: Readonly<Record<string, string>>): typeof noChange {
    return noChange;
  }

  override update(part: ElementPart, [properties]: [Readonly<Record<string, string>>]): typeof noChange {
    const { style } = part.element as HTMLElement;
    for (const [name, value] of Object.entries(properties)) {
      if (this.#shown[name] !== value) style.setProperty(name, value);
    }
    for (const name of Object.keys(this.#shown)) if (!(name in properties)) style.removeProperty(name);
    this.#shown = properties;
    return noChange;
  }
}

/** `<div ${cssProperties({ height: '12px' })}>` */
export const cssProperties = directive(CssPropertiesDirective);

import { html, nothing, render, type TemplateResult } from 'lit/html.js';
import type { GraphText, OutputGraph } from '../../src/core/analysis/graph/output-graph.ts';
import {
  countsOf,
  edgeAt,
  type Flows,
  flowsOf,
  nodeAfter,
  outlinesOf,
  type Passed,
  textsThrough,
} from '../state/graph.ts';
import type { Look } from '../state/look.ts';
import { formatCount, plural } from '../text/format.ts';
import { fillIn, markCounts } from './model-mark.ts';

/**
 * What passes the place under the pointer or the focus: the whole paths of these outputs light up, and the outputs are told above. It
 * is drawn past the panel's own drawing: doing all of that for every word that the pointer passes would be too much, and nothing of it
 * is state.
 */

/** Outputs that are told. */
const MOST_TOLD = 2;

export interface PassingOf {
  readonly graph: OutputGraph;
  readonly looks: ReadonlyMap<string, Look>;
  /** Of all outputs. */
  readonly flows: Flows;
  readonly onOpen: (passed: Passed) => void;
}

export class GraphPassing {
  readonly #of: PassingOf;
  #shown = '';
  /** The output whose path the arrow keys walk along. */
  #followed: GraphText | undefined;

  constructor(of: PassingOf) {
    this.#of = of;
  }

  /** The pointer or the focus comes to something. */
  readonly enter = (event: Event): void => {
    const box = event.currentTarget as Element;
    const passed = this.#passedAt(event);
    if (passed !== null) this.#show(box, passed);
    else if (event.type === 'pointermove') this.#restore(box);
  };

  /** It leaves the graph. */
  readonly leave = (event: Event): void => this.#restore(event.currentTarget as Element, event.type === 'focusout');

  readonly open = (event: Event): void => {
    const passed = this.#passedAt(event);
    if (passed !== null) this.#of.onOpen(passed);
  };

  readonly press = (event: KeyboardEvent): void => {
    const passed = nodeAt(event.target);
    if (passed === null || !('node' in passed) || event.ctrlKey || event.metaKey || event.altKey) return;
    const box = event.currentTarget as Element;
    if (event.key === 'Enter' || event.key === ' ') this.#of.onOpen(passed);
    else if (event.key === 'Escape' && this.#shown !== '') this.#clear(box);
    else if (!this.#walk(box, passed.node, event.key)) return;
    event.preventDefault();
  };

  /** All ribbons of a model are one element, so an edge is found by its place. */
  #passedAt(event: Event): Passed | null {
    const { target } = event;
    if (!(target instanceof SVGElement) || !(event instanceof MouseEvent)) return nodeAt(target);
    const drawing = target.closest('[data-ribbons]') === null ? null : target.ownerSVGElement;
    const toDrawing = drawing?.getScreenCTM()?.inverse();
    if (toDrawing === undefined) return nodeAt(target);
    const { x, y } = new DOMPoint(event.clientX, event.clientY).matrixTransform(toDrawing);
    const edge = edgeAt(this.#of.graph, this.#of.flows, x, y);
    return edge === undefined ? null : { edge };
  }

  #walk(box: Element, node: number, key: string): boolean {
    const { graph } = this.#of;
    if (this.#followed?.path.includes(node) !== true) [this.#followed] = textsThrough(graph, { node });
    const next = nodeAfter(graph, node, this.#followed, key);
    if (next === undefined) return false;
    box.querySelector<SVGElement>(`[data-node="${next}"]`)?.focus();
    return true;
  }

  /** What has the focus is shown where the pointer is at nothing. */
  #restore(box: Element, isBlur = false): void {
    const focused = isBlur ? null : nodeAt(box.ownerDocument.activeElement);
    if (focused === null) this.#clear(box);
    else this.#show(box, focused);
  }

  #clear(box: Element): void {
    this.#shown = '';
    box.classList.remove('is-passed');
    for (const lit of box.querySelectorAll('.graph-lit, .graph-lit-bars')) lit.replaceChildren();
    for (const node of box.querySelectorAll('.graph-node.off')) node.classList.remove('off');
    this.#tell(box, nothing);
  }

  #show(box: Element, passed: Passed): void {
    const name = JSON.stringify(passed);
    if (name === this.#shown) return;
    this.#shown = name;
    const { graph } = this.#of;
    const texts = textsThrough(graph, passed);
    const part = flowsOf(graph, texts);
    box.classList.add('is-passed');
    const lit = outlinesOf(graph, this.#of.flows, part);
    const paths = (of: 'ribbons' | 'bars'): readonly SVGElement[] =>
      lit.map(({ target, [of]: d }) => pathOf(d, fillIn(this.#of.looks, target)));
    box.querySelector('.graph-lit')?.replaceChildren(...paths('ribbons'));
    box.querySelector('.graph-lit-bars')?.replaceChildren(...paths('bars'));
    for (const node of box.querySelectorAll<SVGElement>('.graph-node')) {
      const runs = part.nodes[Number(node.dataset['node'])] ?? [];
      node.classList.toggle(
        'off',
        runs.every((count) => count === 0),
      );
    }
    this.#tell(box, told(texts, this.#of));
  }

  #tell(box: Element, content: TemplateResult | typeof nothing): void {
    const place = box.querySelector<HTMLElement>('.graph-passing');
    if (place !== null) render(content, place);
  }
}

function pathOf(d: string, fill: string): SVGElement {
  const path = document.createElementNS('http://www.w3.org/2000/svg', 'path');
  path.setAttribute('d', d);
  path.setAttribute('fill', fill);
  return path;
}

function nodeAt(target: EventTarget | null): Passed | null {
  const place = target instanceof Element ? target.closest<SVGElement>('[data-node]') : null;
  return place === null ? null : { node: Number(place.dataset['node']) };
}

function told(texts: readonly GraphText[], { graph, looks }: PassingOf): TemplateResult {
  const { count, byTarget } = countsOf(texts);
  const models = [...looks.values()];
  const more = texts.length - MOST_TOLD;
  return html`<p class="graph-counts">
      <b>${formatCount(count)} of ${plural(graph.outputs, 'output')}</b> ${markCounts(byTarget, models)}
      ${more > 0 ? html`<span class="dim">${formatCount(texts.length)} different, most frequent first</span>` : nothing}
    </p>
    <ul>
      ${texts.slice(0, MOST_TOLD).map(
        (text) =>
          html`<li>
            <span class="graph-sentence"><bdi>${text.text}</bdi></span>
            ${texts.length > 1 ? markCounts(text.byTarget, models) : nothing}
          </li>`,
      )}
    </ul>`;
}

import { html, nothing, svg, type SVGTemplateResult, type TemplateResult } from 'lit/html.js';
import type { TargetTree } from '../../src/core/model/report.ts';
import type { Look } from '../state/look.ts';
import { type TreeJoin, treeLayout, type TreeLayout, type TreePoint } from '../state/tree-layout.ts';
import { formatHundredths } from '../text/format.ts';
import { colourClass, modelName } from './model-mark.ts';
import { cssProperties } from './css-properties.ts';

/** Height of a model's row, px; `--row` in the style sheet. */
const ROW = 40;
/** Room for the line that leads into the root, per cent of the width. */
const STEM = 5;

/** Who answers alike: models joined where their answers are as far apart as the axis says. */
export function modelTree(tree: TargetTree, looks: ReadonlyMap<string, Look>): TemplateResult {
  const layout = treeLayout(tree);
  const height = layout.leaves.length * ROW;
  return html`<div class="tree">
    <svg class="tree-lines" width="100%" height=${height} aria-hidden="true">
      ${layout.joins.map((join) => joinLines(join, layout, looks))} ${stem(layout)}
      ${layout.joins.map((join) => joinLabel(join, layout))}
    </svg>
    <ul class="tree-leaves" aria-hidden="true" ${cssProperties({ '--row': `${ROW}px` })}>
      ${layout.leaves.map((target) => {
        const look = looks.get(target);
        return html`<li>${look === undefined ? target : modelName(look)}</li>`;
      })}
    </ul>
    ${axis(layout.top)}
    <ul class="visually-hidden" aria-label="Who answers alike">
      ${nested(tree, looks)}
    </ul>
  </div>`;
}

function axis(top: number): TemplateResult {
  return html`<div class="tree-axis" aria-hidden="true">
    <span>${top} ${top === 1 ? 'bit' : 'bits'}</span><span>${top / 2}</span><span>0</span>
  </div>`;
}

function across({ height }: TreePoint, top: number): string {
  return `${(STEM + (1 - Math.min(1, height / top)) * (100 - STEM)).toFixed(2)}%`;
}

const down = ({ row }: TreePoint): number => (row + 0.5) * ROW;

function joinLines(join: TreeJoin, { top, leaves }: TreeLayout, looks: ReadonlyMap<string, Look>): SVGTemplateResult {
  const x = across(join, top);
  const [upper, lower] = join.children;
  const branch = (end: TreePoint): SVGTemplateResult => {
    const look = end.height === 0 && Number.isInteger(end.row) ? looks.get(leaves[end.row] ?? '') : undefined;
    return svg`<line class=${look === undefined ? 'branch' : `branch leaf ${colourClass(look)}`}
      x1=${x} x2=${across(end, top)} y1=${down(end)} y2=${down(end)} />`;
  };
  return svg`<line class="branch" x1=${x} x2=${x} y1=${down(upper)} y2=${down(lower)} />${branch(upper)}${branch(lower)}`;
}

function stem({ joins, top }: TreeLayout): SVGTemplateResult | typeof nothing {
  const root = joins.at(-1);
  if (root === undefined) return nothing;
  return svg`<line class="branch" x1="0" x2=${across(root, top)} y1=${down(root)} y2=${down(root)} />`;
}

function joinLabel(join: TreeJoin, { top }: TreeLayout): SVGTemplateResult {
  const isAtEdge = join.height / top < 0.15;
  return svg`<text class="tree-height ${isAtEdge ? 'before' : ''}" x=${across(join, top)} dx=${isAtEdge ? -5 : 5}
    y=${down(join) - (isAtEdge ? 9 : 0)}>${formatHundredths(join.height)}</text>`;
}

/** The tree as lists within lists, for those who do not see it. */
function nested(tree: TargetTree, looks: ReadonlyMap<string, Look>): TemplateResult {
  if ('target' in tree) return html`<li>${looks.get(tree.target)?.label ?? tree.target}</li>`;
  return html`<li>
    Joined at ${formatHundredths(tree.height)} bits:
    <ul>
      ${tree.children.map((child) => nested(child, looks))}
    </ul>
  </li>`;
}

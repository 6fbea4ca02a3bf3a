import type { KeptRun } from '../../runs/kept-run.ts';
import type { RunGroup } from './group-runs.ts';
import type { RunNode, RunsView } from './runs-view.ts';

/** The runs that a command of the view is about: the line that was clicked, with the others when it is one of those selected. */
export function givenRuns(given: unknown, all: unknown, view: Pick<RunsView, 'selected'>): readonly KeptRun[] {
  const nodes = Array.isArray(all) && all.length > 0 ? all : given === undefined ? [] : [given];
  const runs = nodes.filter(isNode).flatMap((node) => (node.kind === 'run' ? [node.run] : []));
  return runs.length > 0 || given !== undefined ? runs : view.selected;
}

/** The line that a command was called on; `null` when it was called otherwise. */
export function givenNode(given: unknown): Extract<RunNode, { kind: 'run' }> | null {
  return isNode(given) && given.kind === 'run' ? given : null;
}

/** The prompt that a command was called on; `null` when it was called otherwise. */
export function givenGroup(given: unknown): RunGroup | null {
  return isNode(given) ? given.group : null;
}

function isNode(given: unknown): given is RunNode {
  return typeof given === 'object' && given !== null && 'kind' in given && 'item' in given;
}

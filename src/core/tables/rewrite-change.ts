import { controlAmong } from '../model/control.ts';
import type { Condition, Run } from '../model/run.ts';
import { lineDiff, type DiffLine } from '../text/line-diff.ts';

/** What a rewrite changes, for people. */
export interface RewriteChange {
  readonly condition: Condition;
  /** What it changes, and what it asks of whoever takes it; a part of a sentence. */
  readonly changes: string;
  /** Where the method was published; `null` where it was not. */
  readonly source: string | null;
  /** The prompt line by line; nothing but the same lines where the text stays as it is. */
  readonly lines: readonly DiffLine[];
}

/** What a rewrite of a run changes in its prompt; `null` for what is no rewrite of it. */
export function rewriteChange(run: Pick<Run, 'conditions'>, id: string): RewriteChange | null {
  const control = controlAmong(run.conditions);
  const condition = run.conditions.find((one) => one.id === id);
  if (control === undefined || condition?.rewrite === undefined || condition === control) return null;
  const { changes = '', source = null } = condition.rewrite;
  return { condition, changes, source, lines: lineDiff(control.prompt, condition.prompt) };
}

import type { ConditionRequest, PromptRequest } from '../../engine/plan.ts';
import type { Rewrite } from '../../model/run.ts';

/** What a template makes of a prompt: what is sent, and what makes it a rewrite. */
export interface Rewritten extends Pick<ConditionRequest, 'prompt' | 'system' | 'messages' | 'shuffled'> {
  /** Temperature that it asks for; absent when it leaves that alone. */
  readonly temperature?: number;
  readonly answers?: Rewrite['answers'];
  readonly chain?: Rewrite['chain'];
}

/** What a template is given. */
export interface RewriteSource extends PromptRequest {
  /** Runs of each model. */
  readonly runs: number;
}

/** A known way of making answers more varied, or more alike. */
export interface RewriteTemplate {
  /** Kebab-case. */
  readonly id: string;
  /** What people read; the id of its condition. */
  readonly label: string;
  readonly want: Rewrite['want'];
  /** Whether it is tried when nobody says which ones to try. */
  readonly isUsual: boolean;
  /** What it changes, and what whoever takes it must do for it, in a sentence. */
  readonly changes: string;
  /** Where the method was published; `null` where it was not. The words of the template are this project's own. */
  readonly source: string | null;
  readonly rewrite: (source: RewriteSource) => Rewritten;
}

import type { TemplateResult } from 'lit/html.js';
import type { Want } from '../state/rows.ts';
import type { Actions, Screen } from '../state/screen.ts';

/** A tab: everything the panel needs to know about it. */
export interface View {
  /** Kebab-case; kept in the panel's state. */
  readonly id: string;
  readonly title: string;
  /** Whether this run has anything to show here. */
  applies(screen: Screen): boolean;
  /** Small number in the tab; `null` for none. */
  count(screen: Screen): number | null;
  /** Rows this view shows that do not travel with a snapshot. */
  wants(screen: Screen): readonly Want[];
  render(screen: Screen, actions: Actions): TemplateResult;
}

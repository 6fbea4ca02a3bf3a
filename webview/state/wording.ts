import type { SharedPhrase, SignatureTerm } from '../../src/core/model/report.ts';
import type { SharedRow } from '../../src/core/tables/shared.ts';
import type { PanelReport } from '../../src/protocol/messages.ts';
import { countedOf } from './report.ts';
import type { ViewState } from './view-state.ts';

/** What the tab of signatures looks up in a report. */

/** Terms of one model that set it apart from the others, and how many outputs it gave. */
export interface Signature {
  readonly target: string;
  readonly n: number;
  readonly terms: readonly SignatureTerm[];
}

/** A signature for each of `targets`; `null` where the run has nothing to compare. */
export function signaturesByModel(report: PanelReport, targets: readonly string[]): readonly Signature[] | null {
  const { signatures, cells } = report;
  if (signatures === null) return null;
  return targets.map((target) => ({
    target,
    n: cells.filter((cell) => cell.target === target).reduce((sum, { counts }) => sum + countedOf(counts), 0),
    terms: signatures[target] ?? [],
  }));
}

/** What several models say, most telling first: shared parts, and in files of earlier versions, which have none, phrases. */
export function saidBySeveral({
  sharedParts,
  phrases,
}: Pick<PanelReport, 'sharedParts' | 'phrases'>): readonly SharedRow[] {
  const said: readonly SharedRow[] =
    sharedParts ?? phrasesByOrigin(phrases ?? []).own.map(({ phrase: text, ...rest }) => ({ text, ...rest }));
  return said.filter(({ byTarget }) => Object.values(byTarget).filter((outputs) => outputs > 0).length > 1);
}

/** Phrases in two lists: what the models say by themselves, and what the prompt had said before. */
export function phrasesByOrigin(phrases: readonly SharedPhrase[]): {
  readonly own: readonly SharedPhrase[];
  readonly echoed: readonly SharedPhrase[];
} {
  return { own: phrases.filter(({ echo }) => !echo), echoed: phrases.filter(({ echo }) => echo) };
}

/** Whether answers are so short that the signatures are of whole answers and not of words. */
export function areWholeAnswers({ pooled }: PanelReport): boolean {
  return (pooled['distinct-2']?.value ?? null) === null;
}

/** The outputs that hold a term or phrase; those of the answer, where the term is one. */
export function outputsWith(text: string, report: PanelReport): ViewState['outputs'] {
  const group = areWholeAnswers(report) ? report.groups.find(({ answer }) => answer === text) : undefined;
  return { filter: group === undefined ? text : '', group: group?.id ?? null, trait: null, through: null, open: [] };
}

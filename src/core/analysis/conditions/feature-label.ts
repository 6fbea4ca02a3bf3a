import type { ConditionFeature } from '../../model/conditions-report.ts';

/** What a table calls a feature: its label, and of words that titles hold `contains “truth”`. */
export function featureLabel({ label, match }: Pick<ConditionFeature, 'label' | 'match'>): string {
  return match === undefined ? label : `contains “${label}”`;
}

import type { PartEffect, ScreenedPart } from '../../core/model/screening-report.ts';

/** The bar beside a sentence: the longer the larger its effect, and full where fresh runs confirm it. */

/** How much is known of a part. */
export type Certainty = 'confirmed' | 'checked' | 'screened';

/** The effect that a part is shown with: that of the fresh runs where there is one. */
export function shownEffect({ fresh, screened }: Pick<ScreenedPart, 'fresh' | 'screened'>): PartEffect | undefined {
  return fresh?.[0] ?? screened[0];
}

export function certaintyOf({ fresh }: Pick<ScreenedPart, 'fresh'>): Certainty {
  const [effect] = fresh ?? [];
  return effect === undefined ? 'screened' : effect.verdict === 'differ' ? 'confirmed' : 'checked';
}

/** Steps of the length of a bar. */
export const STEPS = 5;

/** 0 ... `STEPS`: the size of the effect; 1 at least where it is not nothing. */
export function stepOf(part: Pick<ScreenedPart, 'fresh' | 'screened'>): number {
  const difference = Math.abs(shownEffect(part)?.difference ?? 0);
  return Math.min(STEPS, Math.max(0, Math.ceil(difference * STEPS - 1e-9)));
}

/** All that a bar shows: its step and how much is known. */
export type Look = `${number} ${Certainty}`;

export const lookOf = (part: Pick<ScreenedPart, 'fresh' | 'screened'>): Look => `${stepOf(part)} ${certaintyOf(part)}`;

const SIZE = 16;
const COLOURS: Readonly<Record<Certainty, string>> = { confirmed: '#3794ff', checked: '#808080', screened: '#808080' };

/** The drawing of a bar, for the gutter: from below, as high as the effect is large. */
export function barSvg(step: number, certainty: Certainty): string {
  const height = (SIZE * Math.max(step, 0.5)) / STEPS;
  const y = SIZE - height;
  const fill = certainty === 'screened' ? `fill="none" stroke="${COLOURS[certainty]}"` : `fill="${COLOURS[certainty]}"`;
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${SIZE}" height="${SIZE}" viewBox="0 0 ${SIZE} ${SIZE}"><rect x="9.5" y="${y + 0.5}" width="5" height="${Math.max(1, height - 1)}" ${fill}/></svg>`;
}

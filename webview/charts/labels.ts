/** A label above a bar. */
export interface LabelCandidate {
  readonly text: string;
  /** Middle of the bar, px. */
  readonly x: number;
  /** Width of the text, px. */
  readonly width: number;
  /** Higher bars get their labels first. */
  readonly weight: number;
}

/** A label and where its middle stands, px. */
export interface PlacedLabel {
  readonly text: string;
  readonly x: number;
}

/**
 * The labels that fit between `left` and `right` with `gap` pixels between them: the highest bars first, each moved
 * inwards where it would be cut at an edge, later ones left out where they would touch an earlier one.
 */
export function placeLabels(
  candidates: readonly LabelCandidate[],
  left: number,
  right: number,
  gap: number,
): readonly PlacedLabel[] {
  const placed: (PlacedLabel & { readonly half: number })[] = [];
  for (const { text, x, width } of [...candidates].sort((a, b) => b.weight - a.weight || a.x - b.x)) {
    const half = width / 2;
    const inside = Math.max(left + half, Math.min(right - half, x));
    const free = placed.every((other) => Math.abs(other.x - inside) >= other.half + half + gap);
    if (free) placed.push({ text, x: inside, half });
  }
  return placed.map(({ text, x }) => ({ text, x }));
}

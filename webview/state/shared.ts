/** Something that several outputs have: a title, a phrase, a name in their code. */
export interface SharedCount {
  /** Hostile text. */
  readonly text: string;
  readonly outputs: number;
  readonly byTarget: Readonly<Record<string, number>>;
  /** By condition id, where there are several. */
  readonly byCondition?: Readonly<Record<string, number>>;
}

/** The same as a table to copy: text, outputs, then one column per model and condition. */
export function sharedFigures(
  what: string,
  rows: readonly SharedCount[],
  targets: readonly { readonly id: string; readonly label: string }[],
  conditions: readonly string[],
): readonly (readonly (string | number)[])[] {
  const shown = conditions.length > 1 ? conditions : [];
  const own = (counts: Readonly<Record<string, number>> | undefined, id: string): number =>
    counts !== undefined && Object.hasOwn(counts, id) ? (counts[id] ?? 0) : 0;
  return [
    [what, 'Outputs', ...targets.map(({ label }) => label), ...shown],
    ...rows.map(({ text, outputs, byTarget, byCondition }) => [
      text,
      outputs,
      ...targets.map(({ id }) => own(byTarget, id)),
      ...shown.map((id) => own(byCondition, id)),
    ]),
  ];
}

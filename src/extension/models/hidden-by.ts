/** Those of some lines that a list does not show while this is typed into it, as far as its filter is known. */
export function hiddenBy<T extends { readonly label: string; readonly description: string }>(
  typed: string,
  lines: readonly T[],
): readonly T[] {
  const wanted = typed.trim().toLowerCase();
  return lines.filter(({ label, description }) => !`${label}\n${description}`.toLowerCase().includes(wanted));
}

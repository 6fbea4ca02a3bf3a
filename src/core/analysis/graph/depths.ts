/**
 * Longest way to each node of a graph without cycles, in edges. `after`: by node, where its edges lead, at most one to each
 * (Kahn 1962).
 */
export function depthsOf(after: readonly (readonly number[])[]): Int32Array {
  const depths = new Int32Array(after.length);
  const left = new Int32Array(after.length);
  for (const nodes of after) for (const node of nodes) left[node]! += 1;
  const ready = Array.from(left.keys()).filter((node) => left[node] === 0);
  for (const node of ready) {
    for (const next of after[node]!) {
      depths[next] = Math.max(depths[next]!, depths[node]! + 1);
      if (--left[next]! === 0) ready.push(next);
    }
  }
  return depths;
}

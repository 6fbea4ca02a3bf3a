/** Boxes of one column below each other, in a given order, each as near to where it wants to be as the others let it. */
export interface Stacked {
  readonly height: number;
  /** Where its middle wants to be, px from the top. */
  readonly wanted: number;
  /** How much that matters. */
  readonly weight: number;
}

/** Boxes that touch each other, moved as one. */
interface Block {
  /** Where the first one wants its top to be, on weighted average. */
  top: number;
  weight: number;
  count: number;
}

/** Tops of the boxes: the weighted squares of what they are off are least (pool adjacent violators). */
export function stacked(boxes: readonly Stacked[], gap: number): readonly number[] {
  const offsets: number[] = [];
  const blocks: Block[] = [];
  let offset = 0;
  for (const { height, wanted, weight } of boxes) {
    offsets.push(offset);
    let block: Block = { top: wanted - height / 2 - offset, weight, count: 1 };
    for (let last = blocks.at(-1); last !== undefined && last.top > block.top; last = blocks.at(-1)) {
      const both = last.weight + block.weight;
      const top = (last.top * last.weight + block.top * block.weight) / both;
      block = { top, weight: both, count: last.count + block.count };
      blocks.pop();
    }
    blocks.push(block);
    offset += height + gap;
  }
  const tops = blocks.flatMap(({ top, count }) => Array.from({ length: count }, () => top));
  return tops.map((top, index) => top + offsets[index]!);
}

import type { Embedding } from '../../core/ports.ts';
import { MalformedReply } from './failures.ts';

/** Most numbers of a vector that are read; the longest that are known have 4,096. */
const LONGEST_VECTOR = 65_536;

/** The vectors of a reply, one for each of `count` texts, all of one length. Throws `MalformedReply` for anything else. */
export function embedded(vectors: readonly unknown[], count: number, inputTokens: number | null): Embedding {
  if (vectors.length !== count) throw new MalformedReply('not a vector for each text');
  // Not `map`, which would pass over the holes of a list whose places a server named.
  const checked = Array.from(vectors, vectorOf);
  const [first] = checked;
  if (checked.some(({ length }) => length !== first?.length)) throw new MalformedReply('vectors of several lengths');
  return { kind: 'embedded', vectors: checked, usage: { inputTokens, outputTokens: 0 } };
}

function vectorOf(value: unknown): readonly number[] {
  const isVector = Array.isArray(value) && value.length > 0 && value.length <= LONGEST_VECTOR;
  if (!isVector || !value.every((one) => typeof one === 'number' && Number.isFinite(one))) {
    throw new MalformedReply('no vector');
  }
  return value as readonly number[];
}

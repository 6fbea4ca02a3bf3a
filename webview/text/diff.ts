import { diffArrays } from 'diff';
import { piecesOf } from './tokens.ts';

/** A part of two texts that are compared. */
export interface Change {
  /** `added`: only in the second text; `removed`: only in the first one. */
  readonly kind: 'same' | 'added' | 'removed';
  readonly text: string;
}

/** Most words that are taken away and put in until two texts count as different throughout. */
const MOST_CHANGES = 400;
/** Longer texts are not compared, UTF-16 units. */
const LONGEST = 50_000;

/**
 * What changes `from` into `to`, word by word, with the fewest words removed and added. `null` where that is more than 400
 * words, or a text is longer than 50,000 units: it would be no help to a reader.
 */
export function diffWords(from: string, to: string): readonly Change[] | null {
  if (from.length > LONGEST || to.length > LONGEST) return null;
  const changes = diffArrays([...piecesOf(from)], [...piecesOf(to)], { maxEditLength: MOST_CHANGES });
  if (changes === undefined) return null;
  const kindOf = ({ added, removed }: (typeof changes)[number]): Change['kind'] =>
    added ? 'added' : removed ? 'removed' : 'same';
  return joined(changes.map((change) => ({ kind: kindOf(change), text: change.value.join('') })));
}

/**
 * Neighbours of one kind as one part; of a stretch that changed, what was there before what is there. White space
 * between two changes belongs to them, or a sentence that is another one would be cut at every word.
 */
function joined(steps: readonly Change[]): readonly Change[] {
  const changes: Change[] = [];
  let removed = '';
  let added = '';
  let kept = '';
  const add = (kind: Change['kind'], text: string): void => void (text !== '' && changes.push({ kind, text }));
  const endChange = (): void => {
    add('removed', removed);
    add('added', added);
    removed = added = '';
  };
  for (const { kind, text } of steps) {
    if (kind === 'same') {
      kept += text;
      continue;
    }
    const isBetween = removed + added !== '' && /^\s*$/.test(kept);
    if (isBetween) {
      removed += kept;
      added += kept;
    } else {
      endChange();
      add('same', kept);
    }
    kept = '';
    if (kind === 'removed') removed += text;
    else added += text;
  }
  endChange();
  add('same', kept);
  return changes;
}

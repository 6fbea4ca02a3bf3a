import { trialKeySchema } from '../../model/run.ts';
import { count, described, only, type Of } from '../../model/schema.ts';

/** What names a piece of a path; whoever adds to it makes a schema of its own of these members. */
export const PATH_PIECE = { ...trialKeySchema.entries, from: count, to: count };

export const pathPieceSchema = described(
  only(PATH_PIECE),
  'Only outputs that take this piece of the path of one of them through the graph: from one word to another, counted from 1, both included; 0 is before the first word, and one more than there are words is behind the last.',
);
/** A piece of an output's path through the graph. */
export interface PathPiece extends Of<typeof pathPieceSchema> {}

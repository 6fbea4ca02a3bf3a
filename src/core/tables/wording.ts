import type { EchoTerm, SharedPart, SharedPhrase, SignatureTerm } from '../model/words-report.ts';
import type { Run } from '../model/run.ts';
import { columnsOver } from './column.ts';
import { estimate, labelIn } from './common.ts';
import { sharedColumns } from './shared.ts';

type Targets = Pick<Run, 'targets'>;

/** Names, words and phrases that many outputs share. */
export function partColumns(run: Pick<Run, 'targets' | 'conditions'>) {
  const { share } = columnsOver<SharedPart>();
  return {
    ...sharedColumns(run, 'part'),
    share: share('share', 'Share', ({ share: value }) => estimate(value)),
  };
}

/** Phrases that several outputs hold. */
export function phraseColumns({ targets }: Targets) {
  const { text, count, part, factor } = columnsOver<SharedPhrase>();
  return {
    phrase: text('phrase', 'Phrase', ({ phrase }) => phrase),
    outputs: count('outputs', 'Outputs', ({ outputs }) => outputs),
    // Files of earlier versions do not say which models these are.
    models: part('models', 'Models', ({ targets: saying }) => [saying, targets.length]),
    lift: factor('lift', 'Against chance', ({ lift }) => lift),
    echo: text('echo', 'From the prompt', ({ echo }) => (echo ? 'yes' : '')),
  };
}

/** A term that sets a model apart. */
export interface SignatureRow {
  readonly target: string;
  readonly term: SignatureTerm;
}

export const signatureRows = (
  signatures: Readonly<Record<string, readonly SignatureTerm[]>> | null,
  most = Infinity,
): readonly SignatureRow[] =>
  Object.entries(signatures ?? {}).flatMap(([target, terms]) => terms.slice(0, most).map((term) => ({ target, term })));

/** What each model says more often than the others. */
export function signatureColumns({ targets }: Targets) {
  const { text, count, measure, p } = columnsOver<SignatureRow>();
  return {
    model: text('model', 'Model', ({ target }) => labelIn(targets, target)),
    term: text('term', 'Term', ({ term }) => term.term),
    outputs: count('outputs', 'Outputs', ({ term }) => term.documents),
    others: count('others', 'Others', ({ term }) => term.otherDocuments),
    z: measure('z', 'z', ({ term }) => term.z),
    p: p('p-corrected', 'p (corrected)', ({ term }) => ({ p: term.pAdjusted, isAtFloor: false })),
  };
}

/** What outputs took from the prompt. */
export function echoColumns() {
  const { text, count, share } = columnsOver<EchoTerm>();
  return {
    term: text('term', 'Term', ({ term }) => term),
    kind: text('kind', 'Kind', ({ kind }) => kind),
    outputs: count('outputs', 'Outputs', ({ outputs }) => outputs),
    share: share('share', 'Share', ({ rate }) => estimate(rate)),
  };
}

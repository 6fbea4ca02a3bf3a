import type { RewriteRow, RewritesReport, ValidityLoss } from '../model/rewrites-report.ts';
import { columnsOver } from './column.ts';

const VERDICTS: Readonly<Record<NonNullable<RewriteRow['verdict']>, string>> = {
  better: 'better',
  'less-valid': 'less valid',
  'no-better': 'no better',
  undecided: 'undecided',
};

const points = (share: number): string => `${String(Math.round(100 * share) || 0).replace('-', '−')}%`;
const lossText = ({ difference, interval }: ValidityLoss): string =>
  `${points(difference)}${interval === null ? '' : ` (${interval.map(points).join(' to ')})`}`;

/** One row for the prompt as it stands, and one for each rewrite. */
export function rewriteColumns({ runs }: Pick<RewritesReport, 'runs'>) {
  const { text, count, figure, ratio, share, p, usd } = columnsOver<RewriteRow>();
  return {
    prompt: text('rewrite', 'Prompt', ({ condition }) => condition),
    calls: count('calls', 'Calls', ({ calls }) => calls),
    effective: figure('effective-in-calls', `Effective per ${String(runs)} calls`, ({ effective }) =>
      effective === null ? null : { ...effective, interval: null },
    ),
    gain: ratio('gain', 'Gain (95% CI)', ({ gain }) => gain),
    valid: share('valid', 'Valid', ({ validity }) => (validity === null ? null : { value: validity, interval: null })),
    loss: text('validity-lost', 'Valid lost (95% CI)', ({ loss }) => (loss === null ? '' : lossText(loss))),
    pHolm: p('p-holm', 'p (Holm)', ({ gain }) => (gain === null ? null : { p: gain.pHolm, isAtFloor: false })),
    costPerCall: usd('cost-per-call', 'Cost per call', ({ costPerCall }) => ({ known: costPerCall, isWhole: true })),
    cost: usd('cost-per-effective', 'Cost per effective answer', ({ costPerEffective }) => ({
      known: costPerEffective,
      isWhole: true,
    })),
    verdict: text('verdict', 'Verdict', ({ verdict }) => (verdict === null ? '' : VERDICTS[verdict])),
  };
}

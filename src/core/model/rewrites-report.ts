import {
  amount,
  count,
  described,
  flag,
  list,
  number,
  oneOf,
  optional,
  orNull,
  shape,
  text,
  type Of,
} from './schema.ts';
import { intervalOrNull } from './statistic.ts';

/** Rewrites of a prompt that were tried, and what each is worth. */

const ROW_VERDICTS = ['better', 'less-valid', 'no-better', 'undecided'] as const;
/** What is found about one rewrite. */
export type RewriteVerdict = (typeof ROW_VERDICTS)[number];

const gainSchema = described(
  shape({
    value: described(number, 'Effective answers of the rewrite over those of the prompt as it stands, same models.'),
    interval: described(intervalOrNull, '95% confidence interval.'),
    p: described(number, 'Of no gain and no loss, two-sided: from the interval.'),
    pHolm: described(number, 'Corrected by Holm for all rewrites of the run; of fresh runs p itself.'),
  }),
  'What a rewrite multiplies the effective answers with.',
);
export interface RewriteGain extends Of<typeof gainSchema> {}

const lossSchema = described(
  shape({
    difference: described(number, 'Share of valid calls less than with the prompt as it stands, -1 ... 1.'),
    interval: described(intervalOrNull, '95% interval (Newcombe 1998).'),
    p: described(orNull(number), "Fisher's exact test, or its stratified form; null where nothing can differ."),
    pHolm: described(orNull(number), 'Corrected by Holm for all rewrites of the run; of fresh runs p itself.'),
  }),
  'What a rewrite loses of the valid calls.',
);
export interface ValidityLoss extends Of<typeof lossSchema> {}

const rowSchema = shape({
  condition: described(text, 'Id of the condition.'),
  template: described(text, 'Id of the template that it was made with; as-it-stands: the prompt itself.'),
  calls: described(count, 'Calls that were settled, those that failed left out.'),
  valid: described(
    count,
    'Calls that gave an answer that counts and has the form of the answers to the prompt itself.',
  ),
  offFormat: described(
    count,
    'Calls whose answer was read and is so much longer than all answers to the prompt itself that it has another form.',
  ),
  validity: described(orNull(number), 'valid / calls; null without calls.'),
  interval: described(intervalOrNull, 'Wilson interval of it, 95%.'),
  effective: described(
    orNull(
      shape({
        value: number,
        interval: described(intervalOrNull, '95% confidence interval.'),
      }),
    ),
    'Effective answers (inverse Simpson) in as many valid calls as there are runs of each model, mean agreement of the models; only answers of different calls, or chains of calls, are paired. Null for too few calls.',
  ),
  gain: described(orNull(gainSchema), 'null for the prompt itself, and for too few calls.'),
  loss: described(orNull(lossSchema), 'null for the prompt itself, and without calls.'),
  models: described(
    list(text),
    'Targets that it is compared on: those with enough calls that took the parameter it is about.',
  ),
  costPerCall: described(orNull(amount), 'US dollars; null where it is not known.'),
  costPerEffective: described(
    orNull(amount),
    'US dollars that a model takes for one effective answer: for as many valid calls as there are runs. Null where it is not known.',
  ),
  verdict: described(orNull(oneOf(ROW_VERDICTS)), 'null for the prompt itself.'),
});
/** One rewrite, or the prompt as it stands. */
export interface RewriteRow extends Of<typeof rowSchema> {}

const VERDICTS = ['confirmed', 'not-confirmed', 'unconfirmed', 'none-helps', 'undecided'] as const;
/** What is found about all rewrites. */
export type RewritesVerdict = (typeof VERDICTS)[number];

export const rewritesSchema = described(
  shape({
    want: described(oneOf(['many', 'one']), 'Whether more different answers are wanted, or one.'),
    runs: described(count, 'Runs of each model: the calls that effective answers are counted in.'),
    rows: described(list(rowSchema), 'The prompt as it stands, then its rewrites, in the order of the run.'),
    best: described(
      orNull(text),
      'Condition with the best gain of those that are better and no less valid in the first part; null for none.',
    ),
    fresh: described(
      orNull(list(rowSchema)),
      'The prompt as it stands and the best rewrite in fresh runs, which nothing was chosen by; null before there are any.',
    ),
    isPartial: optional(described(flag, 'Whether calls of it are still missing; absent when none is.')),
    verdict: described(
      oneOf(VERDICTS),
      'confirmed: the best one is better in fresh runs, too; unconfirmed: there are none yet; none-helps: every gain that matters is ruled out, or the answers are less valid; undecided: there are not enough runs.',
    ),
  }),
  'Rewrites of the prompt that were tried.',
);
/** Rewrites of the prompt that were tried. */
export interface RewritesReport extends Of<typeof rewritesSchema> {}

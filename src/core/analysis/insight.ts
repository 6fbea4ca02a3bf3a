import type { Insight } from '../model/report.ts';
import type { RunRecord } from '../model/run.ts';
import { conditionsHeadline } from './insight/conditions.ts';
import { leftOut, sources, targetsBySource, type Figures } from './insight/details.ts';
import { echoSentences } from './insight/echo.ts';
import { evidenceOf, type Evidence } from './insight/evidence.ts';
import { aboutTheRun, findings } from './insight/findings.ts';
import { headlineOf, type Headline } from './insight/headline.ts';
import { aboutRewrites, rewritesHeadline } from './insight/rewrites.ts';
import { screeningFindings, screeningHeadline } from './insight/screening.ts';
import { verdictOf } from './insight/verdict.ts';
import { continued, quote } from '../text/prose.ts';
import { otherParameters } from './insight/parameters.ts';

/** Before there are two answers. */
function nothingYet({ record, report, counts }: Evidence): Insight {
  const waiting = counts.trials === 0 && record.run.status === 'running';
  const one =
    report.funnel.outputs === 1
      ? 'Too few runs. One answer alone cannot agree with another.'
      : 'No verdict. No answer could be counted.';
  const details = [...leftOut(report), ...otherParameters(record), ...sources(record)];
  return { verdict: 'undecided', level: 'undecided', headline: waiting ? 'No answers yet.' : one, details };
}

/** Answers of a simulation say nothing about any model or prompt, so that nothing is said about them. */
function isDemo({ trials }: RunRecord): boolean {
  return targetsBySource(trials).has('simulated');
}

function demo({ record, report }: Evidence): Insight {
  const areAll = record.trials.every(({ source }) => source === 'simulated');
  const details = [...leftOut(report), ...(areAll ? [] : sources(record))];
  return { verdict: 'undecided', level: 'undecided', headline: areAll ? DEMO : MIXED, details };
}

const DEMO = 'Demo: these answers are made up. No model was asked, so there is no verdict.';
const MIXED = 'Demo: some of these answers are made up. There is no verdict on a mixture.';

function describe(evidence: Evidence): Insight {
  const { record, report } = evidence;
  if (isDemo(record)) return demo(evidence);
  const { run } = record;
  const finding = verdictOf(evidence);
  const { verdict } = finding;
  // The control may still be waiting while others have answered.
  const isLost = verdict === 'refused' || verdict === 'unreadable';
  if (report.funnel.outputs < 2 && !(isLost && report.counts.trials > 1)) return nothingYet(evidence);
  if (report.screening !== undefined) {
    const details = [...screeningFindings(report.screening, run), ...aboutTheRun(evidence)];
    return { ...finding, headline: asText(screeningHeadline(report.screening)), details };
  }
  const echo = echoSentences(report, run);
  const own = headlineOf(evidence, finding);
  const isOfConditions = report.conditions !== null && verdict !== 'determinism';
  const { rewrites } = report;
  const compared = isOfConditions ? conditionsHeadline(report.conditions, run) : own;
  const main = rewrites === undefined ? compared : rewritesHeadline(rewrites);
  const control = quote(report.conditions?.control ?? '', 'text');
  const underControl = isOfConditions ? `Under ${control}: ${asText(own)}` : null;
  return {
    ...finding,
    headline: asText(main),
    details: [
      ...(rewrites === undefined ? [] : aboutRewrites(rewrites, run)),
      ...findings(evidence, finding, { headline: own, echo, underControl }),
    ],
  };
}

const asText = ({ claim, sentence }: Headline) => (sentence === '' ? `${claim}.` : `${claim}. ${sentence}`);

/**
 * What was found, in plain words: the verdict of docs/statistics.md, a headline that claims it in a few words and says it in a
 * sentence, and findings, what matters most first. Every figure is taken from the report or is a sum of its counts.
 */
export function describeRun(record: RunRecord, report: Figures): Insight {
  const insight = describe(evidenceOf(record, report));
  const soFar = record.run.status === 'running' && report.funnel.outputs > 1 && !isDemo(record);
  return soFar ? { ...insight, headline: `So far: ${continued(insight.headline)}` } : insight;
}

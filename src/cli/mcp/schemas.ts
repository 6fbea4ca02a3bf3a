import * as z from 'zod';
import { MCP_TOOLS } from '../strings/mcp-tools.ts';

/** What tools take and give. The SDK checks both, and publishes them as JSON Schema. */

const { arguments: ABOUT } = MCP_TOOLS;
/** UTF-16 units: more than the context of a model holds. */
const LONGEST_PROMPT = 1_000_000;
const MOST_OUTPUTS = 5_000;
const LONGEST_NAME = 300;

const name = z.string().min(1).max(LONGEST_NAME);
const extract = z.string().min(1).max(LONGEST_NAME).optional().describe(ABOUT.extract);

/** Arguments of `probe_prompt` and `estimate_cost`. */
export const probeInput = z.strictObject({
  prompt: z.string().min(1).max(LONGEST_PROMPT).describe(ABOUT.prompt),
  system: z.string().min(1).max(LONGEST_PROMPT).optional().describe(ABOUT.system),
  models: z.array(name).min(1).max(20).optional().describe(ABOUT.models),
  runs: z.int().min(1).max(10_000).default(10).describe(ABOUT.runs),
  budgetUsd: z.number().positive().optional().describe(ABOUT.budget),
  temperature: z.number().min(0).max(2).optional().describe(ABOUT.temperature),
  maxTokens: z.int().min(1).optional().describe(ABOUT.maxTokens),
  extract,
});
export type ProbeInput = z.output<typeof probeInput>;

/** Arguments of `analyze_outputs`. */
export const analyzeInput = z.strictObject({
  outputs: z.array(z.string()).min(1).max(MOST_OUTPUTS).optional().describe(ABOUT.outputs),
  run: name.optional().describe(ABOUT.run),
  prompt: z.string().max(LONGEST_PROMPT).optional().describe(ABOUT.askedPrompt),
  extract,
});
export type AnalyzeInput = z.output<typeof analyzeInput>;

/** Arguments of `compare_runs`. */
export const compareInput = z.strictObject({
  before: name.describe(ABOUT.before),
  after: name.describe(ABOUT.after),
  extract,
});
export type CompareInput = z.output<typeof compareInput>;

/** Arguments of `list_runs`. */
export const listInput = z.strictObject({ limit: z.int().min(1).max(100).default(20).describe(ABOUT.limit) });
export type ListInput = z.output<typeof listInput>;

const count = z.int().min(0);
const interval = z.tuple([z.number(), z.number()]).nullable().describe('95%.');
const estimate = z.object({ value: z.number().nullable(), interval });
const usd = z.number().min(0).describe('US dollars.');
const range = z.object({ low: z.number(), high: z.number() });
const notice = z.string();

/** A report in short. What models wrote is in `untrusted` alone. */
export const reportOutput = z.object({
  verdict: z.string(),
  level: z.string(),
  sources: z.array(z.string()).describe('live, recorded, simulated or imported.'),
  counts: z.object({
    trials: count,
    completed: count,
    refused: count,
    empty: count,
    failed: count,
    cancelled: count,
    unparsed: count,
  }),
  n: count.describe('Answers that count.'),
  different: count.describe('Different answers.'),
  effectiveAnswers: estimate,
  models: z.array(
    z.object({
      answered: count,
      trials: count,
      different: count.nullable(),
      effectiveAnswers: estimate,
      agreement: estimate.describe('The chance that two of its answers agree.'),
      modalShare: estimate.describe('Share of its most frequent answer.'),
    }),
  ),
  answers: z
    .array(z.object({ count, share: z.number(), byModel: z.array(count) }))
    .describe('Most frequent ones, in the order of untrusted.answers; byModel in the order of untrusted.labels.'),
  untrusted: z.object({
    notice,
    headline: z.string(),
    findings: z.array(z.string()),
    labels: z.array(z.string()),
    models: z.array(z.object({ model: z.string(), condition: z.string(), modalAnswer: z.string().nullable() })),
    answers: z.array(z.string()),
  }),
});
export type ReportOutput = z.output<typeof reportOutput>;

export const probeOutput = z.object({
  run: z.string().nullable().describe('Its name; null when it could not be kept.'),
  isWhole: z.boolean().describe('Whether all calls were sent and answered, or failed.'),
  stopped: z.string().nullable().describe('Why it ended before that.'),
  spentUsd: usd.describe('US dollars that it may have cost at most.'),
  budgetUsd: usd.describe('US dollars that it might have cost.'),
  sessionLeftUsd: usd.describe('US dollars left for all calls of this server.'),
  report: reportOutput,
});

export type ProbeOutput = z.output<typeof probeOutput>;

export const estimateOutput = z.object({
  calls: count.describe('To servers.'),
  inputTokens: count,
  outputTokens: range,
  costUsd: range.nullable().describe('US dollars; null when no price is known.'),
  unpriced: z.array(z.string()).describe('Models without a known price.'),
  isAllowed: z.boolean(),
  refusal: z.string().nullable().describe('Why it is not allowed.'),
  budgetUsd: usd.describe('US dollars that it may cost.'),
  sessionLeftUsd: usd.describe('US dollars left for all calls of this server.'),
  mostCalls: count.describe('Calls to models that one probe may send.'),
});

export type EstimateOutput = z.output<typeof estimateOutput>;

export const analyzeOutput = z.object({ report: reportOutput });
export type AnalyzeOutput = z.output<typeof analyzeOutput>;

const change = z.object({
  nBefore: count,
  nAfter: count,
  effectiveBefore: z.number().nullable(),
  effectiveAfter: z.number().nullable(),
  ratio: z.number().nullable(),
  ratioInterval: interval,
  effectiveP: z.number().nullable(),
  distributionP: z.number().nullable(),
  verdict: z.string(),
});

export const compareOutput = z.object({
  verdict: z.string().describe('more-varied, less-varied, other-answers, unchanged or undecided.'),
  runsToDecide: z.number().nullable(),
  all: change,
  models: z.array(change),
  answers: z.array(
    z.object({
      before: z.object({ count, n: count }),
      after: z.object({ count, n: count }),
      difference: z.number().nullable(),
      interval,
      verdict: z.string().nullable().describe('alike, differ or undecided; null when it was not tested.'),
    }),
  ),
  untrusted: z.object({
    notice,
    sentences: z.array(z.string()),
    models: z.array(z.string()),
    answers: z.array(z.string()),
  }),
});
export type CompareOutput = z.output<typeof compareOutput>;

export const listOutput = z.object({
  runs: z.array(
    z.object({
      run: z.string(),
      createdAt: z.string(),
      runsOfEach: count.describe('Of each model.'),
      calls: count,
      missing: count,
    }),
  ),
  untrusted: z.object({
    notice,
    runs: z.array(z.object({ prompt: z.string(), models: z.array(z.string()) })).describe('In the order of runs.'),
    files: z.array(z.string()).describe('Run files of the working folder.'),
  }),
});
export type ListOutput = z.output<typeof listOutput>;

/** What a figure means, for somebody who sees it for the first time. */
export interface Explanation {
  readonly name: string;
  /** One sentence. */
  readonly what: string;
  /** A small one. */
  readonly example: string;
  /** Heading of docs/statistics.md, as links to it are written. */
  readonly section: string;
}

const DISTINCT = 'different-answers-distinct-unique-ratio';
const EFFECTIVE = 'effective-answers-effective-answers-effective-answers-estimated';
const ENTROPY = 'entropy-entropy-entropy-chao-wang-jost-normalized-entropy';
const ORDERS = 'order-2-and-infinity-effective-answers-2-effective-answers-inf';
const COLLISION = 'agreement-collision-collision-plugin';
const MODAL = 'share-of-the-modal-answer-modal-share';
const COVERAGE = 'how-much-was-seen-coverage-good-turing-coverage-chao-jost';
const FAIR = 'is-it-a-fair-draw-chisquare-g-p-pg';
const PAIRS = 'do-they-differ-p-pholm-verdict';
const DIVERGENCE = 'divergence-of-two-models-jensenshannonbits';
const REWRITES = 'rewrites-rewrites';
const SCREENING = 'which-words-make-the-answer-screening';
const COMPARED = 'two-runs-compared';
const ALL = 'the-figures-one-by-one';

const explanation = (name: string, what: string, example: string, section: string): Explanation => ({
  name,
  what,
  example,
  section,
});

/** By the id of a statistic, or by what a column holds. */
export const EXPLANATIONS = {
  distinct: explanation(
    'Different answers',
    'How many different answers came; those that are the same in other words count once.',
    'Mango, mango! and Apple are 2 different answers.',
    DISTINCT,
  ),
  'unique-ratio': explanation(
    'Different answers per run',
    'Different answers divided by the runs; only comparable between equal numbers of runs.',
    '2 different answers in 10 runs: 20%.',
    DISTINCT,
  ),
  'effective-answers': explanation(
    'Effective answers',
    'How many equally likely answers would be as varied as these.',
    '7.2 is as varied as about 7 equally likely answers; 1 is always the same answer.',
    EFFECTIVE,
  ),
  'effective-answers-estimated': explanation(
    'Effective answers, unseen ones estimated',
    'Effective answers with those that have not come yet, estimated from those that came once or twice.',
    'Many answers that came once raise it above what was seen.',
    EFFECTIVE,
  ),
  'effective-answers-2': explanation(
    'Effective answers, order 2',
    'Effective answers that weigh frequent answers more and rare ones less.',
    'Two answers, each in half of the runs: 2.',
    ORDERS,
  ),
  'effective-answers-inf': explanation(
    'Effective answers, order infinity',
    'One divided by the share of the most frequent answer: nothing else counts.',
    'The most frequent answer in half of the runs: 2.',
    ORDERS,
  ),
  entropy: explanation(
    'Entropy',
    'Shannon’s measure of how varied answers are, in nats.',
    '0 is always the same answer; two equally likely answers have 0.69.',
    ENTROPY,
  ),
  'entropy-chao-wang-jost': explanation(
    'Entropy, unseen answers estimated',
    'Entropy with answers that have not come yet, estimated from those that came once or twice.',
    'It is above the entropy of what was seen where much came only once.',
    ENTROPY,
  ),
  'normalized-entropy': explanation(
    'Entropy, of the most possible',
    'Entropy divided by the most that it could be.',
    '1 is as even as can be, 0 is always the same answer.',
    ENTROPY,
  ),
  collision: explanation(
    'Agreement',
    'The chance that two runs give the same answer.',
    'Two answers, each in half of the runs: about 50%.',
    COLLISION,
  ),
  'collision-plugin': explanation(
    'Agreement, plug-in',
    'The same with each run also compared with itself, as other tools count it; too high for few runs.',
    '10 runs that all differ: 10%, although no two agree.',
    COLLISION,
  ),
  'modal-share': explanation(
    'Share of the most frequent answer',
    'How many of the runs give the answer that comes most often.',
    '42 in 49 of 50 runs: 98%.',
    MODAL,
  ),
  chao1: explanation(
    'Different answers in all, estimated',
    'At least so many different answers exist, judged by those that came once or twice.',
    '10 answers, 4 of them once and 2 twice: at least 12 exist.',
    'at-least-so-many-answers-chao1',
  ),
  'coverage-good-turing': explanation(
    'Sample coverage',
    'How many of further runs would give an answer that has been seen already.',
    '96%: of 100 further runs about 4 would bring an answer that is new.',
    COVERAGE,
  ),
  'coverage-chao-jost': explanation(
    'Sample coverage (Chao and Jost)',
    'Sample coverage by an estimate that uses the answers that came twice, too.',
    '96%: of 100 further runs about 4 would bring an answer that is new.',
    COVERAGE,
  ),
  'distinct-2': explanation(
    'Different word pairs',
    'How many of the pairs of neighbouring words of a text are different.',
    '1 repeats no pair; lower values repeat phrases.',
    'distinct-2-distinct-2',
  ),
  'compression-ratio': explanation(
    'Compression ratio',
    'How much smaller the texts become when what they repeat is written once.',
    '3: a third of the size. The more texts share, the higher.',
    'compression-ratio-compression-ratio',
  ),
  'self-repetition': explanation(
    'Self-repetition',
    'How much of the texts consists of four words in a row that other texts hold as well.',
    '0: no four words come in two texts.',
    'self-repetition-self-repetition',
  ),
  homogenization: explanation(
    'Homogenisation',
    'How much two texts have in common on average, word by word in their order (ROUGE-L).',
    '1: all the same text; 0: not a word in common.',
    'homogenisation-homogenization',
  ),
  vendi: explanation(
    'Vendi score',
    'How many entirely different texts would be as varied as these.',
    '5.0 of 20 texts: as varied as 5 that have nothing in common.',
    'vendi-score-vendi',
  ),
  'effective-models': explanation(
    'Effective models',
    'How many models without an answer in common would be as different as these; beside it, what samples of one model would give.',
    '1.8 of 3: further apart than chance makes one model, closer than three that share nothing.',
    'effective-models-effectivemodels',
  ),
  'convergence-index': explanation(
    'Convergence index',
    'How often two models agree, divided by how often one model agrees with itself.',
    '1: they are interchangeable; 0: they share no answer.',
    'convergence-index-convergenceindex',
  ),
  'told-apart': explanation(
    'Told apart',
    'How many outputs a classifier that has seen all the others puts to the model that wrote them; the band is what it gets when the names are shuffled.',
    '22 of 30, guessing would get 10: one output often tells who wrote it.',
    'told-apart-toldapart',
  ),
  agreement: explanation(
    'Agreement',
    'The chance that two runs of the model give the same answer.',
    'Two answers, each in half of the runs: about 50%.',
    'two-agreements-agreementwithin-agreementbetween',
  ),
  share: explanation(
    'Share',
    'How many of all answers that count are this one; the line below a bar is its 95% interval.',
    '33 of 150 answers: 22%.',
    MODAL,
  ),
  times: explanation('Times', 'How often this came, all models together.', '59: in 59 runs.', ALL),
  graph: explanation(
    'Graph of outputs',
    'Each output is a path from left to right; words that several outputs say at the same place are drawn once.',
    '“Why did the fox run?” and “Why did the bear run?” part at “fox” and “bear”, and meet again at “run?”.',
    'graph-of-outputs-graph',
  ),
  outputs: explanation(
    'Outputs',
    'How many outputs hold this, each counted once.',
    '17 of 30: in more than half.',
    ALL,
  ),
  models: explanation('Models', 'How many of the models gave this at least once.', '2 of 3: one never did.', ALL),
  n: explanation(
    'n',
    'How many answers the figures in this row are computed on.',
    'Figures of 5 runs say little, of 50 much.',
    ALL,
  ),
  value: explanation('Value', 'The figure for all answers together.', 'Each row says what it means.', ALL),
  interval: explanation(
    '95% interval',
    'The range in which the true figure lies: ranges made this way hold it in 95 of 100 runs.',
    '7.2 (5.9–8.7): hardly below 5.9 or above 8.7.',
    ALL,
  ),
  'fair-draw': explanation(
    'A fair draw',
    'What 95% of as many fair draws over the same range would give.',
    'Figures outside of it are no fair draw’s.',
    'null-bands',
  ),
  answered: explanation(
    'Answered',
    'How many runs came back with an output; failed and refused ones are not among them.',
    '48 of 50: two were refused or failed.',
    ALL,
  ),
  uniform: explanation(
    'Uniform?',
    'How likely a fair draw would be at least as uneven as these numbers (chi-square test).',
    'p < 0.0001: a fair draw hardly ever looks like this.',
    FAIR,
  ),
  g: explanation(
    'By G',
    'The same question by the likelihood ratio, which weighs rare numbers otherwise.',
    'Both small: the numbers are no fair draw.',
    FAIR,
  ),
  latency: explanation('Median latency', 'Half of the calls took longer than this, half were shorter.', '1.1 s', ALL),
  cost: explanation(
    'Cost',
    'US dollars, from the tokens that were really used and the prices of the model.',
    'A dash: no price or no usage is known.',
    ALL,
  ),
  change: explanation(
    'Change',
    'Effective answers under this condition minus those under the control.',
    '+2.3: as varied as 2.3 further answers.',
    'more-or-less-varied-conditionseffective',
  ),
  'effective-in-calls': explanation(
    'Effective answers in so many calls',
    'How many equally likely answers would be as varied as those of so many valid calls to a model, where only answers of different calls are compared.',
    'Five answers at once count no more than one.',
    REWRITES,
  ),
  gain: explanation(
    'Gain',
    'Effective answers with the rewrite divided by those of the prompt as it stands, with the 95% interval.',
    '×2.8 (2.2 to 3.5): nearly three times as varied; an interval around 1 may be no gain.',
    REWRITES,
  ),
  valid: explanation(
    'Valid',
    'Share of the calls whose answer counts and has the form of the answers to the prompt as it stands.',
    '91%: nine of a hundred calls were refused, empty, unreadable or of another form.',
    REWRITES,
  ),
  'validity-lost': explanation(
    'Valid answers lost',
    'Share of valid calls that the rewrite loses against the prompt as it stands, with the 95% interval.',
    '9% (3% to 17%): of a hundred calls nine more give no valid answer.',
    REWRITES,
  ),
  'cost-per-effective': explanation(
    'Cost of an effective answer',
    'What the calls to a model cost, those without a valid answer included, divided by the effective answers that they give.',
    '$0.0005: two thousand effective answers for a dollar.',
    REWRITES,
  ),
  'screened-effect': explanation(
    'Effect in the screening',
    'Share of the outputs with the answer where the part is there minus the share where it is not, over versions that lack about half of the others.',
    '+58 (18 to 78): the answer is 58 points more frequent with this sentence.',
    SCREENING,
  ),
  surprise: explanation(
    'Bits',
    'How much more surprising outputs are with the part than without it, for who knows the answers to the whole prompt.',
    '−1.0: with it, an output is typically twice as likely.',
    SCREENING,
  ),
  'fresh-effect': explanation(
    'Effect in fresh runs',
    'Share of the outputs with the answer to the whole prompt minus the share where this part alone is left out.',
    '+75 (46 to 87): 18 of 20 with it, 3 of 20 without it.',
    SCREENING,
  ),
  'with-part': explanation(
    'With it',
    'Share of the fresh runs of the whole prompt that give the answer.',
    '90%: 18 of 20.',
    SCREENING,
  ),
  'without-part': explanation(
    'Without it',
    'Share of the fresh runs that give the answer though this part is left out.',
    '15%: 3 of 20.',
    SCREENING,
  ),
  'share-change': explanation(
    'Change',
    'Share of the outputs after minus the one before, in percentage points, with its 95% interval.',
    '+8 (+3 to +14): from 20% to 28%; between 3 and 14 points are plausible.',
    COMPARED,
  ),
  'effective-factor': explanation(
    'Factor',
    'Effective answers after divided by those before, with its 95% interval.',
    '× 0.50: half as varied as before; an interval around 1 may be no change.',
    COMPARED,
  ),
  p: explanation(
    'p',
    'How likely chance alone would make a difference at least as large as this one.',
    '0.03: in 3 of 100 runs without any real difference.',
    PAIRS,
  ),
  'p-holm': explanation(
    'p (Holm)',
    'The same, corrected for how many differences were looked at.',
    'Below 0.05 it counts as a difference.',
    PAIRS,
  ),
  others: explanation('Others', 'How many outputs of the other models hold this.', '0: only this model says it.', ALL),
  z: explanation(
    'z',
    'How much more often this model says it than the others, in standard errors (log-odds).',
    '3 is hardly chance.',
    'signatures-signatures',
  ),
  lift: explanation(
    'Against chance',
    'How much more often it comes than its parts would meet by chance.',
    '2.0: twice as often.',
    'shared-phrases-phrases',
  ),
  divergence: explanation(
    'Divergence',
    'How differently two models answer (Jensen-Shannon, in bits).',
    '0: the same answers as often; 1: not one answer in common.',
    DIVERGENCE,
  ),
  'divergence-null': explanation(
    'By chance',
    'The divergence that two samples of one model of this size show on average.',
    'A divergence that is hardly higher says nothing.',
    DIVERGENCE,
  ),
  overlap: explanation(
    'Overlap',
    'How much of what two models answer they have in common.',
    '50%: half of the answers of one come from the other as often.',
    PAIRS,
  ),
  'same-answer': explanation(
    'Agreement',
    'The chance that a run of one model and a run of the other give the same answer.',
    '11%: in about one of nine pairs of runs.',
    PAIRS,
  ),
  mean: explanation('Mean', 'The sum of the numbers divided by how many there are.', '1, 2 and 6: 3.', 'numbers'),
  median: explanation('Median', 'Half of the numbers are below it, half above.', '1, 2 and 6: 2.', 'numbers'),
  range: explanation('Range', 'The smallest and the largest number that came.', '1, 2 and 6: 1 to 6.', 'numbers'),
  rarefaction: explanation(
    'At equal runs',
    'How many different answers a model would show in as few runs as the one with the fewest.',
    '50 runs show more answers than 10 by themselves; this compares both at 10.',
    'at-equal-runs-rarefaction',
  ),
  'code-size': explanation(
    'Size',
    'The median over the outputs of this model.',
    'Half are longer, half are shorter.',
    ALL,
  ),
} as const satisfies Readonly<Record<string, Explanation>>;

export type ExplanationId = keyof typeof EXPLANATIONS;

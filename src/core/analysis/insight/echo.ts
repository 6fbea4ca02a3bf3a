import { controlAmong } from '../../model/control.ts';
import type { EchoTerm, Interval } from '../../model/report.ts';
import type { Condition, Run } from '../../model/run.ts';
import { foldText } from '../../text/fold.ts';
import { echoesOf } from '../echo/echoed-answer.ts';
import { numericValue } from '../numbers/numeric-value.ts';
import type { Figures } from './details.ts';
import { list, percent, quote } from '../../text/prose.ts';

/** What so many outputs took from the prompt may be why they are alike. */
const MATTERS = 0.5;
/** What is said beside the main finding. */
const WORTH_SAYING = 0.2;
const FEWEST_OUTPUTS = 3;

const WHERE = { prompt: 'the prompt', system: 'the system prompt' } as const;

function sentence({ term, kind, rate, source = 'prompt', byCondition }: EchoTerm, run: Run): string {
  const what = kind === 'phrase' ? quote(term, 'text') : term;
  const under = Object.keys(byCondition ?? {});
  const some = under.length > 0 && under.length < run.conditions.length;
  const whose = some ? ` under ${list(under.map((id) => quote(id, 'text')))}` : '';
  return `${rate === 1 ? 'All' : `${percent(rate)} of the`} outputs${whose} repeat ${what} from ${WHERE[source]}.`;
}

/**
 * Colours and phrases that many outputs took from the prompt. Words and numbers are left to the table: long texts share them with any
 * prompt. Of short answers only what stands in the system prompt is named; the prompt is what they answer.
 */
function telling(report: Figures): readonly EchoTerm[] {
  const long = report.phrases !== null;
  return (report.echo ?? []).filter(
    ({ kind, outputs, source }) =>
      (kind === 'colour' || kind === 'phrase') && outputs >= FEWEST_OUTPUTS && (long || source === 'system'),
  );
}

function isHeld(answer: string, condition: Condition, domain: Interval | null, isNumber: boolean): boolean {
  return echoesOf(condition, domain)({ folded: foldText(answer), number: isNumber ? numericValue(answer) : null });
}

/** Says that the favourite stands in the prompt already. Where a prompt lists what may be answered, that goes without saying. */
function favouriteHeld(report: Figures, run: Run): string | null {
  const { groups, numbers, extractor, domain, conditions } = report;
  const control = controlAmong(run.conditions);
  const own = conditions?.conditions.find(({ condition }) => condition === control?.id);
  const answer = conditions === null ? (groups[0]?.answer ?? null) : (own?.modalAnswer ?? null);
  if (control === undefined || answer === null || extractor.startsWith('choice')) return null;
  const held = (one: string) => isHeld(one, control, domain, numbers !== null);
  if (!held(answer) || groups.slice(0, 10).every((group) => held(group.answer))) return null;
  const name = quote(answer, numbers === null ? 'text' : 'number');
  const where = isHeld(answer, { ...control, system: null }, domain, numbers !== null) ? WHERE.prompt : WHERE.system;
  return `The most frequent answer, ${name}, already stands in ${where}.`;
}

/** What the outputs took from the prompt. */
export interface EchoSentences {
  /** What may be why they are alike; `null` where nothing may. */
  readonly strong: string | null;
  readonly weak: string | null;
}

export function echoSentences(report: Figures, run: Run): EchoSentences {
  const terms = telling(report);
  const favourite = favouriteHeld(report, run);
  const [first] = terms.filter(({ rate }) => rate >= MATTERS);
  const rest = terms.filter((term) => term !== first && term.rate >= WORTH_SAYING).slice(0, 2);
  const said = (some: readonly EchoTerm[]) => some.map((term) => sentence(term, run)).join(' ') || null;
  if (favourite === null) return { strong: said(first === undefined ? [] : [first]), weak: said(rest) };
  return { strong: favourite, weak: said([...(first === undefined ? [] : [first]), ...rest]) };
}

import { answeredAt } from '../model/answered-at.ts';
import { isOneComparison } from '../analysis/comparison/between.ts';
import { glanceOf } from '../analysis/insight/glance.ts';
import { controlAmong } from '../model/control.ts';
import { isUneven } from '../model/planned-trials.ts';
import type { ProbeFile } from '../model/report.ts';
import type { Source, Trial } from '../model/run.ts';
import { list, plural, withoutIsolates } from '../text/prose.ts';
import { abbreviated } from '../text/shortened.ts';
import type { ExportFormat } from './format.ts';
import { picture } from './html-picture.ts';
import { STYLE } from './html-style.ts';
import { columnTable, escaped, html, NOTHING, type Markup } from './html-text.ts';
import { modelColumns } from '../tables/models.ts';
import { rewriteColumns } from '../tables/rewrites.ts';
import { screeningColumns, screeningRows } from '../tables/screening.ts';
import { tallyColumns } from '../tables/answers.ts';
import { json } from './json.ts';
import { modelClass } from './model-class.ts';

/** One page that opens from disk without a network: what was found, the picture, the tally, all outputs, and the data. */

/** Groups that the tally lists; the attached data has them all. */
const MOST_GROUPS = 100;

const SOURCES: Readonly<Record<Exclude<Source, 'live' | 'batch'>, string>> = {
  recorded: 'recorded answers, replayed: no model was asked for this run',
  simulated: 'simulated answers: they are made up and say nothing about any model',
  imported: 'imported from a file',
};

function sources({ run, trials }: ProbeFile): Markup {
  const found = [...new Set(trials.map(({ source }) => source))].flatMap((source) =>
    source === 'live' || source === 'batch' ? [] : [SOURCES[source]],
  );
  if (found.length === 0) return NOTHING;
  const from = run.provenance === undefined ? '' : ` (${run.provenance.title})`;
  return html`<p class="source"><b>Source:</b> ${list(found)}${from}.</p>`;
}

function prompt({ run }: ProbeFile): Markup {
  const control = controlAmong(run.conditions)!;
  const others = run.conditions.filter((condition) => condition !== control);
  const one = ({ prompt: text, system }: typeof control): Markup =>
    html`${system === null ? NOTHING : html`<pre class="system" dir="auto">${system}</pre>`}
      <pre dir="auto">${text}</pre>`;
  return html`<section aria-label="Prompt">
    ${one(control)}${
      others.length === 0
        ? NOTHING
        : html`<details>
            <summary>${plural(others.length, 'other condition')}</summary>
            ${others.map(
              (condition) =>
                html`<h3>${condition.id}</h3>
                  ${one(condition)}`,
            )}
          </details>`
    }
  </section>`;
}

/** One row per model (and condition). */
function models({ run, report }: ProbeFile): Markup {
  const { model, condition, answered, different, effective, modal, modalShare } = modelColumns(run, report);
  const several = run.conditions.length > 1 ? [condition] : [];
  const slots = new Map(run.targets.map(({ id }, slot) => [id, slot]));
  return columnTable(
    'models',
    [model, ...several, answered, different, effective, modal, modalShare],
    report.cells.map((cell) => ({ target: cell.target, condition: cell.condition, cell })),
    ({ target }) => html`<i class="mark ${modelClass(slots.get(target) ?? 0)}"></i>`,
  );
}

/** One row per rewrite of the prompt, then fresh runs of the best one. */
function rewrites({ report }: ProbeFile): Markup {
  if (report.rewrites === undefined) return NOTHING;
  const { rows, fresh } = report.rewrites;
  const { prompt: first, effective, gain, valid, loss, cost, verdict } = rewriteColumns(report.rewrites);
  const columns = [first, effective, gain, valid, loss, cost, verdict];
  return html`<section>
    <h2>Rewrites</h2>
    ${columnTable('models', columns, rows)}
    ${
      fresh === null
        ? NOTHING
        : html`<h3>Fresh runs</h3>
            ${columnTable('models', columns, fresh)}`
    }
  </section>`;
}

function figures({ report, run }: ProbeFile): Markup {
  const { pooled, between } = report;
  const one = between === null || isOneComparison(between) ? between : null;
  const number = (id: string): string | null => {
    const value = pooled[id]?.value ?? null;
    return value === null ? null : value < 10 ? value.toFixed(1).replace(/\.0$/, '') : String(Math.round(value));
  };
  const band = one?.effectiveModelsNull?.band;
  const known: readonly (readonly [string | null, string])[] = [
    [number('distinct'), 'different answers'],
    [number('effective-answers'), 'effective answers (as varied as that many equally frequent ones)'],
    one?.effectiveModels == null || band === undefined
      ? [null, '']
      : [
          `${one.effectiveModels.toFixed(1)} of ${run.targets.length}`,
          `effective models (${band[0].toFixed(1)} to ${band[1].toFixed(1)} if they were one)`,
        ],
  ];
  const parts = known.flatMap(([value, label]) => (value === null ? [] : [[value, label] as const]));
  return html`<p class="figures">${parts.map(([value, label]) => html`<span><b>${value}</b> ${label}</span> `)}</p>`;
}

function findings({ report }: ProbeFile): Markup {
  const { findings: first, more } = glanceOf(report.insight);
  const item = (text: string): Markup => html`<li>${withoutIsolates(text)}</li>`;
  if (first.length + more.length === 0) return NOTHING;
  return html`<section>
    <h2>Findings</h2>
    <ul>
      ${first.map(item)}
    </ul>
    ${
      more.length === 0
        ? NOTHING
        : html`<details>
            <summary>${more.length} more</summary>
            <ul>
              ${more.map(item)}
            </ul>
          </details>`
    }
  </section>`;
}

function screening({ run, report }: ProbeFile): Markup {
  if (report.screening === undefined) return NOTHING;
  const { part, effect, fresh, with: one, without, pHolm, verdict } = screeningColumns(run.targets);
  const shown = [part, ...(report.screening.rows === 0 ? [] : [effect]), fresh, one, without, pHolm, verdict];
  return html`<section>
    <h2>Parts of the prompt</h2>
    <p>
      Points of a hundred by which the most frequent answer to the whole prompt comes more often with a part than
      without it, with 95% intervals. Only the fresh runs confirm anything.
    </p>
    ${columnTable('screening', shown, screeningRows(report.screening, false))}
  </section>`;
}

function tally({ run, report }: ProbeFile): Markup {
  const { answer, times, share, byModel } = tallyColumns(run);
  const rest = report.groups.length - MOST_GROUPS;
  return html`<section>
    <h2>Answers</h2>
    ${columnTable('tally', [answer, times, share, ...byModel], report.groups.slice(0, MOST_GROUPS))}
    ${rest > 0 ? html`<p>${plural(rest, 'more answer')} in the attached data.</p>` : NOTHING}
  </section>`;
}

/** How the answers came about, for whoever repeats it. */
function methods({ run, report }: ProbeFile): Markup {
  const { targets, conditions, trialsPerCell, finishedAt, tool } = run;
  const parameters = targets.flatMap(({ label, parameters: own }) =>
    Object.keys(own).length === 0 ? [] : [`${label}: ${JSON.stringify(own)}`],
  );
  const asked = `${plural(targets.length, 'model was', 'models were')} asked ${isUneven(run) ? 'up to ' : ''}${plural(trialsPerCell, 'time')}`;
  const variants = conditions.length > 1 ? ` under each of ${conditions.length} conditions` : '';
  const until = finishedAt === null || run.recordedAt !== undefined ? '' : ` and ended ${finishedAt}`;
  const began = run.recordedAt === undefined ? 'The run began' : 'The answers were recorded';
  return html`<section>
    <h2>Methods</h2>
    <p>
      ${asked} each${variants}; ${report.counts.completed} of ${report.counts.trials} calls were answered
      (${report.counts.refused} refused, ${report.counts.empty} empty, ${report.counts.failed} failed,
      ${report.counts.cancelled} missing; ${report.counts.unparsed} could not be read). ${began}
      ${answeredAt(run)}${until}.
      ${parameters.length === 0 ? 'No parameters were set' : `Parameters: ${parameters.join('; ')}`}. Answers were read
      with “${report.extractor}” and grouped “${report.grouping ?? 'lexical'}”. Intervals are 95%. Models are compared
      pairwise by tests of the Jensen-Shannon divergence with Holm's correction; numbers against a fair draw over their
      domain. Run ${run.id}, made with ${tool.name} ${tool.version}.
    </p>
  </section>`;
}

function output({ outcome, text, error, trialIndex }: Trial): Markup {
  const said = error === null ? text : `${outcome}: ${error.message}`;
  return html`<li value="${trialIndex + 1}"><pre dir="auto">${said}</pre></li>`;
}

function* outputs({ run, trials }: ProbeFile): Generator<string> {
  yield '<section><h2>Outputs</h2>';
  for (const target of run.targets) {
    const own = trials.filter((trial) => trial.target === target.id);
    // Not one template: large runs are written piece by piece.
    yield `<details><summary>${html`<bdi>${target.label}</bdi>: ${plural(own.length, 'output')}`.source}</summary><ol>`;
    for (const trial of own) yield output(trial).source;
    yield '</ol></details>';
  }
  yield '</section>';
}

/** The run file, so that the page can be analysed again; nothing in it can end the element. */
function* data(file: ProbeFile): Generator<string> {
  yield '<script type="application/json" id="run">';
  for (const piece of json.pieces(file)) yield piece.replaceAll('<', '\\u003c');
  yield '</script>';
}

function* pieces(file: ProbeFile): Generator<string> {
  const { claim, sentence } = glanceOf(file.report.insight);
  const title = escaped(`${claim}: ${abbreviated(controlAmong(file.run.conditions)?.prompt ?? '', 80)}`);
  // Nothing is loaded, nothing runs: also not what a model said, should it get past the escaping.
  const policy = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'";
  yield `<!doctype html>\n<html lang="en"><head><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="${policy}">`;
  yield `<meta name="viewport" content="width=device-width"><title>${title}</title><style>${STYLE}</style></head><body><main>`;
  yield html`${prompt(file)}
    <h1>${withoutIsolates(claim)}</h1>
    <p class="headline">${withoutIsolates(sentence)}</p>
    ${sources(file)}`.source;
  yield html`<figure>${picture(file)}</figure>
    ${screening(file)}${rewrites(file)}${models(file)}${findings(file)}${figures(file)}${tally(file)}`.source;
  yield* outputs(file);
  yield `${methods(file).source}</main>`;
  yield* data(file);
  yield '</body></html>\n';
}

/** A report for people who do not have the tool. */
export const htmlReport = {
  id: 'html',
  label: 'Report (HTML)',
  extension: 'html',
  pieces,
} as const satisfies ExportFormat;

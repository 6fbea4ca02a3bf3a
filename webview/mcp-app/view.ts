import { html, nothing, type TemplateResult } from 'lit';
import type { ShownReport } from '../../src/protocol/mcp-app.ts';
import { modelClass } from '../../src/core/export/model-class.ts';
import { formatFigure, formatInterval, formatShare } from '../text/format.ts';
import { MCP_APP } from '../text/mcp-app.ts';

/** Bars that are shown. */
const MOST_BARS = 8;

/** The overview of a report: what was found, the most frequent answers as bars split by model, and one row per model. */
export function overview(report: ShownReport): TemplateResult {
  const { untrusted, counts, different, effectiveAnswers } = report;
  const range = formatInterval(effectiveAnswers.interval);
  const effective = `${formatFigure(effectiveAnswers.value)}${range === '' ? '' : ` (${range})`}`;
  return html`<main>
    <h1>${untrusted.headline}</h1>
    <ul class="findings">
      ${untrusted.findings.map((finding) => html`<li>${finding}</li>`)}
    </ul>
    ${bars(report)} ${models(report)}
    <p class="figures">
      <span>${MCP_APP.answered(counts.completed, counts.trials)}</span>
      <span>${MCP_APP.different(different)}</span>
      <span>${MCP_APP.effective(effective)}</span>
    </p>
  </main>`;
}

function bars({ answers, untrusted, different }: ShownReport): TemplateResult | typeof nothing {
  const shown = answers.slice(0, MOST_BARS);
  if (shown.length === 0) return nothing;
  const most = Math.max(1, ...shown.map(({ count }) => count));
  const rest = different - shown.length;
  return html`<table class="bars" aria-label=${MCP_APP.answers}>
      ${shown.map(
        ({ count, byModel }, index) =>
          html`<tr>
            <th scope="row" dir="auto">${untrusted.answers[index]}</th>
            <td class="bar">
              ${byModel.map((own, slot) =>
                own === 0
                  ? nothing
                  : html`<i
                      class=${modelClass(slot)}
                      .style=${`width:${((100 * own) / most).toFixed(2)}%`}
                      title=${`${untrusted.labels[slot] ?? ''}: ${own}`}
                    ></i>`,
              )}
            </td>
            <td class="num">${count}</td>
          </tr>`,
      )}
    </table>
    ${rest > 0 ? html`<p class="figures">${MCP_APP.more(rest)}</p>` : nothing}`;
}

function models({ models: rows, untrusted }: ShownReport): TemplateResult | typeof nothing {
  const { columns } = MCP_APP;
  if (rows.length === 0) return nothing;
  const slots = new Map(untrusted.labels.map((label, slot) => [label, slot]));
  const several = new Set(untrusted.models.map(({ condition }) => condition)).size > 1;
  return html`<table class="models">
    <thead>
      <tr>
        <th scope="col">${columns.model}</th>
        <th scope="col" class="num">${columns.answered}</th>
        <th scope="col" class="num">${columns.different}</th>
        <th scope="col" class="num">${columns.effective}</th>
        <th scope="col">${columns.modal}</th>
        <th scope="col" class="num">${columns.share}</th>
      </tr>
    </thead>
    <tbody>
      ${rows.map((row, index) => {
        const { model = '', condition = '', modalAnswer = null } = untrusted.models[index] ?? {};
        return html`<tr>
          <th scope="row" dir="auto">
            <i class="mark ${modelClass(slots.get(model) ?? 0)}"></i>${several ? `${model}, ${condition}` : model}
          </th>
          <td class="num">${row.answered}/${row.trials}</td>
          <td class="num">${row.different ?? ''}</td>
          <td class="num">${formatFigure(row.effectiveAnswers.value)}</td>
          <td dir="auto">${modalAnswer ?? ''}</td>
          <td class="num">${formatShare(row.modalShare.value)}</td>
        </tr>`;
      })}
    </tbody>
  </table>`;
}

/** One sentence in place of a report. */
export const notice = (text: string): TemplateResult => html`<main><p class="notice" dir="auto">${text}</p></main>`;

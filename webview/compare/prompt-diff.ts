import { html, type TemplateResult } from 'lit/html.js';
import type { Comparison } from '../../src/core/compare/comparison.ts';
import { section } from '../components/section.ts';
import { diffWords } from '../text/diff.ts';

/** What was changed in the prompt, word by word; both prompts where nearly everything was. */
export function promptSection({ before, after, promptChanged }: Comparison): TemplateResult {
  if (before.prompt === after.prompt) {
    const said = promptChanged
      ? 'The text is the same; the system prompt or an earlier turn changed.'
      : 'The prompt is the same.';
    return section(
      'Prompt',
      html`<p class="note">${said}</p>
        ${text(after.prompt)}`,
      { id: 'prompt' },
    );
  }
  const changes = diffWords(before.prompt, after.prompt);
  if (changes === null) {
    return html`${section('Prompt before', text(before.prompt))} ${section('Prompt after', text(after.prompt))}`;
  }
  return section(
    'Prompt',
    html`<pre class="prompt-diff" dir="auto">
${changes.map(({ kind, text: piece }) =>
        kind === 'same' ? piece : kind === 'removed' ? html`<del>${piece}</del>` : html`<ins>${piece}</ins>`,
      )}</pre>`,
    { id: 'prompt', aside: 'struck out: only before; underlined: only after' },
  );
}

const text = (prompt: string): TemplateResult => html`<pre class="prompt-diff" dir="auto">${prompt}</pre>`;

import { nearest } from '../../nearest.ts';
import { UsageError } from '../../model/usage-error.ts';
import type { Rewrite } from '../../model/run.ts';
import { MORE_STABLE } from './more-stable.ts';
import { MORE_VARIED } from './more-varied.ts';
import type { RewriteTemplate } from './template.ts';

/** All templates, in the order in which they are offered. */
export const REWRITES: readonly RewriteTemplate[] = [...MORE_VARIED, ...MORE_STABLE];

/** Those of a direction that are tried: the named ones, or the usual ones. Throws a `UsageError` for a name that is none. */
export function chosenRewrites(want: Rewrite['want'], ids: readonly string[] | null): readonly RewriteTemplate[] {
  const offered = REWRITES.filter((template) => template.want === want);
  if (ids === null) return offered.filter(({ isUsual }) => isUsual);
  const known = offered.map(({ id }) => id);
  return [...new Set(ids)].map((id) => {
    const found = offered.find((template) => template.id === id);
    if (found !== undefined) return found;
    const guess = nearest(id, known);
    throw new UsageError(
      `There is no rewrite "${id}"${want === 'one' ? ' for more stable answers' : ''}; ${guess === null ? `there are ${known.join(', ')}.` : `did you mean ${guess}?`}`,
    );
  });
}

const PROMPT = '{prompt}';

/** A rewrite of the user's own: a text with `{prompt}` where the prompt goes, or a paragraph that follows it. */
export function ownRewrite(text: string, label: string, want: Rewrite['want']): RewriteTemplate {
  return {
    ...{ id: 'own', label, want, isUsual: true, source: null },
    changes: 'your own',
    rewrite: ({ prompt, system, messages }) => {
      const written = text.includes(PROMPT) ? text.split(PROMPT).join(prompt) : `${prompt.trimEnd()}\n\n${text}`;
      return {
        ...{ prompt: written, system },
        ...(messages && { messages: [...messages.slice(0, -1), { role: 'user', text: written } as const] }),
      };
    },
  };
}

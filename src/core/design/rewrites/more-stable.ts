import { followedBy } from './edit-prompt.ts';
import type { RewriteTemplate } from './template.ts';

/** Known ways to answers that are alike. */
export const MORE_STABLE: readonly RewriteTemplate[] = [
  {
    id: 'temperature-0',
    label: 'temperature 0',
    want: 'one',
    isUsual: true,
    changes: 'asks for temperature 0; the prompt stays as it is',
    source: 'Atil et al. 2024, arXiv 2408.04667',
    rewrite: ({ prompt, system, messages }) => ({
      ...{ prompt, system, temperature: 0 },
      ...(messages && { messages }),
    }),
  },
  {
    id: 'answer-alone',
    label: 'answer alone',
    want: 'one',
    isUsual: true,
    changes: 'pins the form of the answer: nothing but the answer, without markup',
    source: 'after Sclar et al. 2024 (formats of prompts change answers), arXiv 2310.11324',
    rewrite: (source) =>
      followedBy(
        source,
        'Reply with the answer alone, as plain text on one line: no introduction, no explanation, no alternatives, no quotation marks, no formatting.',
      ),
  },
  {
    id: 'most-typical',
    label: 'most typical answer',
    want: 'one',
    isUsual: true,
    changes: 'asks for the most typical of all possible answers',
    source: null,
    rewrite: (source) =>
      followedBy(
        source,
        'If several answers are possible, do not pick one at random: give the single most typical one, the one that most people would expect.',
      ),
  },
];

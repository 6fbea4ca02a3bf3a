import { followedBy, freshName, precededBy } from './edit-prompt.ts';
import { PERSONAS, SEED_WORDS } from './drawn.ts';
import type { RewriteTemplate } from './template.ts';

/** Above the default of every provider (1, or less), and below what makes most models write nonsense. */
const HIGHER_TEMPERATURE = 1.4;
/** As many as the paper on verbalized sampling asks for. */
const ANSWERS_PER_CALL = 5;
/** Calls of a chain; fewer where there are so few runs that hardly any chains would be left. */
const CHAIN = 5;
const FEWEST_CHAINS = 5;

const drawn = (name: string, items: readonly string[]) => [{ name, items, separator: ', ', drawn: 1 }];

/** Known ways to more varied answers. */
export const MORE_VARIED: readonly RewriteTemplate[] = [
  {
    id: 'higher-temperature',
    label: 'higher temperature',
    want: 'many',
    isUsual: true,
    changes: `asks for temperature ${String(HIGHER_TEMPERATURE)}; the prompt stays as it is`,
    source: 'Peeperkorn et al. 2024, arXiv 2405.00492',
    rewrite: ({ prompt, system, messages }) => ({
      ...{ prompt, system, temperature: HIGHER_TEMPERATURE },
      ...(messages && { messages }),
    }),
  },
  {
    id: 'second-idea',
    label: 'not your first idea',
    want: 'many',
    isUsual: true,
    changes: 'asks for an answer that is not the first one that comes to mind',
    source: 'after Meincke, Mollick and Terwiesch 2024, arXiv 2402.01727',
    rewrite: (source) =>
      followedBy(
        source,
        'Do not give the first answer that comes to mind. Think of several that are less obvious, and give one of those. Reply with that answer alone.',
      ),
  },
  {
    id: 'persona',
    label: 'persona drawn at random',
    want: 'many',
    isUsual: true,
    changes:
      'names an ordinary person to answer as, drawn afresh for every call; your program has to put one into the placeholder',
    source: 'Deng, Brucks and Toubia 2026, arXiv 2602.20408',
    rewrite: (source) => {
      const name = freshName(source, 'persona');
      return {
        ...precededBy(source, `Answer as {{${name}}} would.`),
        shuffled: drawn(name, PERSONAS),
      };
    },
  },
  {
    id: 'seed-word',
    label: 'seed word drawn at random',
    want: 'many',
    isUsual: false,
    changes:
      'puts an unrelated word before the prompt, drawn afresh for every call; your program has to put one into the placeholder',
    source: 'Agrawal and Goyal 2026, arXiv 2601.18053',
    rewrite: (source) => {
      const name = freshName(source, 'seed_word');
      return {
        ...precededBy(source, `Let this word inspire you, without mentioning it: {{${name}}}.`),
        shuffled: drawn(name, SEED_WORDS),
      };
    },
  },
  {
    id: 'string-seed',
    label: 'string seed',
    want: 'many',
    isUsual: true,
    changes:
      'lets the model write a random string and derive its answer from it; your program has to read the answer out of its <answer> element',
    source: 'Misaki and Akiba 2026 (String Seed of Thought), arXiv 2510.21150',
    rewrite: (source) =>
      followedBy(
        source,
        'Many answers are possible; give exactly one. First write a long random string between <random_string> and </random_string>. Then list some different possible answers and pick one by calculating with all characters of that string, between <thinking> and </thinking>. Last give the answer alone between <answer> and </answer>.',
      ),
  },
  {
    id: 'verbalized-sampling',
    label: `verbalized sampling (${String(ANSWERS_PER_CALL)} per call)`,
    want: 'many',
    isUsual: true,
    changes: `asks for ${String(ANSWERS_PER_CALL)} answers with their probabilities at once; your program has to draw one of the <response> elements`,
    source: 'Zhang et al. 2025, arXiv 2510.01171, github.com/CHATS-lab/verbalized-sampling',
    rewrite: (source) => ({
      ...followedBy(
        source,
        `Give ${String(ANSWERS_PER_CALL)} different answers to this, sampled at random from the whole distribution of possible answers. Put each into an element of its own: <response><text>the answer alone</text><probability>its probability</probability></response>. Write nothing else.`,
      ),
      answers: ANSWERS_PER_CALL,
    }),
  },
  {
    id: 'another-one',
    label: 'earlier answers shown',
    want: 'many',
    isUsual: true,
    changes: `asks for another answer in the same conversation, up to ${String(CHAIN)} in a row; your program has to keep the conversation`,
    source: 'Zhang et al. 2025 (NoveltyBench, in-context regeneration), arXiv 2504.05228',
    rewrite: ({ prompt, system, messages, runs }) => {
      const length = Math.max(2, Math.min(CHAIN, Math.floor(runs / FEWEST_CHAINS)));
      return {
        ...{ prompt, system },
        ...(messages && { messages }),
        chain: {
          length,
          width: Math.ceil(runs / length),
          again: 'Give another answer to the same question, different from those above, in the same form.',
        },
      };
    },
  },
];

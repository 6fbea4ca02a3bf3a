import { figure } from '../../core/text/prose.ts';

/** Rewrites of a prompt: what they are to do, and one that goes into the prompt's file. */
export const REWRITES = {
  want: {
    title: 'Try Rewrites: what is the prompt meant to give?',
    many: 'More varied answers',
    manyDetail:
      'Temperature, another than the first idea, personas, string seed, verbalized sampling, earlier answers shown',
    one: 'More stable answers',
    oneDetail: 'Temperature 0, the answer alone, the most typical answer',
  },
  runs: (models: number, rewrites: number) =>
    `Try Rewrites: how many runs of each of ${figure(rewrites)} rewrites${models === 1 ? '' : `, on each of ${figure(models)} models`}?`,
  notAsked:
    'Rewrites are new prompts, which recorded and simulated models cannot answer. Choose models that are asked.',
  tooFew: (least: number) => `Type at least ${figure(least)} runs: fewer do not tell how much answers agree.`,
  insert: {
    none: 'This rewrite is not in the run any more.',
    /** `changes` completes "it ...". */
    noText: (changes: string) =>
      `Nothing to insert: this rewrite leaves the text of the prompt as it is. It ${changes}.`,
    title: (name: string, file: string) => `${file}: ${name}`,
    question: (name: string, changes: string) => `Insert “${name}” into the prompt? It ${changes}.`,
    button: 'Insert',
    done: 'The rewrite is in the prompt. Undo takes it out again.',
    noOrigin: 'The source of this prompt is not known. The rewritten prompt is open in a new editor.',
    notHere: 'The file of this prompt is not in this workspace. The rewritten prompt is open in a new editor.',
    moved:
      'The prompt was changed since, or is not in its file any more, so nothing was inserted. The rewritten prompt is open in a new editor.',
    unwritable:
      'This place cannot take the rewrite: its text would not be read back as it is sent. Nothing was inserted. The rewritten prompt is open in a new editor.',
    changed: 'The file was changed in the meantime, so nothing was inserted. Insert it again.',
  },
} as const;

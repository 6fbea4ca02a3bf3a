import { placeholdersIn } from '../prompt/placeholders.ts';

/** Writes probe files for people to go on with. */

/** A file that shows what a probe file can say, ready to be run with models that need no key. */
export const NEW_DESIGN = `# What is asked. {{topic}} stands for each value of the variable below.
prompt: Tell me a joke about {{topic}}.

# Variants to compare; the first one is the control. Remove them to ask one prompt only.
conditions:
  control:
  original:
    prompt: Tell me a joke about {{topic}} that nobody has told before.

variables:
  topic: [cats, dogs]

# Whom to ask, as provider:model. Without targets you are asked.
targets:
  - simulated:narrow
  - simulated:varied

runs: 10
`;

/** A probe file with a condition for each of these prompts, the first one as the control. */
export function designOfPrompts(prompts: readonly string[]): string {
  const conditions = prompts.map((prompt, at) => `  ${at === 0 ? 'control' : `variant-${at}`}: ${scalar(prompt)}\n`);
  const names = new Map(prompts.flatMap(doubleBraced));
  // Each stands for itself until somebody gives it a value, so that the prompts are sent as they were written.
  const variables = [...names].map(([name, source]) => `  ${JSON.stringify(name)}: "${source}"\n`);
  return [
    '# Each prompt is a condition; the first one is the control. Rename them as you like, then press Run probe.\n',
    `conditions:\n${conditions.join('')}`,
    ...(variables.length === 0
      ? []
      : [
          `\n# Values for the placeholders; several in a list make more conditions.\nvariables:\n${variables.join('')}`,
        ]),
    '\n# Whom to ask, as provider:model, and how often. Without targets you are asked.\n# targets:\n#   - openai:MODEL\nruns: 20\n',
  ].join('');
}

/** Placeholders that a probe file demands a value for. */
function doubleBraced(text: string): readonly (readonly [name: string, source: string])[] {
  return placeholdersIn(text).flatMap(({ name, source }) => (source.startsWith('{{') ? [[name, source] as const] : []));
}

/** A text as a block on lines of its own where it may be one, else in quotes. */
function scalar(text: string): string {
  // Blanks at the ends would be lost or taken for the indent; other controls than line ends have no place in a block.
  const isPlain = text === text.trim() && !/[^\P{C}\n]|[\u2028\u2029]/u.test(text);
  if (!isPlain) return JSON.stringify(text).replace(/[\u007f-\u009f\u2028\u2029\ufeff]/g, escaped);
  const lines = text.split('\n').map((line) => (line === '' ? '' : `    ${line}`));
  return `|-\n${lines.join('\n')}`;
}

function escaped(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
}

import type { PromptRequest } from '../../engine/plan.ts';
import { isPlaceholderName, placeholdersIn } from '../../prompt/placeholders.ts';

type Sent = Pick<PromptRequest, 'prompt' | 'system' | 'messages'>;

/** The same turns with another last one. */
export function withPrompt({ system, messages }: PromptRequest, prompt: string): Sent {
  return {
    prompt,
    system,
    ...(messages && { messages: [...messages.slice(0, -1), { role: 'user', text: prompt } as const] }),
  };
}

/** The prompt with a paragraph behind it. */
export function followedBy(source: PromptRequest, paragraph: string): Sent {
  return withPrompt(source, `${source.prompt.trimEnd()}\n\n${paragraph}`);
}

/** The prompt with a paragraph before it. */
export function precededBy(source: PromptRequest, paragraph: string): Sent {
  return withPrompt(source, `${paragraph}\n\n${source.prompt}`);
}

/** A name for a placeholder that no text of the prompt has already. */
export function freshName({ prompt, system, messages = [] }: PromptRequest, wanted: string): string {
  const texts = [prompt, system ?? '', ...messages.map(({ text }) => text)];
  const taken = new Set(texts.flatMap((text) => placeholdersIn(text)).map(({ name }) => name));
  let name = wanted;
  for (let count = 2; taken.has(name); count++) name = `${wanted}${String(count)}`;
  if (!isPlaceholderName(name)) throw new Error(`${name} is no name of a placeholder.`);
  return name;
}

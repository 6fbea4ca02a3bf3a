import Anthropic from '@anthropic-ai/sdk';
import { GoogleGenAI } from '@google/genai/web';
import OpenAI from 'openai';

/**
 * The three SDKs with nothing around them but a pool of slots a provider: what this program is compared with. Each
 * makes the plainest call it has. Arguments: the base URLs as JSON, N, slots, prompt.
 */

type Ask = () => Promise<string>;

const [addresses = '{}', count = '1', slots = '1', prompt = ''] = process.argv.slice(2);
const { openai, anthropic, google } = JSON.parse(addresses) as Readonly<Record<string, string>>;

function asks(): readonly Ask[] {
  const chat = new OpenAI({ apiKey: 'none', baseURL: openai ?? '', maxRetries: 0 });
  const claude = new Anthropic({ apiKey: 'none', baseURL: anthropic ?? '', maxRetries: 0 });
  const gemini = new GoogleGenAI({ apiKey: 'none', vertexai: false, httpOptions: { baseUrl: google ?? '' } });
  const messages = [{ role: 'user' as const, content: prompt }];
  return [
    async () => {
      const { choices } = await chat.chat.completions.create({ model: 'a', messages });
      return choices[0]?.message.content ?? '';
    },
    async () => {
      const { content } = await claude.messages.create({ model: 'b', max_tokens: 8192, messages });
      return content.map((block) => (block.type === 'text' ? block.text : '')).join('');
    },
    async () => {
      const response = await gemini.models.generateContent({ model: 'c', contents: prompt });
      return response.text ?? '';
    },
  ];
}

async function pool(ask: Ask, answers: string[]): Promise<void> {
  let left = Number(count);
  const slot = async (): Promise<void> => {
    while (left-- > 0) answers.push(await ask());
  };
  await Promise.all(Array.from({ length: Number(slots) }, slot));
}

async function main(): Promise<void> {
  const answers: string[] = [];
  await Promise.all(asks().map((ask) => pool(ask, answers)));
  const expected = 3 * Number(count);
  if (answers.filter((text) => text !== '').length !== expected) throw new Error(`Not ${expected} answers.`);
}

main().then(
  () => process.exit(0),
  (error: unknown) => {
    console.error(error);
    process.exit(1);
  },
);

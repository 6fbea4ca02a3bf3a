/** Parts of names of models that answer with vectors, sound, pictures or scores, or that need another API than chat. */
const NO_CHAT = [
  ...['embed(?:ding|dings|der)?', 'bge', 'gte', 'e5', 'minilm', 'rerank(?:er)?', 'reward', 'guard', 'moderation'],
  ...['whisper', 'tts', 'transcribe', 'transcription', 'speech', 'realtime', 'voxtral', 'lyria', 'musicgen'],
  ...['dall-e', 'dalle', 'image', 'images', 'imagen', 'sora', 'veo', 'flux', 'sdxl', 'stable-diffusion', 'clip'],
  ...['babbage-002', 'davinci-002', 'gpt-3\\.5-turbo-instruct', 'deep-research', 'computer-use', 'aqa'],
];
const PATTERN = new RegExp(`(?:^|[-_/.: ])(?:${NO_CHAT.join('|')})(?:$|[-_/.: \\d])`, 'i');

/** Whether a model, by its name, answers a prompt with text. Unknown names do: a model that cannot says so when it is asked. */
export function canChat(model: string): boolean {
  return !PATTERN.test(model);
}

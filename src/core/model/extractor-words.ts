/** What each extractor reads out of an output, in words: "Read as number". */
export const EXTRACTOR_WORDS = {
  whole: 'whole text',
  named: 'the thing named',
  number: 'number',
  choice: 'one of the options',
  'first-line': 'first line',
  title: 'title',
  joke: 'joke',
  code: 'code',
  json: 'JSON',
  regex: 'pattern',
} as const;

/** The same of an extractor with what stands behind its colon: `json:a.b` is "JSON field a.b". */
export function extractorWords(spec: string): string {
  const [, id = '', argument] = /^([^:]*)(?::(.*))?$/su.exec(spec) ?? [];
  const words = Object.hasOwn(EXTRACTOR_WORDS, id) ? EXTRACTOR_WORDS[id as keyof typeof EXTRACTOR_WORDS] : id;
  if (argument === undefined) return words;
  if (id === 'json') return `JSON field ${argument}`;
  return id === 'choice' ? `one of ${argument.split(',').join(', ')}` : `${words} ${argument}`;
}

/** Whether a person can choose it from a list: `auto`, an extractor that needs to be told nothing, or a field of JSON. */
export function isListedExtractor(spec: string): boolean {
  if (spec === 'auto') return true;
  if (/^json:[^\n]{1,300}$/u.test(spec)) return true;
  return Object.hasOwn(EXTRACTOR_WORDS, spec) && spec !== 'regex';
}

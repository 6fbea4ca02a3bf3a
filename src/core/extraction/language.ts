import { rememberEnds } from './prompt-memory.ts';

/** Languages whose numbers are written otherwise than in English, and English for all others. */
export type Language = 'de' | 'en' | 'es' | 'fr' | 'it' | 'ja' | 'pt' | 'zh';

/** Small words that hardly stand in prompts of another language. */
const WORDS: Readonly<Record<'de' | 'es' | 'fr' | 'it' | 'pt' | 'en', string>> = {
  en: 'the of and is are what which how in to give answer only with a number between from name pick write one for your it does on',
  de: 'der die das und ist ein eine einen einer eines wie viele viel welche welcher welches zwischen von bis mit nur zahl nenne wähle gib antworte wann wo für nicht sind hat zum zur im den dem',
  es: 'el los las una y es entre del al cuántos cuántas cuánto qué cuál elige número responde solo con di en por para escribe dame cuesta un',
  fr: 'le les une et est entre combien quel quelle choisis choisissez nombre donne réponds des du seulement avec chiffre pour dans écris un au aux',
  it: 'il lo gli una è tra fra quanti quante quanto quale scegli numero rispondi con solo di della che per dimmi un da dal',
  pt: 'os uma e é entre do ao quantos quantas quanto qual escolha número responda só com não da um na no em diga apenas',
};
const SETS = Object.entries(WORDS).map(
  ([language, words]) => [language as Language, new Set(words.split(' '))] as const,
);

/** A prompt in English that asks for another language. */
const ASKED: readonly (readonly [RegExp, Language])[] = [
  [/\bin german\b|\bauf deutsch\b/i, 'de'],
  [/\bin spanish\b|\ben español\b/i, 'es'],
  [/\bin french\b|\ben français\b/i, 'fr'],
  [/\bin italian\b|\bin italiano\b/i, 'it'],
  [/\bin portuguese\b|\bem português\b/i, 'pt'],
];

/** The language of a prompt, or of the answers it asks for, as far as its small words and its script tell. */
export const languageOf = rememberEnds((prompt): Language => {
  if (/[\p{Script=Hiragana}\p{Script=Katakana}]/u.test(prompt)) return 'ja';
  if ((prompt.match(/\p{Script=Han}/gu)?.length ?? 0) >= 3) return 'zh';
  const asked = ASKED.find(([pattern]) => pattern.test(prompt));
  if (asked !== undefined) return asked[1];
  const words = prompt.toLowerCase().match(/\p{L}+/gu) ?? [];
  const [best] = SETS.map(([language, set]) => ({ language, hits: words.filter((word) => set.has(word)).length })).sort(
    (a, b) => b.hits - a.hits || (a.language === 'en' ? -1 : b.language === 'en' ? 1 : 0),
  );
  return best === undefined || best.hits === 0 ? 'en' : best.language;
});

/** Whether a language groups thousands with a point and marks decimals with a comma. */
export function groupsWithPoint(language: Language): boolean {
  return language === 'de' || language === 'es' || language === 'it' || language === 'pt';
}

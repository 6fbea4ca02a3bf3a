import { fileSettings } from '../../core/prompt/file-settings.ts';
import { splitFrontMatter } from '../../core/prompt/front-matter.ts';
import { findPlaceholders } from './placeholders.ts';
import type { DraftTurn } from './segments.ts';
import { textSegments } from './segments.ts';

/** Files that are one prompt from end to end. */
export type PromptFileKind = 'prompt-text' | 'prompty' | 'dotprompt';

/** What a prompt file says. */
export interface PromptFile {
  readonly turns: readonly DraftTurn[];
  /** 0-based line of the first turn's text. */
  readonly line: number;
  /** What it asks of models, which a probe does not follow: `model gpt-4o`, `temperature 0.2`. */
  readonly asks: readonly string[];
}

/** Which kind of prompt file this is; `null` for any other file. */
export function promptFileKind(path: string, languageId: string): PromptFileKind | null {
  if (/\.prompty$/i.test(path)) return 'prompty';
  if (/\.prompt$/i.test(path)) return 'dotprompt';
  if (/\.prompt\.(md|txt)$/i.test(path) || languageId === 'prompt') return 'prompt-text';
  return null;
}

/** Reads a prompt file: front matter off, roles apart, gaps found. A turn without text is dropped. */
export function parsePromptFile(kind: PromptFileKind, text: string): PromptFile {
  const { front, body, bodyLine } = splitFrontMatter(text);
  const turns = turnsOf(kind, body).filter((turn) => turn.text.trim() !== '');
  const lead = /^\s*/.exec(body)?.[0] ?? '';
  return {
    turns: turns.map(({ role, text: said }) => ({ role, segments: findPlaceholders(textSegments(said.trim())) })),
    line: bodyLine + lead.split('\n').length - 1,
    asks: fileSettings(front ?? ''),
  };
}

interface Turn {
  readonly role: DraftTurn['role'];
  readonly text: string;
}

/** `user:` on a line of its own, also as a heading, and with attributes: `user[name="Bob"]:`. */
const PROMPTY_ROLE =
  /^[ \t]{0,40}(?:#{1,20}[ \t]{0,40})?(system|developer|user|assistant)[ \t]{0,40}(?:\[[^\]\r\n]{0,400}\][ \t]{0,40})?:[ \t]*$/gim;

function turnsOf(kind: PromptFileKind, body: string): readonly Turn[] {
  if (kind === 'prompty') return splitTurns(body, PROMPTY_ROLE);
  if (kind === 'dotprompt') {
    const said = body.replace(/\{\{!--[\s\S]*?(?:--\}\}|$)|\{\{![^{}]*\}\}/g, '');
    return splitTurns(said, /\{\{\s*role\s+["'](system|user|model|assistant)["']\s*\}\}/gi);
  }
  return [{ role: 'user', text: body }];
}

/** Text before the first marker is the user's. */
function splitTurns(body: string, marker: RegExp): readonly Turn[] {
  const turns: Turn[] = [];
  let role: Turn['role'] = 'user';
  let from = 0;
  for (const match of body.matchAll(marker)) {
    turns.push({ role, text: body.slice(from, match.index) });
    role = roleOf(match[1] ?? '');
    from = match.index + match[0].length;
  }
  turns.push({ role, text: body.slice(from) });
  return turns;
}

function roleOf(word: string): Turn['role'] {
  const lower = word.toLowerCase();
  if (lower === 'system' || lower === 'developer') return 'system';
  return lower === 'user' ? 'user' : 'assistant';
}

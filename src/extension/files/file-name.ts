import { FILES } from '../strings/files.ts';

/** Names of files where a person reads them. Whoever made an opened folder, or what was dropped, chose them. */

/** What would end a line, turn its direction around or not be seen. */
const UNSEEN = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu;

/** The last part of a path, in one line; never empty. */
export function fileNameOf(path: string): string {
  const name = path.split(/[/\\]/u).at(-1)?.replace(UNSEEN, '').trim() ?? '';
  return name === '' ? FILES.nameless : name;
}

/** A message of the editor makes `[text](command:…)` a link that runs the command: one that quotes a name must not. */
export function withoutLinks(message: string): string {
  return message.replaceAll('](', '] (');
}

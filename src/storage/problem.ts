/** Why a journal could not be written. */
export interface StorageProblem {
  /** `lost`: another window or process is writing this journal now. */
  readonly kind: 'full' | 'read-only' | 'denied' | 'missing' | 'lost' | 'other';
  /** One sentence for a person that says what to do. It may name the file, and never says what is in it. */
  readonly message: string;
}

/** The code of an error of the operating system (`ENOSPC`); the empty string when it has none. */
export function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';
}

type Kind = StorageProblem['kind'];

const KINDS: Readonly<Record<string, Kind>> = {
  ENOSPC: 'full',
  EDQUOT: 'full',
  EFBIG: 'full',
  EROFS: 'read-only',
  EACCES: 'denied',
  EPERM: 'denied',
  ENOENT: 'missing',
  ESTALE: 'missing',
};

const WORDS: Readonly<Record<Kind, (file: string) => string>> = {
  full: (file) =>
    `The disk is full: answers that ${file} does not hold are only in memory; free some space, or export them.`,
  'read-only': (file) =>
    `The disk that holds ${file} cannot be written to: answers are only in memory; export them to another disk.`,
  denied: (file) =>
    `You may not write ${file}: answers are only in memory; allow it, or export them to another folder.`,
  missing: (file) =>
    `The journal ${file} was removed while the run was going on: answers are only in memory; export them.`,
  lost: (file) =>
    `Another window or process has taken over ${file}: further answers of this one are only in memory; export them.`,
  other: (file) => `The journal ${file} cannot be written: answers are only in memory; export them.`,
};

/** A problem of this kind with this file. `detail` is the system's own word for it. */
export function problem(kind: Kind, file: string, detail = ''): StorageProblem {
  const message = WORDS[kind](file);
  return {
    kind,
    message: kind === 'other' && detail !== '' ? message.replace(' cannot', ` (${detail}) cannot`) : message,
  };
}

/** What an error of the operating system means for this file. */
export function problemOf(error: unknown, file: string): StorageProblem {
  const code = codeOf(error);
  return problem(KINDS[code] ?? 'other', file, code);
}

const WHY: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file',
  ENOTDIR: 'there is no such file',
  EISDIR: 'it is a folder',
  EROFS: 'the disk cannot be written to',
  ENOSPC: 'the disk is full',
  EDQUOT: 'the disk is full',
  ENAMETOOLONG: 'its name is too long',
  ELOOP: 'it is a link that leads to itself',
};

/** Why the system did not do it, as the end of a sentence about a file. */
export function whyNot(error: unknown, what: 'read' | 'write'): string {
  const code = codeOf(error);
  if (['EACCES', 'EPERM'].includes(code)) return `you may not ${what} it`;
  return (Object.hasOwn(WHY, code) ? WHY[code] : undefined) ?? (code || 'an unknown error');
}

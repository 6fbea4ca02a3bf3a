import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/** Inputs that every run tries first, and that are mutated: what was found once, and ordinary ones. */
const CORPUS = path.resolve('test', 'fuzz', 'corpus');
/** What this machine has found. */
const FINDINGS = path.resolve('dist', 'fuzz');

/** The corpus of a fuzzer, absolute paths in a fixed order. */
export function corpusOf(fuzzer: string): readonly string[] {
  const folder = path.join(CORPUS, fuzzer);
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((name) => name.endsWith('.json'))
    .sort()
    .map((name) => path.join(folder, name));
}

/** Keeps an input, and returns where. */
export function keepFinding(fuzzer: string, input: unknown, suffix: string): string {
  const text = `${JSON.stringify(input)}\n`;
  const digest = createHash('sha256').update(text).digest('hex').slice(0, 12);
  const folder = path.join(FINDINGS, fuzzer);
  mkdirSync(folder, { recursive: true });
  const file = path.join(folder, `${digest}${suffix}.json`);
  writeFileSync(file, text);
  return path.relative(process.cwd(), file);
}

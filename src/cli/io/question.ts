import { createInterface } from 'node:readline/promises';

/** Asks a person at the terminal; `null` when there is none, the input ended, or Ctrl+C came first. */
export async function askAtTerminal(question: string, interrupted: AbortSignal): Promise<string | null> {
  const { stdin, stderr } = process;
  const lines = createInterface({ input: stdin, output: stderr, terminal: false });
  try {
    const closed = new Promise<null>((resolve) => lines.once('close', () => resolve(null)));
    return await Promise.race([lines.question(question, { signal: interrupted }), closed]);
  } catch (error) {
    if (interrupted.aborted) return null;
    throw error;
  } finally {
    lines.close();
    stdin.pause();
  }
}

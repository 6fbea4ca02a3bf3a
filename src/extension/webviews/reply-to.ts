import type { Reply } from '../../protocol/messages.ts';

/**
 * What a request of a webview is answered with: its result; the sentence of a `UsageError`; or, for a defect, that the log
 * says more, after `onDefect` heard of it.
 */
export async function replyTo(
  perform: () => Promise<unknown>,
  onDefect: (error: unknown) => void,
): Promise<Reply<unknown>> {
  try {
    return { ok: await perform() };
  } catch (error) {
    if (error instanceof Error && error.name === 'UsageError') return { err: error.message };
    onDefect(error);
    return { err: 'That did not work; the log says more.' };
  }
}

import type * as vscode from 'vscode';
import type { Logger } from '../core/ports.ts';

/** Diagnostics in the output channel. Callers never pass keys, prompts or model output. */
export function channelLogger(channel: vscode.LogOutputChannel): Logger {
  return {
    info: (message) => {
      channel.info(message);
    },
    warn: (message) => {
      channel.warn(message);
    },
  };
}

/**
 * What is safe to write down of a caught error: its kind and code, never its message, which may quote what a server
 * or a user said.
 */
export function kindOf(error: unknown): string {
  if (!(error instanceof Error)) return typeof error;
  const code = 'code' in error && typeof error.code === 'string' ? ` ${error.code}` : '';
  return `${error.constructor.name}${code}`;
}

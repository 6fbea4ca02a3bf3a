import { UsageError } from '../../core/model/usage-error.ts';
import { formatUsd } from '../../core/money/estimate.ts';
import { DEFAULT_UNASKED } from '../../runs/limits.ts';
import { parseBudget } from '../arguments/amounts.ts';
import type { McpArguments } from '../arguments/invocation.ts';
import { parseCount } from '../arguments/values.ts';
import { MCP } from '../strings/mcp.ts';

/** What agents may spend. It comes from the user's command line and environment alone. */
export interface McpLimits {
  /** Of one call of a tool, US dollars. */
  readonly callUsd: number;
  /** Of all calls of this process together, US dollars. */
  readonly sessionUsd: number;
  /** Calls to models that one call of a tool may send. */
  readonly calls: number;
}

const DEFAULT_CALL_USD = 0.5;
const DEFAULT_SESSION_USD = 2;

/** The limits: by option, else by environment variable, else the default. */
export function limitsFrom(
  { budgetUsd, sessionBudgetUsd, mostCalls }: Pick<McpArguments, 'budgetUsd' | 'sessionBudgetUsd' | 'mostCalls'>,
  env: Readonly<Record<string, string | undefined>>,
): McpLimits {
  const read = (variable: string, parse: (text: string | null) => number | null): number | null => {
    const text = env[variable]?.trim() ?? '';
    try {
      return parse(text === '' ? null : text);
    } catch (error) {
      if (!(error instanceof UsageError)) throw error;
      throw new UsageError(MCP.environment(variable, error.message));
    }
  };
  return {
    callUsd: budgetUsd ?? read('CONVERGENCE_PROBE_MCP_BUDGET', (text) => parseBudget(text)) ?? DEFAULT_CALL_USD,
    sessionUsd:
      sessionBudgetUsd ??
      read('CONVERGENCE_PROBE_MCP_SESSION_BUDGET', (text) => parseBudget(text, 'session-budget')) ??
      DEFAULT_SESSION_USD,
    calls:
      mostCalls ??
      read('CONVERGENCE_PROBE_MCP_MAX_CALLS', (text) => parseCount('max-calls', text)) ??
      DEFAULT_UNASKED.calls,
  };
}

/** Money that one call of a tool may spend. */
export interface Reservation {
  /** US dollars. */
  readonly usd: number;
  /** Gives back what was not spent. What is never settled counts as spent. */
  settle(spentUsd: number): void;
}

/**
 * The money of a session. A call holds all that it may spend until it has ended, so that calls at the same time cannot spend
 * the same money.
 */
export class SessionBudget {
  readonly #limits: McpLimits;
  #taken = 0;

  constructor(limits: McpLimits) {
    this.#limits = limits;
  }

  /** US dollars that nobody has spent or holds. */
  get leftUsd(): number {
    return Math.max(0, this.#limits.sessionUsd - this.#taken);
  }

  /** US dollars that a call may spend now; `wantedUsd` only lowers it. */
  allowedUsd(wantedUsd: number | null): number {
    return Math.min(wantedUsd ?? Infinity, this.#limits.callUsd, this.leftUsd);
  }

  /** Throws a `UsageError` when nothing is left. */
  reserve(wantedUsd: number | null): Reservation {
    const usd = this.allowedUsd(wantedUsd);
    if (usd <= 0) throw new UsageError(MCP.refused.usedUp(formatUsd(this.#limits.sessionUsd)));
    this.#taken += usd;
    let isSettled = false;
    return {
      usd,
      settle: (spentUsd) => {
        if (isSettled) return;
        isSettled = true;
        this.#taken += Math.max(0, spentUsd) - usd;
      },
    };
  }
}

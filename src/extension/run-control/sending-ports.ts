import { isAskedLive } from '../../core/money/price-table.ts';
import { withFormerPrices } from '../../runs/pricing.ts';
import type { SendingPorts } from '../../runs/send.ts';
import type { Settings } from '../config/settings.ts';
import { askMissingKeys } from '../keys/ask-key.ts';
import type { Uses } from '../services.ts';
import { checkAddresses } from './addresses.ts';
import { askToSend } from './ask-to-send.ts';

/** What of sending depends on why it is done. */
export interface Asking {
  readonly settings: Settings;
  /** Whether prompt, models and N come from a file: then every call that may cost something is confirmed. */
  readonly fromFile: boolean;
  /** Why a key may be asked for, where that is not plain. */
  readonly whyKey?: string | null;
}

/** How the editor asks before anything is sent; `null` answers of its dialogs are refusals. */
export type AskingPorts = Omit<SendingPorts, 'connect'>;

/** The dialogs of the editor: keys that are missing, and whether to send. */
export function askingPorts(
  { settings, fromFile, whyKey = null }: Asking,
  { endpoints, keys, pricing }: Uses<'endpoints' | 'keys' | 'pricing'>,
): AskingPorts {
  return {
    keys: (asked) => {
      const known = endpoints();
      checkAddresses(asked, known);
      const providers = new Set(asked.filter(isAskedLive).map(({ provider }) => provider));
      return askMissingKeys(
        known.filter(({ id }) => providers.has(id)),
        keys,
        whyKey,
      );
    },
    price: async (header) => {
      const priced = await pricing.priced(header, settings);
      // What a file says that something costs is not believed; what was known when an own run began still holds.
      return withFormerPrices(priced, fromFile ? {} : (header.prices ?? {}));
    },
    confirm: ({ header, missing }) => askToSend(header, missing, fromFile, settings),
  };
}

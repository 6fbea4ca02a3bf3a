import type { Provider } from '../../core/ports.ts';
import { failed } from './failures.ts';

/** Stands in for a provider that cannot be asked because its key is missing: its targets fail, the others go on. */
export function keyMissing(id: string, server: string): Provider {
  const message = `There is no key for ${server}; set one.`;
  return {
    id,
    source: 'live',
    complete: () => Promise.resolve(failed('authentication', message, { stopsTarget: true })),
    listModels: () => Promise.reject(new Error(message)),
  };
}

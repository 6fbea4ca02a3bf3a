import type { RunPart } from '../../core/engine/resume.ts';
import type { Connections } from '../../providers/connect.ts';
import { findProvider } from '../../providers/registry.ts';
import type { Endpoint } from '../config/endpoints.ts';
import { originOf } from '../keys/bound-key.ts';
import type { KeyStore } from '../keys/key-store.ts';
import { languageModelProvider } from '../models/language-models.ts';
import { LANGUAGE_MODELS } from '../models/model-spec.ts';
import { connectPart } from '../../runs/send.ts';
import type { Recordings } from '../storage/recordings.ts';

interface Connecting {
  readonly keys: KeyStore;
  readonly recordings: Recordings;
  readonly endpoints: () => readonly Endpoint[];
}

/** Who answers each target. A key goes only to the address that it was set for. */
export async function connectTargets(part: RunPart, { keys, recordings, endpoints }: Connecting): Promise<Connections> {
  const known = endpoints();
  return connectPart(part, {
    keyFor: async (provider, baseUrl) => {
      const endpoint = known.find((one) => one.id === provider);
      const here = endpoint && (baseUrl === null ? endpoint.baseUrl === null : originOf(baseUrl) === endpoint.origin);
      return here ? keys.keyFor(endpoint) : null;
    },
    recordingFor: (target) => recordings.recordFor(target.model),
    definitionFor: (provider) => known.find((one) => one.id === provider)?.definition ?? findProvider(provider),
    extra: new Map([[LANGUAGE_MODELS, languageModelProvider()]]),
  });
}

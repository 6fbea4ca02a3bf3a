import type { ModelInfo } from '../../core/ports.ts';
import { UsageError } from '../../core/model/usage-error.ts';
import type { ModelsArguments } from '../arguments/invocation.ts';
import { EXIT } from '../exit-code.ts';
import type { Io, Screen } from '../io/io.ts';
import { listingFailure } from '../../providers/wire/listing-failed.ts';
import { redact } from '../../providers/wire/redact.ts';
import { Servers } from '../servers.ts';
import { oneLine } from '../terminal/printable.ts';
import { styleFor, type Style } from '../terminal/style.ts';
import { cut, fit, widthOf } from '../terminal/width.ts';
import { SENDING } from '../strings/sending.ts';

/** What became of asking one provider. */
type Listing =
  | { readonly kind: 'listed'; readonly provider: string; readonly models: readonly ModelInfo[] }
  | { readonly kind: 'missing' | 'failed'; readonly provider: string; readonly why: string };

/** Longest a provider may take for its list unless told otherwise, ms. */
const DEFAULT_TIMEOUT_MS = 30_000;

async function listOf(
  provider: string,
  servers: Servers,
  { interrupted, timeoutMs }: { readonly interrupted: AbortSignal; readonly timeoutMs: number },
): Promise<Listing> {
  const missing = servers.missing(provider);
  if (missing !== null) return { kind: 'missing', provider, why: missing };
  const baseUrl = servers.baseUrl(provider);
  const key = servers.key(provider, baseUrl);
  const deadline = AbortSignal.timeout(timeoutMs);
  try {
    const module = await servers.demand(provider).load();
    const instance = module.create({ baseUrl, key });
    return { kind: 'listed', provider, models: await instance.listModels(AbortSignal.any([interrupted, deadline])) };
  } catch (error) {
    if (interrupted.aborted) throw error;
    if (deadline.aborted) {
      const seconds = String(timeoutMs / 1000);
      return { kind: 'failed', provider, why: SENDING.models.timedOut(seconds) };
    }
    const why = error instanceof Error ? error.message : String(error);
    const hint = listingFailure(error) === 'authentication' ? servers.keyHint(provider) : null;
    // Errors of the network layer can quote a header, and with it the key.
    return { kind: 'failed', provider, why: redact(why, key) + (hint === null ? '' : SENDING.keys.toSend(hint)) };
  }
}

/** A terminal gets lines that fit; a pipe gets every word. */
function lines(models: readonly ModelInfo[], provider: string, { isTerminal, columns }: Screen, style: Style): string {
  const ids = models.map((model) => oneLine(`${provider}:${model.id}`));
  const widest = Math.min(Math.max(0, ...ids.map(widthOf)), Math.max(30, columns - 30));
  return models
    .map((model, index) => {
      const said = model.label.toLowerCase().includes(model.id.toLowerCase());
      const words = [said ? '' : model.label, model.detail].filter((part) => part !== '').join(', ');
      const id = ids[index] ?? '';
      if (words === '') return `${id}\n`;
      const left = Math.max(widest, widthOf(id));
      const about = isTerminal ? cut(oneLine(words), Math.max(10, columns - left - 2)) : oneLine(words);
      return `${fit(id, left)}  ${style.dim(about)}\n`;
    })
    .join('');
}

/** Lists the models of every provider that can be asked, as they are written behind `--target`; the others say what is missing. */
export async function modelsCommand(wanted: ModelsArguments, io: Io): Promise<number> {
  const servers = new Servers(wanted, io.env);
  if (wanted.provider !== null && servers.definition(wanted.provider) === undefined) servers.demand(wanted.provider);
  const asked = wanted.provider === null ? servers.ids() : [wanted.provider];
  const named = asked.filter((provider) => servers.definition(provider)?.kind !== 'recorded');
  if (named.length === 0) throw new UsageError(SENDING.recordings.noModels);
  const timeoutMs = wanted.timeoutMs ?? DEFAULT_TIMEOUT_MS;
  const listings = await interruptible(
    Promise.all(named.map((provider) => listOf(provider, servers, { interrupted: io.interrupted, timeoutMs }))),
    io.interrupted,
  );
  if (listings === null) return EXIT.interrupted;
  const style = styleFor(io.out.isTerminal, io.env);
  for (const listing of listings) {
    if (listing.kind === 'listed') await io.out.write(lines(listing.models, listing.provider, io.out, style));
    else await io.err.write(`${listing.provider}: ${oneLine(listing.why)}\n`);
  }
  if (listings.some(({ kind }) => kind === 'failed')) return EXIT.someFailed;
  return wanted.provider !== null && listings[0]?.kind === 'missing' ? EXIT.usage : EXIT.ok;
}

/** The value, or `null` when Ctrl+C came first. */
async function interruptible<T>(value: Promise<T>, signal: AbortSignal): Promise<T | null> {
  try {
    return await value;
  } catch (error) {
    if (signal.aborted) return null;
    throw error;
  }
}

import * as vscode from 'vscode';
import type { Attempt, CompletionRequest, ModelInfo, Provider } from '../../core/ports.ts';
import { answered } from '../../providers/wire/reply.ts';
import { languageModelFailure, modelNotFound } from './lm-failure.ts';
import { LANGUAGE_MODELS } from './model-spec.ts';
import { STRINGS } from '../strings.ts';

/** Extensions that bring models may be slow to start. */
const LIST_TIMEOUT_MS = 5_000;

/**
 * The models of VS Code itself. They know no system prompt (it goes before the prompt as a turn of the user), report
 * neither tokens nor a reason to stop, and promise no parameter (what the user sets goes along as model options).
 */
export function languageModelProvider(): Provider {
  return { id: LANGUAGE_MODELS, source: 'live', complete, listModels, laneOf: vendorOf };
}

/** Each vendor limits its own models. */
function vendorOf(model: string): string {
  const at = model.indexOf('/');
  return at < 0 ? '' : model.slice(0, at);
}

async function complete(request: CompletionRequest, signal: AbortSignal): Promise<Attempt> {
  const cancellation = new vscode.CancellationTokenSource();
  const abort = (): void => {
    cancellation.cancel();
  };
  signal.addEventListener('abort', abort, { once: true });
  try {
    const text = await Promise.race([ask(request, cancellation.token), aborted(signal)]);
    if (text === null) return modelNotFound(request.model);
    return answered({
      text,
      finishReason: null,
      usage: null,
      modelReported: null,
      refusal: null,
      // Says in the trial how the system prompt was sent.
      ...(request.system === null ? {} : { added: { systemRole: 'user' } }),
    });
  } catch (error) {
    if (signal.aborted) throw signal.reason;
    return languageModelFailure(error, request.model);
  } finally {
    signal.removeEventListener('abort', abort);
    cancellation.dispose();
  }
}

/** The answer; `null` when there is no such model. */
async function ask(request: CompletionRequest, token: vscode.CancellationToken): Promise<string | null> {
  const [model] = await vscode.lm.selectChatModels(selectorOf(request.model));
  if (!model) return null;
  const options: vscode.LanguageModelChatRequestOptions = { justification: STRINGS.models.justification };
  if (Object.keys(request.parameters).length > 0) options.modelOptions = { ...request.parameters };
  const response = await model.sendRequest(turnsOf(request), options, token);
  let text = '';
  for await (const part of response.text) text += part;
  return text;
}

function turnsOf({ system, messages }: CompletionRequest): vscode.LanguageModelChatMessage[] {
  const turns = messages.map(({ role, text }) =>
    role === 'user' ? vscode.LanguageModelChatMessage.User(text) : vscode.LanguageModelChatMessage.Assistant(text),
  );
  return system === null ? turns : [vscode.LanguageModelChatMessage.User(system), ...turns];
}

async function listModels(signal: AbortSignal): Promise<readonly ModelInfo[]> {
  const late = new Promise<never>((_, reject) => {
    setTimeout(() => {
      reject(new Error(STRINGS.models.lists.languageModelsLate));
    }, LIST_TIMEOUT_MS);
  });
  const models = await Promise.race([vscode.lm.selectChatModels(), late, aborted(signal)]);
  return models.map((model) => ({
    id: `${model.vendor}/${model.id}`,
    label: model.name,
    detail: `${model.vendor}, ${model.maxInputTokens.toLocaleString('en')} tokens`,
  }));
}

/** `vendor/id`; ids may hold slashes, vendors do not. */
function selectorOf(model: string): vscode.LanguageModelChatSelector {
  const at = model.indexOf('/');
  return at < 0 ? { id: model } : { vendor: model.slice(0, at), id: model.slice(at + 1) };
}

function aborted(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    const fail = (): void => {
      reject(signal.reason instanceof Error ? signal.reason : new Error('aborted'));
    };
    if (signal.aborted) fail();
    else signal.addEventListener('abort', fail, { once: true });
  });
}

import path from 'node:path';
import { chosenRewrites, ownRewrite } from '../../core/design/rewrites/registry.ts';
import { rewriteConditions, rewriteRequest } from '../../core/design/rewrites/request.ts';
import type { RewriteTemplate } from '../../core/design/rewrites/template.ts';
import type { RunHeader } from '../../core/model/run.ts';
import { UsageError } from '../../core/model/usage-error.ts';
import { beginPart, planRequest, type Tool } from '../../runs/plan.ts';
import { mostOf, sendRewrites, type RewritePorts } from '../../runs/rewrites.ts';
import { checkWritable } from '../../storage/files.ts';
import type { RewriteArguments } from '../arguments/invocation.ts';
import { EXIT } from '../exit-code.ts';
import type { Io } from '../io/io.ts';
import { stateFolder, thisMachine } from '../journal/places.ts';
import { checkReport } from '../report/deliver.ts';
import { HeldRun } from '../report/held-run.ts';
import { RunReport } from '../report/run-report.ts';
import { Servers } from '../servers.ts';
import { ARGUMENTS } from '../strings/arguments.ts';
import { SENDING } from '../strings/sending.ts';
import { oneLine } from '../terminal/printable.ts';
import { finish } from './finish.ts';
import { planMeaning, withMeaning } from './meaning.ts';
import { promptText } from './prompt.ts';
import { newJournal } from './run.ts';
import { requestOf } from './run-request.ts';
import { Notices, prepareOrRefuse, send } from './send.ts';

/** Tries rewrites of a prompt and prints what they are worth. */
export async function rewriteCommand(asked: RewriteArguments, tool: Tool, io: Io): Promise<number> {
  const { out } = asked;
  checkReport(asked.report);
  if (out !== null) await checkWritable(out);
  const servers = new Servers(asked, io.env);
  const { header, notes } = await planned(asked, servers, tool, io);
  for (const note of notes) await io.err.write(`${SENDING.note(oneLine(note))}\n`);
  const meaning = await planMeaning(asked, io);
  const ports = { wanted: asked, servers, io, recordings: () => Promise.resolve(new Map()), notes: () => [] };
  const ready = await prepareOrRefuse(beginPart(mostOf(header)), ports);
  const folder = stateFolder(thisMachine(io.env));
  const notices = new Notices(io);
  const journal = await newJournal(header, out, folder, notices);
  const sent = await sendRewrites(
    ready,
    rewriting((part) => send(part, [], asked, { journal, notices, io }), asked, io),
  );
  const held = new HeldRun(await withMeaning(sent, meaning, asked, { journal, io }));
  const resumable = out ?? journal.file;
  const wanted = { ...asked, recordings: [] };
  const code = await finish(held, { journal, out, write: true, resumable, further: [], folder, wanted }, io);
  return meaning !== null && io.interrupted.aborted ? EXIT.interrupted : code;
}

/** How a command line sends and looks at such a run. */
function rewriting(sendPart: RewritePorts['send'], asked: RewriteArguments, io: Io): RewritePorts {
  return {
    send: sendPart,
    judge: async (record) => (await RunReport.of(record, asked.report, io)).rewrites(),
    onFirst: (confirmed) => {
      const said =
        confirmed === null
          ? SENDING.rewrites.noBest
          : SENDING.rewrites.confirming(confirmed.best, confirmed.part.missing.length);
      void io.err.write(`${oneLine(said)}\n`);
      return !io.interrupted.aborted;
    },
  };
}

/** The header of the first part, and what the person should know beforehand. */
async function planned(
  asked: RewriteArguments,
  servers: Servers,
  tool: Tool,
  io: Io,
): Promise<{ readonly header: RunHeader; readonly notes: readonly string[] }> {
  for (const { provider, rest } of asked.targets) {
    if (servers.demand(provider).kind !== 'network')
      throw new UsageError(ARGUMENTS.rewrite.notLive(`${provider}:${rest}`));
  }
  const { request, notes } = await requestOf(asked, null, servers, io);
  if ('conditions' in request) throw new Error('A prompt without a probe file has no conditions.');
  const targets = request.targets.map((target) => {
    const names = servers.demand(target.provider).parameterNames;
    return { ...target, names };
  });
  const { conditions, leftOut } = rewriteConditions(request, await templatesOf(asked), asked.want, {
    targets,
    runs: asked.runs,
  });
  const whole = { ...rewriteRequest(request, conditions), ...(asked.seed !== null && { seed: asked.seed }) };
  const names = conditions.slice(1).map(({ id }) => id);
  return {
    header: planRequest(whole, tool),
    notes: [
      ...notes,
      ...leftOut.map((name) => SENDING.rewrites.leftOut(name)),
      SENDING.rewrites.planned(names, 2 * targets.length * asked.runs),
    ],
  };
}

/** The rewrites that are tried; own ones alone where no others are named. */
async function templatesOf({
  want,
  rewrites,
  ownRewrites,
  rewriteFiles,
}: RewriteArguments): Promise<readonly RewriteTemplate[]> {
  const texts = ownRewrites.map((text, at) => ({ text, label: `own ${String(at + 1)}` }));
  const files = await Promise.all(
    rewriteFiles.map(async (file) => ({ text: (await promptText(file)).trimEnd(), label: path.basename(file) })),
  );
  const own = [...texts, ...files].map(({ text, label }) => ownRewrite(text, label, want));
  const known = rewrites === null && own.length > 0 ? [] : chosenRewrites(want, rewrites);
  return [...known, ...own];
}

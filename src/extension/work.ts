/**
 * Everything behind the first command, in a file of its own (`dist/work.js`): the editor reads `extension.js` in every
 * window where the extension is activated, and would have to parse all of this with it. Only `extension.ts` imports it.
 */
export { resolveMcpServer } from './agents/mcp-server.ts';
export { invokeProbe, prepareProbe } from './agents/probe-tool.ts';
export { clearApiKey } from './commands/clear-api-key.ts';
export { manageKeys } from './commands/manage-keys.ts';
export { compareAsConditions } from './commands/compare-as-conditions.ts';
export { compareRuns, compareWithPrevious, showTimeline } from './commands/compare-runs.ts';
export { exportResults } from './commands/export-results.ts';
export { newProbeFile } from './commands/new-probe-file.ts';
export { openAsText } from './commands/open-as-text.ts';
export { openGallery } from './commands/open-gallery.ts';
export { openRun } from './commands/open-run.ts';
export { openSampleRun } from './commands/open-sample-run.ts';
export { findSentences, probe } from './commands/probe.ts';
export { probeFile } from './commands/probe-file.ts';
export {
  clearBaseline,
  clearRunFilter,
  deleteRuns,
  exportKeptRun,
  filterRuns,
  markBaseline,
  pinRun,
  renameRun,
  unpinRun,
} from './commands/kept-runs.ts';
export { runProbeFile } from './commands/run-probe-file.ts';
export { selectModels } from './commands/select-models.ts';
export { setApiKey } from './commands/set-api-key.ts';
export { toggleLenses } from './commands/toggle-lenses.ts';
export { tryRewrites } from './commands/try-rewrites.ts';
export { withErrorsShown } from './commands/show-error.ts';
export { showRunFile } from './panel/run-file-editor.ts';
export { restorePanel } from './panel/serializer.ts';
export { createServices } from './services.ts';

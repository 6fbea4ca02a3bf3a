/** What does the work, in a file of its own (as is `help.ts`): `--version`, `--help` and a mistyped command do without it. */
export { analyzeCommand } from './commands/analyze.ts';
export { checkCommand } from './commands/check.ts';
export { compareCommand } from './commands/compare.ts';
export { modelsCommand } from './commands/models.ts';
export { mcpCommand } from './mcp/command.ts';
export { resumeCommand } from './commands/resume.ts';
export { rewriteCommand } from './commands/rewrite.ts';
export { runCommand } from './commands/run.ts';

// `npm start` with the embedded VS Code: a server on this machine, opened in whatever browser the person has.
import { hostTools, say } from '../host/tools.mjs';
import { lookOnce } from './look-once.mjs';
import { startSampleServer } from './sample-server.mjs';

/** What a browser keeps for the workbench, API keys among it, is bound to the port; so it is the same every time. */
const PORT = 8137;

/**
 * @param {{ root: string, session: import('./session.mjs').Session, built: Promise<void>,
 * reported: Promise<void>, once: boolean }} options
 */
export async function startEmbedded({ root, session, built, reported, once }) {
  const [tools] = await Promise.all([hostTools({ browser: once }), built]);
  const { server, host } = await startSampleServer({ root, session, tools, steady: once, port: once ? 0 : PORT });
  await reported;
  if (once) {
    await lookOnce({ root, tools, server, host, session });
    await server.stop();
    return;
  }
  console.log(`
    Open  ${server.url}/  in a browser on this machine.

    It is VS Code with Convergence Probe and the sample prompts; the panel with the published answers opens by itself.
    To probe on: click into any prompt and press Ctrl+Alt+Enter, or run "Probe This Prompt" (F1).
    Ctrl+C here ends it.
`);
  await new Promise((resolve) => process.once('SIGINT', resolve).once('SIGTERM', resolve).once('SIGHUP', resolve));
  say('Ending.');
  await server.stop();
  process.exit(0);
}

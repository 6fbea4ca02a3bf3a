// What `npm start` and `npm run screenshots` take from here, built into one file.
export { launchBrowser } from './browser.ts';
export { startServer } from './embedded.ts';
export { QUIET_SETTINGS, STEADY_SETTINGS } from './settings.ts';
export { Workbench } from './workbench.ts';

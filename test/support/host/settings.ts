/** Settings that keep a workbench quiet: no welcome pages, no update or gallery look-ups, no animations. */
export const QUIET_SETTINGS: Readonly<Record<string, unknown>> = {
  'workbench.startupEditor': 'none',
  'workbench.tips.enabled': false,
  'workbench.welcomePage.walkthroughs.openOnInstall': false,
  'workbench.enableExperiments': false,
  'workbench.colorTheme': 'Default Dark Modern',
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'window.title': '${dirty}${activeEditorShort}${separator}${rootName}',
  'window.commandCenter': false,
  'window.confirmBeforeClose': 'never',
  'security.workspace.trust.enabled': false,
  'telemetry.telemetryLevel': 'off',
  'extensions.autoUpdate': false,
  'extensions.autoCheckUpdates': false,
  'extensions.ignoreRecommendations': true,
  'update.mode': 'none',
  'git.enabled': false,
  'git.openRepositoryInParentFolders': 'never',
  'chat.disableAIFeatures': true,
  'chat.commandCenter.enabled': false,
  'files.hotExit': 'off',
  // What listens on this machine is none of the tests' business.
  'convergenceProbe.findLocalServers': false,
};

/** On top of the quiet ones: what makes a workbench steady enough to be driven and photographed. */
export const STEADY_SETTINGS: Readonly<Record<string, unknown>> = {
  ...QUIET_SETTINGS,
  'editor.accessibilitySupport': 'off',
  'editor.cursorBlinking': 'solid',
  'workbench.reduceMotion': 'on',
  'workbench.list.smoothScrolling': false,
};

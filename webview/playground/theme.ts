const THEMES: Readonly<Record<string, string>> = {
  dark: 'vscode-dark',
  light: 'vscode-light',
  contrast: 'vscode-high-contrast',
  'contrast-light': 'vscode-high-contrast vscode-high-contrast-light',
};

/** Gives the page a theme, as the editor does, by the name that addresses have. */
export function setTheme(theme: string): void {
  document.body.className = THEMES[theme] ?? 'vscode-dark';
}

/** Calls `onChange` whenever the editor switches its theme: it then rewrites the body's classes and the root's style. */
export function watchTheme(onChange: () => void): void {
  const observer = new MutationObserver(onChange);
  observer.observe(document.body, { attributes: true, attributeFilter: ['class', 'data-vscode-theme-id'] });
  observer.observe(document.documentElement, { attributes: true, attributeFilter: ['style', 'class'] });
  matchMedia('(forced-colors: active)').addEventListener('change', onChange);
}

/**
 * Keeps what is said beside the main thing dimmer than it. Some themes, VS Code's Light Modern among them, give
 * descriptions the colour of all text; the root is then marked, and the style sheet mixes a dimmer one.
 */
export function keepDimApart(): void {
  document.documentElement.classList.toggle('flat', colourOf('foreground') === colourOf('descriptionForeground'));
}

function colourOf(name: string): string {
  const probe = document.createElement('span');
  probe.className = 'colour-probe';
  probe.style.setProperty('color', `var(--vscode-${name})`);
  document.body.append(probe);
  const { color } = getComputedStyle(probe);
  probe.remove();
  return color;
}

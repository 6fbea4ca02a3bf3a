/** Calls `onChange` whenever the editor switches its theme: it then rewrites the body's classes and the root's style. */
export function watchTheme(onChange: () => void): void {
  const observer = new MutationObserver(onChange);
  observer.observe(document.body, { attributes: true, attributeFilter: ['class', 'data-vscode-theme-id'] });
  observer.observe(document.documentElement, { attributes: true, attributeFilter: ['style', 'class'] });
  matchMedia('(forced-colors: active)').addEventListener('change', onChange);
}

/**
 * Reads colours that style sheets have resolved: a custom property itself would come back as it is written (`color-mix(…)`), a
 * colour comes back as a canvas takes it. `colour` takes the name of a property, with its dashes.
 */
export function readColours<T>(read: (colour: (property: string) => string, style: CSSStyleDeclaration) => T): T {
  const probe = document.createElement('span');
  probe.className = 'colour-probe';
  document.body.append(probe);
  const style = getComputedStyle(probe);
  const found = read((property) => {
    probe.style.setProperty('color', `var(${property})`);
    return style.color;
  }, style);
  probe.remove();
  return found;
}

/**
 * Keeps what is said beside the main thing dimmer than it. Some themes, VS Code's Light Modern among them, give
 * descriptions the colour of all text; the root is then marked, and the style sheet mixes a dimmer one.
 */
export function keepDimApart(): void {
  const isFlat = readColours((colour) => colour('--vscode-foreground') === colour('--vscode-descriptionForeground'));
  document.documentElement.classList.toggle('flat', isFlat);
}

import { render } from 'lit';
import { STYLE } from '../../src/core/export/html-style.ts';
import { isFields, type Fields } from '../../src/core/model/fields.ts';
import { firstIssue, type Of } from '../../src/core/model/schema.ts';
import { reportingResultSchema } from '../../src/protocol/mcp-app.ts';
import { MCP_APP } from '../text/mcp-app.ts';
import { connect } from './host.ts';
import { notice, overview } from './view.ts';

/** The overview of a report within a chat: an MCP App, one page that loads nothing. */

const OWN_STYLE = `
:root{--text:var(--color-text-primary,light-dark(#1f1f1f,#e4e4e4));--dim:var(--color-text-secondary,light-dark(#616161,#a0a0a0))}
:root{--line:var(--color-border-primary,light-dark(#d4d4d4,#3a3a3a));--back:var(--color-background-primary,light-dark(#fff,#1f1f1f))}
:root{--accent:light-dark(#8a5300,#f0a030);--m0:light-dark(#c2660c,#f0a030);--m1:light-dark(#0b68b5,#5aaaf5);--m2:light-dark(#8a4fa3,#b585d8)}
:root{--m3:light-dark(#0a7a55,#3fc08d);--m4:light-dark(#c0392b,#f08070);--m5:light-dark(#8a7a00,#d6c840)}
body{font-family:var(--font-sans,system-ui,sans-serif)}
main{padding:12px 16px;max-width:none}
h1{font-size:16px;margin:0 0 6px}
.findings{margin:0 0 8px;padding-left:18px}
.bars{table-layout:fixed}.bars .num{width:56px}
`;

const style = document.createElement('style');
style.textContent = STYLE + OWN_STYLE;
document.head.append(style);
const root = document.body.appendChild(document.createElement('div'));
render(notice(MCP_APP.waiting), root);

connect(
  { name: 'convergence-probe', version: document.documentElement.dataset['version'] ?? '' },
  {
    onContext: follow,
    onResult: (result) => {
      render(shown(result), root);
    },
    onCancelled: () => {
      render(notice(MCP_APP.cancelled), root);
    },
  },
);

/** The report; of a result without one, what it says. */
function shown({ structuredContent, content }: Fields) {
  if (firstIssue(reportingResultSchema, structuredContent) === null) {
    return overview((structuredContent as Of<typeof reportingResultSchema>).report);
  }
  const texts = (Array.isArray(content) ? content : []).flatMap((block: unknown) =>
    isFields(block) && block['type'] === 'text' && typeof block['text'] === 'string' ? [block['text']] : [],
  );
  return notice(texts.join('\n') || MCP_APP.nothing);
}

/** Takes on the theme and the colours of the host. A value is only ever set as a variable, so that it can load nothing. */
function follow({ theme, styles }: Fields): void {
  const { documentElement } = document;
  if (theme === 'light' || theme === 'dark') {
    documentElement.dataset['theme'] = theme;
    documentElement.style.colorScheme = theme;
  }
  const variables = isFields(styles) && isFields(styles['variables']) ? styles['variables'] : {};
  for (const [name, value] of Object.entries(variables))
    if (/^--[\w-]+$/.test(name) && typeof value === 'string') documentElement.style.setProperty(name, value);
}

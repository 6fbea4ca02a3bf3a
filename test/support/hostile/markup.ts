import { DEEP, HUGE, kinds, kindsOf, LONG, repeated } from './kinds.ts';

const page = (body: string, head = ''): string =>
  `<!doctype html>\n<html><head><title>Page</title>${head}</head><body>${body}</body></html>`;
const style = (css: string): string => page('<p>a</p>', `<style>${css}</style>`);
const svg = (inside: string): string => `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9">${inside}</svg>`;

const ELEMENTS = [
  ...['a', 'b', 'p', 'div', 'table', 'tr', 'td', 'ul', 'li', 'select', 'option', 'form', 'svg', 'math', 'template'],
  ...['script', 'style', 'title', 'textarea', 'iframe', 'noscript', 'plaintext', 'canvas', 'x-y'],
];

export const MARKUP = [
  ...kindsOf('elements never closed', ELEMENTS, (name) => page(repeated(`<${name}>`))),
  ...kindsOf('elements never opened', ['b', 'p', 'br', 'svg', 'script'], (name) => page(repeated(`</${name}>`))),
  ...kinds('page', {
    empty: '<!doctype html>',
    'that is never closed': () => `<!doctype html><html><body>${repeated('<p>a ', LONG)}`,
    'of a megabyte': () => page(repeated('<p class="a">Lorem ipsum</p>\n', HUGE)),
    'nested divs': () => page(`${'<div>'.repeat(DEEP)}${'</div>'.repeat(DEEP)}`),
    'nested formatting that is closed wrongly': () => page(repeated('<b><i><u></b></i></u>')),
    'tables in tables': () => page('<table><tr><td>'.repeat(5_000)),
    'an element with fifty thousand attributes': () =>
      page(`<p ${Array.from({ length: 50_000 }, (_, at) => `a${at}=1`).join(' ')}>x</p>`),
    'an element with equal attributes': () => page(`<p ${repeated('a=1 ')}>x</p>`),
    'an attribute of a megabyte': () => page(`<p title="${'x'.repeat(HUGE)}">x</p>`),
    'an attribute that is never closed': () => page(`<p title="${repeated('x>', LONG)}`),
    'ten thousand classes': () =>
      page(`<p class="${Array.from({ length: 10_000 }, (_, at) => `c${at}`).join(' ')}">x</p>`),
    'entities without end': () => page(repeated('&amp;&#x26;&#38;&')),
    'entities that name nothing': () => page(repeated('&bogus;&#x110000;&#0;')),
    'an XML bomb': () =>
      `<?xml version="1.0"?><!DOCTYPE lolz [${Array.from({ length: 12 }, (_, at) => `<!ENTITY l${at + 1} "${`&l${at};`.repeat(10)}">`).join('')}]><html><title>&l12;</title></html>`,
    'an entity of a file':
      '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><svg xmlns="http://www.w3.org/2000/svg">&b;</svg>',
    'comments that are never closed': () => page(repeated('<!--')),
    'comments in comments': () => page(repeated('<!-- <!-- --> -->')),
    'conditional comments': () => page(repeated('<!--[if IE]><![endif]-->')),
    'sections of data': () => page(repeated('<![CDATA[ ]]>')),
    instructions: () => page(repeated('<?php echo 1; ?>')),
    doctypes: () => repeated('<!doctype html>'),
    'five thousand titles': () => page('', '<title>a</title>'.repeat(5_000)),
    'a title of a megabyte': () => page('', `<title>${'x'.repeat(HUGE)}</title>`),
    'a title of controls': page('', '<title>\u001b[2J\u202e\u0000</title>'),
    'a title of an element': page('', '<title><b onclick="x()">T</b></title>'),
    'handlers everywhere': () => page(repeated('<img src=x onerror=alert(1)>')),
    'addresses of scripts': page('<a href="javascript:alert(1)">a</a><iframe src="javascript:alert(1)"></iframe>'),
    'a refresh': page('', '<meta http-equiv="refresh" content="0;url=http://127.0.0.1:9/">'),
    'a base': page('<img src="x">', '<base href="http://127.0.0.1:9/">'),
    'frames in frames': () => page('<iframe srcdoc="'.repeat(200)),
    'its own policy': page('', '<meta http-equiv="Content-Security-Policy" content="default-src *">'),
    'pictures of nowhere': () => page(repeated('<img src="http://127.0.0.1:9/a.png">')),
    'a picture of a megabyte': () => page(`<img src="data:image/png;base64,${'A'.repeat(HUGE)}">`),
    'ends of scripts in strings': page('<script>const a = "</script><script>alert(1)</script>";</script>'),
    'NULs in tags': page('<scr\u0000ipt>alert(1)</scr\u0000ipt>'),
    'half tags': () => page(repeated('< a>< /a><1></ >')),
    'shapes without white space': () => page(repeated('<a/b/c=d/e>')),
    'elements of other namespaces': () => page(repeated('<svg><math><mi><svg><foreignObject>', LONG / 2)),
    'custom elements': () => page(Array.from({ length: 5_000 }, (_, at) => `<x-${at}></x-${at}>`).join('')),
    'shadow roots': () => page('<div><template shadowrootmode="open">'.repeat(2_000)),
    'files in one answer': () =>
      Array.from({ length: 300 }, (_, at) => `### file${at}.css\n\`\`\`css\na{}\n\`\`\``).join('\n'),
    'links to files that follow each other': () =>
      `\`\`\`html\n${page('', repeated('<link rel=stylesheet href=a.css>', 20_000))}\n\`\`\`\n\`\`\`css\n@import "a.css";\n\`\`\``,
  }),
  ...kinds('style', {
    'open blocks': () => style(repeated('a{')),
    'closed blocks': () => style(repeated('}')),
    'nested blocks': () => style(`${'a{'.repeat(DEEP)}${'}'.repeat(DEEP)}`),
    'open brackets': () => style(`a{b:${repeated('(')}`),
    'nested functions': () => style(`a{color:${'calc('.repeat(DEEP)}1`),
    'variables in a circle': style(':root{--a:var(--b);--b:var(--a) var(--a)}body{background:var(--a)}'),
    'variables that double': () =>
      style(
        `:root{--v0:red;${Array.from({ length: 60 }, (_, at) => `--v${at + 1}:var(--v${at}) var(--v${at})`).join(';')}}body{background:var(--v60)}`,
      ),
    'ten thousand variables': () =>
      style(
        `:root{${Array.from({ length: 10_000 }, (_, at) => `--v${at + 1}:var(--v${at})`).join(';')}}body{color:var(--v9999)}`,
      ),
    'comments that are never closed': () => style(repeated('/*')),
    'strings that are never closed': () => style(repeated('"\n\'')),
    escapes: () => style(repeated('\\61 \\\\')),
    imports: () => style(repeated('@import url(http://127.0.0.1:9/a.css);')),
    queries: () => style('@media all{'.repeat(DEEP)),
    selectors: () => style(`${repeated('a > ', LONG)}a{}`),
    'lists of selectors': () => style(`${repeated('a,', LONG)}a{}`),
    'selectors in selectors': () => style(`${':not('.repeat(DEEP)}a`),
    gradients: () => style(`a{background:linear-gradient(${repeated('red,', LONG)}blue)}`),
    colours: () =>
      style(`a{${Array.from({ length: 10_000 }, (_, at) => `color:#${at.toString(16).padStart(6, '0')}`).join(';')}}`),
    'colours out of range': style(
      'a{color:rgb(1e308 1e308 1e308);background:hsl(1e999 1e999% -1%);border-color:#12345}',
    ),
    'an address of a megabyte': () => style(`a{background:url(data:image/png;base64,${'A'.repeat(HUGE)})}`),
    'key frames': () => style(repeated('@keyframes a{from{}to{}}')),
  }),
  ...kinds('SVG', {
    alone: svg('<script>alert(1)</script>'),
    'uses that double': () =>
      svg(
        Array.from({ length: 30 }, (_, at) => `<g id="g${at + 1}"><use href="#g${at}"/><use href="#g${at}"/></g>`).join(
          '',
        ),
      ),
    'a use of itself': svg('<g id="a"><use href="#a"/></g>'),
    'groups in groups': () => svg('<g>'.repeat(DEEP)),
    'a path of a megabyte': () => svg(`<path d="${repeated('M0 0L9 9', HUGE)}"/>`),
    'a path of words': () => svg(`<path d="${repeated('NaN,1e999-', LONG)}"/>`),
    filters: () => svg(repeated('<filter><feTurbulence baseFrequency="9"/></filter>')),
    animations: () => svg(repeated('<animate attributeName="x" dur="1ms" repeatCount="indefinite"/>')),
    'foreign objects': () => svg('<foreignObject><html xmlns="http://www.w3.org/1999/xhtml"><svg>'.repeat(1_000)),
    'that is never closed': () => `<svg xmlns="http://www.w3.org/2000/svg">${repeated('<rect ', LONG)}`,
    'a size without bounds':
      '<svg xmlns="http://www.w3.org/2000/svg" width="1e9" height="1e9" viewBox="0 0 1e308 1e308"><rect/></svg>',
    'references to elsewhere': svg('<image href="http://127.0.0.1:9/a.png"/><use href="http://127.0.0.1:9/a.svg#a"/>'),
  }),
  ...kinds('Markdown', {
    'a picture of elsewhere': '![x](http://127.0.0.1:9/a.png)',
    'a link of a script': '[x](javascript:alert(1))',
    'links in links': () => `${'['.repeat(5_000)}x${'](y)'.repeat(5_000)}`,
    'emphasis in emphasis': () => `${'*_'.repeat(10_000)}x`,
    'emphasis between letters': () => repeated('a**b_c*d__e', LONG),
    'quotes in quotes': () => `${'> '.repeat(10_000)}x`,
    'lists in lists': () => Array.from({ length: 400 }, (_, at) => `${' '.repeat(2 * at)}- x`).join('\n'),
    headings: () => repeated('###### x\n', LONG),
    'a table of ten thousand columns': () =>
      `${'|a'.repeat(10_000)}|\n${'|-'.repeat(10_000)}|\n${'|b'.repeat(10_000)}|`,
    'a table of ten thousand rows': () => `|a|b|\n|-|-|\n${'|1|2|\n'.repeat(10_000)}`,
    bars: '| 42 | 43 |\n42 | injected | row',
    'notes at the foot': () => repeated('[^1]: x\n', LONG),
    references: () => repeated('[a]: http://127.0.0.1:9/\n', LONG),
    'rows of ticks': () => Array.from({ length: 1_000 }, (_, at) => '`'.repeat(at % 50)).join(' x '),
    'HTML in it': '<img src=x onerror=alert(1)>\n\n<details open ontoggle=alert(1)>',
    'a front matter': '---\ntitle: x\n---\n\n# 42',
    mathematics: () => repeated('$$\\frac{1}{2}$$ ', LONG),
    'a bold answer that is never closed': () => `**Answer: ${repeated('x ', LONG)}`,
    'bold without a space': () => repeated('**a**', LONG),
    'lines of rules': () => repeated('***\n', LONG),
  }),
];

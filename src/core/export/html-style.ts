/** The style of the HTML report: light and dark, and for paper. Colours of models are told apart by people with any vision (Okabe and Ito 2008, darkened or lightened for contrast). */
export const STYLE = `
:root{color-scheme:light dark;--text:#1f1f1f;--dim:#616161;--line:#d4d4d4;--back:#fff;--accent:#8a5300;--m0:#c2660c;--m1:#0b68b5;--m2:#8a4fa3;--m3:#0a7a55;--m4:#c0392b;--m5:#8a7a00}
@media (prefers-color-scheme:dark){:root{--text:#e4e4e4;--dim:#a0a0a0;--line:#3a3a3a;--back:#1f1f1f;--accent:#f0a030;--m0:#f0a030;--m1:#5aaaf5;--m2:#b585d8;--m3:#3fc08d;--m4:#f08070;--m5:#d6c840}}
body{margin:0;background:var(--back);color:var(--text);font:14px/1.5 system-ui,sans-serif}
main{max-width:760px;margin:0 auto;padding:24px 20px}
h1{color:var(--accent);font-size:22px;margin:16px 0 0}
h2{font-size:15px;margin:24px 0 6px}
h3{font-size:13px;margin:8px 0 2px}
.headline{margin:2px 0 8px;font-size:15px}
.source,.figures,figcaption{color:var(--dim)}
.figures span{margin-right:18px;white-space:normal}.figures b{color:var(--text)}
pre{white-space:pre-wrap;overflow-wrap:anywhere;font:12px/1.45 ui-monospace,monospace;margin:4px 0}
section>pre{border-left:3px solid var(--line);padding-left:10px;font-size:13px}
.system{color:var(--dim)}
figure{margin:12px 0}
svg{width:100%;height:auto;display:block}
svg text{fill:var(--text);font:600 11px system-ui,sans-serif;text-anchor:middle}
svg text.axis{fill:var(--dim);font-weight:400}
svg text.axis[text-anchor=start]{text-anchor:start}svg text.axis[text-anchor=end]{text-anchor:end}
svg line{stroke:var(--line)}
table{border-collapse:collapse;width:100%}
th,td{text-align:left;padding:3px 8px 3px 0;font-weight:400;vertical-align:top;overflow-wrap:anywhere}
thead th{color:var(--dim);border-bottom:1px solid var(--line)}
.num{text-align:right;font-variant-numeric:tabular-nums;white-space:nowrap}
.bars th{width:34%}.bars .bar{white-space:nowrap;font-size:0}
.bars i{display:inline-block;height:14px}
.mark{display:inline-block;width:10px;height:10px;margin-right:6px;border-radius:2px}
${[0, 1, 2, 3, 4, 5].map((slot) => `.m${slot}{fill:var(--m${slot});background:var(--m${slot})}`).join('')}
details{margin:4px 0}summary{cursor:pointer;color:var(--dim)}
ol{padding-left:32px;margin:4px 0}li{border-bottom:1px solid var(--line)}ul li{border:0}
@media print{details>*{display:block}main{max-width:none;padding:0}i,rect,.mark{print-color-adjust:exact}section{break-inside:avoid-page}}
`;

/** The payer page's whole style, inlined: one request and it is there. Sizes are for a thumb and for tired eyes. */
export const STYLE = `
:root{color-scheme:light dark;--ink:#16181d;--soft:#585c66;--paper:#fff;--ground:#f5f3ee;--line:#d8d5cc;--act:#3340c4;--on-act:#fff;--good:#0b6e37;--bad:#b3231b;--warn:#8a5a00}
@media (prefers-color-scheme:dark){:root{--ink:#f2f3f5;--soft:#a9aeba;--paper:#1c1f26;--ground:#101216;--line:#323743;--act:#a3adff;--on-act:#0c1038;--good:#6fd79a;--bad:#ff8a80;--warn:#f2c14e}}
*{box-sizing:border-box;margin:0}
body{font:17px/1.45 system-ui,-apple-system,"Segoe UI",Roboto,"PingFang SC","Noto Sans SC","Microsoft YaHei",sans-serif;color:var(--ink);background:var(--ground);min-height:100dvh;display:flex;flex-direction:column;align-items:center;overflow-wrap:anywhere}
main{width:100%;max-width:30rem;padding:1.5rem 1.25rem;display:flex;flex-direction:column;gap:1.1rem;margin-block:auto}
h1{font-size:1.45rem;line-height:1.25;font-weight:650}
.amount{font-size:clamp(2.6rem,13vw,4rem);font-weight:700;letter-spacing:-.02em;line-height:1.1;font-variant-numeric:tabular-nums;white-space:nowrap}
.long{font-size:min(7.5vw,2.2rem)}
.head{font:inherit}.head>*{display:block}
.soft{color:var(--soft)}
.card{background:var(--paper);border:1px solid var(--line);border-radius:14px;padding:1rem 1.1rem}
table{width:100%;border-spacing:0}
td,th{padding:.4rem 0;text-align:left;vertical-align:top;font-weight:400;border-bottom:1px solid var(--line)}
tr:last-child>*{border-bottom:0}
td:last-child:not(.note){text-align:right;white-space:nowrap;padding-left:1rem;font-variant-numeric:tabular-nums}
.facts th{white-space:nowrap}.facts td:last-child{white-space:normal}
tr.sum>*{font-weight:700}
button,.button{font:inherit;font-size:1.3rem;font-weight:650;width:100%;min-height:4rem;border:0;border-radius:14px;background:var(--act);color:var(--on-act);cursor:pointer;padding:.5rem 1rem}
a.button{display:grid;place-items:center;text-decoration:none;color:var(--on-act)}
button small{display:block;font-size:1rem;font-weight:400}
button:disabled{opacity:.6}
button.second{background:var(--paper);color:var(--act);border:2px solid var(--act);font-size:1.1rem;min-height:3.4rem}
button.quiet{background:none;color:var(--soft);font-size:1rem;font-weight:400;min-height:3rem;text-decoration:underline}
a{color:var(--act)}
:focus-visible{outline:3px solid var(--act);outline-offset:3px}
.mark{width:5.5rem;height:5.5rem}
.good{color:var(--good)}.bad{color:var(--bad)}.warn{color:var(--warn)}
.notice{border-left:4px solid var(--warn);padding:.2rem .8rem}
.spin{animation:spin 1.2s linear infinite}
@keyframes spin{to{transform:rotate(1turn)}}
@media (prefers-reduced-motion:reduce){.spin{animation:none}}
footer{padding:1rem 1.25rem 1.5rem;color:var(--soft);font-size:.85rem;text-align:center}
#offline{position:sticky;top:0;background:var(--warn);color:var(--paper);width:100%;padding:.7rem 1.25rem;text-align:center}
section,form,.ways{display:grid;gap:.8rem}
h2{font-size:1.1rem;font-weight:600}
fieldset{border:0;padding:0;margin:0;min-width:0}
legend{padding:0 0 .6rem}
.amounts{display:grid;grid-template-columns:repeat(auto-fill,minmax(6.5rem,1fr));gap:.6rem}
.amounts legend{grid-column:1/-1}
.amounts label{position:relative;display:grid;place-items:center;min-height:3.2rem;border:2px solid var(--line);border-radius:14px;background:var(--paper);font-variant-numeric:tabular-nums;padding:.3rem .2rem;overflow-wrap:normal}
.amounts input{position:absolute;opacity:0;inset:0;width:100%;height:100%;cursor:pointer}
.amounts label:has(:checked){border-color:var(--act);color:var(--act);font-weight:650}
.amounts label:has(:focus-visible){outline:3px solid var(--act);outline-offset:3px}
.choices{display:grid;grid-template-columns:1fr 1fr;gap:.6rem}
.choices button{font-size:1.05rem;background:var(--ground);color:var(--ink);border:1px solid var(--line)}
html:not(.has-script) .scripted{display:none}
.away{position:absolute;clip-path:inset(50%);width:1px;height:1px;overflow:hidden}
[hidden]{display:none!important}
@media print{body{background:none}button,#offline,.noprint{display:none}.card{border:0;padding:0}}
`.replaceAll("\n", "");

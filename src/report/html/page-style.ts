import { DARK, LIGHT } from "./charts/chart-colors.ts";

/** The style sheet of a page: one column of text, figures and tables, light and dark, down to a phone, and on paper. */
export function pageStyle(): string {
  return `:root{color-scheme:light;${variables(LIGHT)}${LIGHT_TINTS}}
@media (prefers-color-scheme:dark){:root:not([data-theme=light]){color-scheme:dark;${variables(DARK)}${DARK_TINTS}}}
:root[data-theme=dark]{color-scheme:dark;${variables(DARK)}${DARK_TINTS}}
${BASE}${TEXT}${LIVE}${FIGURES}${TABLES}${PHONE}${PAPER}`.replace(/\n+/g, "\n");
}

function variables(colors: Readonly<Record<string, string>>): string {
  return Object.entries(colors)
    .map(([name, value]) => `--${name}:${value};`)
    .join("");
}

const LIGHT_TINTS =
  "--up:11,117,102;--down:191,61,34;--panel:#f5f2ea;--alarm:#fff1d6;--edge:rgba(60,50,20,.16);--shadow:0 4px 20px rgba(30,25,10,.14);";
const DARK_TINTS =
  "--up:84,194,169;--down:240,138,108;--panel:#1d2025;--alarm:#3a2d10;--edge:rgba(0,0,0,.55);--shadow:0 4px 20px rgba(0,0,0,.5);";

const BASE = `
*,*::before,*::after{box-sizing:border-box}
html{-webkit-text-size-adjust:100%}
@media (prefers-reduced-motion:no-preference){html{scroll-behavior:smooth}}
body{margin:0;background:var(--paper);color:var(--ink);font:16px/1.55 system-ui,-apple-system,"Segoe UI",Roboto,"Helvetica Neue",Arial,sans-serif;font-variant-numeric:tabular-nums;overflow-wrap:anywhere}
header,main,footer{max-width:1008px;margin:0 auto;padding:0 24px}
a{color:var(--strategy);text-underline-offset:2px;text-decoration-thickness:1px}
:focus-visible{outline:2px solid var(--strategy);outline-offset:2px;border-radius:2px}
code{font:.86em/1.4 ui-monospace,SFMono-Regular,Menlo,Consolas,monospace}
.scripted{display:none}
.js .scripted{display:flex}.js #theme.scripted{display:block}
.hidden{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
`;

const SERIF = `"Iowan Old Style","Charter","Bitstream Charter","Source Serif 4",Georgia,"Liberation Serif",serif`;

const TEXT = `
.kicker{display:flex;flex-wrap:wrap;gap:4px 14px;align-items:baseline;margin:0;padding:22px 0 0;font-size:13px;color:var(--muted)}
.kicker span,#theme{white-space:nowrap}
h1,h2,.answer,.dek{font-family:${SERIF};font-weight:600;text-wrap:balance}
h1{margin:.5em 0 .2em;font-size:clamp(1.75rem,1.2rem + 2.4vw,2.7rem);line-height:1.12;letter-spacing:-.012em}
.dek{margin:0;max-width:44em;font-weight:400;font-size:1.16rem;line-height:1.45;color:var(--muted);text-wrap:pretty}
.params{margin:.7em 0 0;font-size:13px;color:var(--muted)}
section{margin:52px 0 0}
:root:not(.js) section.long{content-visibility:auto;contain-intrinsic-size:auto 4000px}
#answer{margin-top:26px;border-top:2px solid var(--ink)}
h2{margin:0 0 .35em;padding-top:14px;border-top:2px solid var(--ink);font-size:1.4rem;line-height:1.25}
h3{margin:1.8em 0 .5em;font-size:.95rem;font-weight:650}
.lede{max-width:46em;margin:0 0 1.1em;color:var(--muted);text-wrap:pretty}
.note,.quiet{color:var(--muted);font-weight:400}
.answer{margin:0;padding-top:18px;max-width:34em;font-weight:500;font-size:clamp(1.2rem,1.05rem + .8vw,1.52rem);line-height:1.36;text-wrap:pretty}
.limits{margin:12px 0 0;max-width:52em}
.notes{margin:10px 0 0;padding:0;list-style:none;font-size:13px;color:var(--muted);max-width:62em}
.notes li{margin:.35em 0}
.turn{color:var(--accent)}
.alarm{margin:18px 0 0;padding:12px 16px;background:var(--alarm);border-left:4px solid var(--accent)}
.caveats{margin:20px 0 0;padding:0;list-style:none;max-width:52em;font-size:.94rem}
.caveats li{position:relative;margin:.5em 0;padding-inline-start:1.5em;color:var(--ink)}
.caveats li::before{content:"!";position:absolute;inset-inline-start:.2em;font-weight:700;color:var(--accent)}
.figures{display:grid;grid-template-columns:repeat(6,1fr);margin:30px 0 0;border-top:1px solid var(--rule);border-bottom:1px solid var(--rule)}
.figures:not(:has(>:nth-child(5))){grid-template-columns:repeat(4,1fr)}
.figures div{padding:14px 8px 12px 0}
.figures dt{font-size:13px;color:var(--muted)}
.figures dd{margin:0;font-size:1.5rem;line-height:1.35;letter-spacing:-.01em}
.figures .aside{font-size:13px;color:var(--muted);letter-spacing:0;text-wrap:balance}
.facts{columns:2;column-gap:40px;margin:0;font-size:14px}
.facts div{display:flex;justify-content:space-between;gap:16px;padding:5px 0;border-bottom:1px solid var(--rule);break-inside:avoid}
.facts dt{color:var(--muted);flex:none}
.facts dd{margin:0;text-align:end}
details{margin-top:18px}
summary{cursor:pointer;color:var(--strategy);padding:4px 0}
.contents{display:flex;flex-wrap:wrap;gap:4px 18px;margin:22px 0 0;padding:0;list-style:none;font-size:14px}
footer{margin-top:64px;padding-top:16px;padding-bottom:40px;font-size:13px;color:var(--muted)}
.gain{color:var(--gain)}.loss{color:var(--loss)}
`;

const LIVE = `
.live{position:sticky;top:0;z-index:5;background:var(--panel);border-bottom:1px solid var(--rule);font-size:14px}
#live-bar,#live-issues{max-width:1008px;margin:0 auto;padding:8px 24px}
#live-bar{display:flex;flex-wrap:wrap;gap:6px 28px;align-items:center}
.stale figure{opacity:.45;transition:opacity .2s .25s}
.stale h2::after{content:" computing ...";font:400 14px system-ui,sans-serif;color:var(--muted)}
#live-issues:empty{display:none}
#live-status{margin:0;color:var(--muted);min-width:12em}
.params-form{display:flex;flex-wrap:wrap;gap:4px 28px;margin:0}
.params-form label{display:flex;gap:8px;align-items:center}
.params-form input[type=range]{width:120px;accent-color:var(--strategy)}
.params-form output{min-width:3.4em;font-weight:600}
.issue{display:grid;grid-template-columns:auto 1fr;gap:2px 12px;margin:0 0 8px;padding:8px 14px;background:var(--paper);border-left:4px solid var(--loss)}
.issue dt{color:var(--muted)}.issue dd{margin:0;white-space:pre-wrap}.issue .what{grid-column:1/-1;font-weight:600}
`;

const FIGURES = `
figure{margin:0 0 20px}
.legend{display:flex;flex-wrap:wrap;gap:2px 18px;align-items:baseline;margin:0 0 2px;font-size:13px;color:var(--muted)}
.legend b{color:var(--ink);font-size:15px}
.legend .quiet{margin-inline-start:-10px}
.swatch{display:inline-block;width:16px;height:0;margin-inline-end:6px;vertical-align:.28em;border-top:2.5px solid}
.swatch.gain{border-color:var(--gain)}.swatch.loss{border-color:var(--loss)}
.swatch.strategy{border-color:var(--strategy)}.swatch.benchmark{border-color:var(--benchmark);border-top-width:1.5px}
.swatch.invested,.swatch.drawdown{height:9px;border:0;vertical-align:0;background:var(--strategy);opacity:.4}.swatch.drawdown{background:var(--loss);opacity:.3}
.swatch.dot,.swatch.dot-loss,.swatch.ring{width:9px;height:9px;border:1.5px solid var(--gain);border-radius:50%;background:var(--gain);vertical-align:0}
.swatch.dot-loss{background:var(--loss);border-color:var(--loss)}.swatch.ring{background:none;border-color:var(--muted)}
.swatch.supportive,.swatch.restrictive,.swatch.shifted,.swatch.beyond{height:9px;border:0;vertical-align:0;background:var(--gain);opacity:.45}
.swatch.restrictive{background:var(--loss)}.swatch.shifted{background:var(--faint);opacity:.5}.swatch.beyond{background:var(--strategy);opacity:1}
.swatch.mean{width:3px;height:13px;border:0;background:var(--ink);vertical-align:-.15em}
.swatch.dot-strategy{width:9px;height:9px;border:0;border-radius:50%;background:var(--strategy);vertical-align:0}
.swatch.above,.swatch.below{height:9px;border:0;vertical-align:0;background:var(--strategy)}.swatch.below{background:var(--loss)}
.swatch.frame{width:11px;height:11px;border:2px solid var(--ink);vertical-align:-.1em}
.swatch.diamond{width:8px;height:8px;border:0;background:var(--accent);transform:rotate(45deg);vertical-align:0}
.plot{position:relative}
.plot.alive>.wide,.plot.alive>.medium,.narrow{display:none}
.unbroken{white-space:nowrap}
.plot.alive{cursor:crosshair;touch-action:pan-y pinch-zoom}.plot.at-mark,.plot.at-mark *{cursor:pointer}
.tooltip{position:absolute;left:0;top:0;z-index:2;max-width:min(360px,92%);padding:8px 12px;pointer-events:none;background:var(--paper);border:1px solid var(--rule);border-radius:4px;box-shadow:var(--shadow);font-size:13px;line-height:1.42;color:var(--muted)}
.tooltip b{display:block;color:var(--ink);font-size:13.5px}
.tooltip span{display:block}
.tooltip[hidden],.selection[hidden]{display:none}
.selection{position:absolute;top:0;bottom:26px;z-index:1;pointer-events:none;background:var(--strategy);opacity:.14}
.zoom{gap:4px;margin:0 0 10px;align-items:center;font-size:13px;color:var(--muted)}
.zoom button,#theme{font:inherit;font-size:13px;min-width:32px;padding:3px 9px;color:var(--ink);background:none;border:1px solid var(--rule);border-radius:4px;cursor:pointer}
.zoom button:hover,#theme:hover{border-color:var(--faint)}
#theme{margin-inline-start:auto;color:var(--muted)}
button.id{font:inherit;padding:0;border:0;background:none;color:var(--strategy);text-decoration:underline;text-underline-offset:2px;cursor:pointer}
.plot .mark{cursor:default}
.plot svg{display:block;width:100%;height:auto;overflow:visible;font-family:inherit}
.medium,.narrow{display:none}
.unbroken{white-space:nowrap}
.tabs{display:flex;flex-wrap:wrap;gap:0 4px}
.tabs>input{position:absolute;opacity:0}
.tabs>label{padding:5px 12px;margin-bottom:12px;border-bottom:2px solid var(--rule);color:var(--muted);cursor:pointer;font-size:14px}
.tabs>input:checked+label{border-color:var(--ink);color:var(--ink);font-weight:600}
.tabs>input:focus-visible+label{outline:2px solid var(--strategy)}
.tabs>figure{display:none;flex-basis:100%}
${[0, 1, 2, 3, 4, 5].map((index) => `#instrument-${index}:checked~#price-${index}`).join(",")}{display:block}
`;

const TABLES = `
.scroll{overflow-x:auto;margin:0 0 8px;background:linear-gradient(to right,var(--paper) 30%,transparent) 0/40px 100% local,linear-gradient(to left,var(--paper) 30%,transparent) 100%/40px 100% local,linear-gradient(to right,var(--edge),transparent) 0/14px 100%,linear-gradient(to left,var(--edge),transparent) 100%/14px 100%;background-repeat:no-repeat}
table{width:100%;border-collapse:collapse;font-size:14px;line-height:1.4;overflow-wrap:break-word}
td [dir=auto]{overflow-wrap:anywhere}
.caption{margin:0;padding:8px 0 4px;font-size:13px;color:var(--muted)}
th,td{padding:7px 10px 7px 0;text-align:start;vertical-align:top;border-bottom:1px solid var(--rule)}
th:last-child,td:last-child{padding-inline-end:0}
thead th{font-size:13px;font-weight:600;color:var(--muted);white-space:nowrap;vertical-align:bottom;border-bottom:1px solid var(--ink)}
.n{text-align:end;white-space:nowrap}
.of{display:inline-block}
td small{display:block;font-size:12.5px;color:var(--muted)}
${Array.from({ length: 9 }, (_, at) => `.n${at + 1} :is(th,td):nth-child(${at + 1})`).join(",")}{text-align:end;white-space:nowrap}
${Array.from({ length: 9 }, (_, at) => `.d${at + 1} td:nth-child(${at + 1})`).join(",")}{white-space:nowrap}
.figures-but-first :is(th,td):not(:first-child){text-align:end;white-space:nowrap}
.source{font-size:12.5px;display:inline}
.hash{white-space:nowrap}
th button{all:unset;cursor:pointer;color:inherit}
th button:focus-visible{outline:2px solid var(--strategy);outline-offset:2px}
th[aria-sort=ascending] button::after{content:" \\2191"}
th[aria-sort=descending] button::after{content:" \\2193"}
.filter{flex-wrap:wrap;gap:8px;align-items:center;margin:0 0 4px}
.filter input,.filter select{font:inherit;font-size:14px;color:inherit;background:var(--paper);border:1px solid var(--faint);border-radius:4px;padding:6px 10px}
.filter input{flex:1 1 220px;max-width:320px}
.filter output{font-size:13px;color:var(--muted)}
tr.found td{background:var(--panel)}
.months{table-layout:fixed;min-width:640px}
.months td,.months th{padding:6px 7px;text-align:end;border-bottom:1px solid var(--paper)}
.months th{white-space:nowrap}
.months th:first-child{text-align:start;padding-inline-start:0}
.months .flat{color:var(--muted)}.months .idle{text-align:center}
.months .total{font-weight:600}
${[1, 2, 3, 4, 5].map((step) => `.up-${step}{background:rgba(var(--up),${step * 0.075})}.down-${step}{background:rgba(var(--down),${step * 0.075})}`).join("")}
`;

const PHONE = `
@media screen and (max-width:900px){
.figures:has(>:nth-child(5)){grid-template-columns:repeat(3,1fr)}
.figures:has(>:nth-child(5)) div:nth-child(n+4){border-top:1px solid var(--rule)}
.wide:has(+.medium){display:none}.medium{display:block}
}
@media screen and (max-width:720px){
header,main,footer{padding:0 16px}
#live-bar,#live-issues{padding:8px 16px}
.params-form{flex-direction:column;width:100%}
.params-form label>span{min-width:6.5em}
.params-form input[type=range]{flex:1}
.figures:is(:has(>:nth-child(5)),:not(:has(>:nth-child(5)))){grid-template-columns:repeat(2,1fr)}
.figures div+div+div{border-top:1px solid var(--rule)}
.facts{columns:1}
.scroll table:not(.cards,.months,.n1) td:first-child{min-width:7em}
.scroll table:not(.cards) td:has(>[dir=auto]){min-width:14em}
.scroll table:not(.cards) td:has(>[dir=auto]):nth-child(n+3){min-width:22em}
#theme .word{display:none}
.wide,.medium{display:none}.narrow{display:block}
section{margin-top:42px}
.cards,.cards thead,.cards tbody,.cards tr,.cards td,.cards th{display:block}
.cards thead{overflow-x:auto}.cards thead tr{display:flex;gap:14px;border-bottom:1px solid var(--ink)}
.cards thead th{border:0}
.cards tbody tr{display:grid;grid-template-columns:minmax(0,1fr) minmax(0,1fr);gap:4px 16px;padding:12px 0;border-bottom:1px solid var(--rule)}
.cards tbody td:nth-child(n){padding:0;border:0;text-align:start}
.cards td:first-child,.cards td:last-child:is(:nth-child(4),:nth-child(6)){grid-column:1/-1}
.cards td[data-h]::before{content:attr(data-h);display:block;font-size:12px;color:var(--muted)}
.cards tr[hidden]{display:none}
}
`;

const PAPER = `
@media print{
:root:root:root{color-scheme:light;${variables(LIGHT)}${LIGHT_TINTS}--paper:#fff}
body{font-size:9.5pt;line-height:1.45}
header,main,footer{max-width:none;padding:0}
.scripted,.js .scripted,.live,.contents{display:none!important}
.plot .wide{display:block!important}.plot .medium,.plot .narrow,.plot .drawn,.tooltip{display:none!important}
h1{font-size:22pt}h2{font-size:13pt}.dek{font-size:11.5pt}.answer{font-size:12.5pt}.figures dd{font-size:13pt}.figures{margin-top:16px}
.figures dt,.figures dd.aside,.legend,.caption,.notes,.params,.kicker,footer{font-size:8pt}
table,.facts{font-size:7.8pt}thead th,td small,.source{font-size:7pt}
th,td{padding:3.5pt 6pt 3.5pt 0}
.facts div{padding:2pt 0}
.months{min-width:0}.months td,.months th{padding:3pt;print-color-adjust:exact}
.scroll{overflow:visible;background:none}
.swatch,.alarm,tr.found td{print-color-adjust:exact}
summary{color:var(--muted)}
section{margin-top:22pt}
figure,tr,.facts div,.alarm{break-inside:avoid}
h2,h3,.lede,.caption,.legend,thead{break-after:avoid;break-inside:avoid}
tbody tr:nth-child(-n+2){break-after:avoid}tbody tr:nth-last-child(-n+2){break-before:avoid}
a{color:inherit;text-decoration:none}
footer{margin-top:24pt;padding-bottom:0}
}
`;

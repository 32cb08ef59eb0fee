/**
 * How the page looks. Every colour is a variable, once for light and once for dark; paper is always light. Nothing is told by colour
 * alone: signs, words and the shape of lines say the same. Drawings are shown one to one, the wide or the narrow one.
 */
export const styleSheet = `
:root {
  color-scheme: light dark;
  --paper: #fcfbf8; --sheet: #ffffff; --ink: #20242a; --muted: #5a6069; --line: #dedbd3; --soft: #f2f0ea;
  --fail: #a8251c; --fail-soft: #fbecea; --warn: #7d5200; --warn-soft: #fbf3e0; --ok: #1d663a; --ok-soft: #e9f4ec;
  --accent: #1c5a86; --wire: #4a5260; --band: #eef2f5;
  --sans: system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", "Noto Sans", "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", sans-serif;
  --serif: Charter, "Bitstream Charter", "Sitka Text", Cambria, Georgia, "Noto Serif", "Songti SC", "Noto Serif CJK SC", serif;
  --mono: ui-monospace, "SF Mono", "Cascadia Mono", Menlo, Consolas, "DejaVu Sans Mono", "Noto Sans Mono CJK SC", monospace;
}
@media (prefers-color-scheme: dark) {
  :root {
    --paper: #15181c; --sheet: #1b1f24; --ink: #e6e3dc; --muted: #a5abb3; --line: #363c44; --soft: #22272d;
    --fail: #ff9488; --fail-soft: #35201f; --warn: #e8bb66; --warn-soft: #312818; --ok: #86d3a0; --ok-soft: #1b2d22;
    --accent: #92c5ee; --wire: #a9b1bc; --band: #20262d;
  }
}
* { box-sizing: border-box; }
html { background: var(--paper); color: var(--ink); font: 1rem/1.55 var(--sans); -webkit-text-size-adjust: 100%; text-size-adjust: 100%; }
body { max-width: 48rem; margin: 0 auto; padding: 2.5rem 1.5rem 4rem; overflow-wrap: anywhere; }
h1, h2, h3, h4, p, ul, ol, dl, dd, figure, pre { margin: 0; }
h1 { font: 600 1.75rem/1.3 var(--serif); text-wrap: pretty; }
h2 { font: 600 1.3rem/1.35 var(--serif); text-wrap: pretty; }
h3, h4 { font: 600 0.95rem/1.4 var(--sans); }
.finding h3 { margin-top: 1.6rem; color: var(--muted); }
a { color: var(--accent); text-underline-offset: 0.15em; text-decoration-thickness: 0.06em; }
a:focus-visible, summary:focus-visible { outline: 3px solid var(--accent); outline-offset: 3px; border-radius: 3px; }
code, pre, samp { font-family: var(--mono); font-size: 0.875em; }
code, samp, dd, th, td, li, text { unicode-bidi: isolate; }
pre { white-space: pre-wrap; line-height: 1.5; }
time { white-space: nowrap; }

header { padding-bottom: 2rem; }
.kicker { color: var(--muted); font-size: 0.875rem; }
.verdict { margin-top: 1.75rem; font-weight: 600; display: flex; align-items: center; gap: 0.5rem; }
.fail .verdict { color: var(--fail); }
.warn .verdict { color: var(--warn); }
.ok .verdict { color: var(--ok); }
h1 { margin-top: 0.4rem; }
.facts { list-style: none; padding: 0; margin-top: 0.9rem; color: var(--muted); font-size: 0.925rem; }
.facts li { display: inline; }
.facts li + li::before { content: "·"; padding: 0 0.5em; }

.sign { flex: none; width: 1em; height: 1em; vertical-align: -0.12em; fill: none; stroke: currentColor; stroke-width: 2.2; stroke-linecap: round; stroke-linejoin: round; }
td .sign { margin-right: 0.4em; }
.sign.ok { color: var(--ok); }
.sign.fail { color: var(--fail); }
.sign.warn { color: var(--warn); stroke-width: 1.6; }
.sign.info { color: var(--muted); }

.finding { border-top: 1px solid var(--line); padding: 1.75rem 0 2.25rem; }
.above { display: flex; align-items: center; gap: 0.45rem; font-size: 0.875rem; font-weight: 600; }
.error .above { color: var(--fail); }
.warning .above { color: var(--warn); }
.info .above { color: var(--muted); }
.finding h2 { margin-top: 0.15rem; }
.finding ul, h2 + .note { margin-top: 0.6rem; }
.id { color: var(--muted); font-size: 0.9rem; }
.summary { margin-top: 0.9rem; }
dl { margin-top: 0.6rem; }
dl div { display: grid; grid-template-columns: minmax(8rem, 13rem) 1fr; gap: 0.15rem 1.25rem; padding: 0.35rem 0; border-top: 1px solid var(--line); }
dl div:first-child { border-top: 0; }
dt { color: var(--muted); }
.by { margin-top: 0.6rem; color: var(--muted); font-size: 0.875rem; }
.said { margin-top: 0.6rem; padding: 0.7rem 0.95rem; background: var(--soft); border-left: 3px solid var(--line); }
.remedies { margin-top: 0.6rem; padding-left: 1.6rem; }
.remedies li { padding-left: 0.3rem; }
.remedies li + li { margin-top: 1.35rem; }
.remedies li::marker { font-weight: 600; }
.side { font-weight: 600; }
.side::after { content: ": "; }
:lang(zh) .side::after { content: "："; }
.command { margin-top: 0.6rem; padding: 0.6rem 0.95rem; background: var(--sheet); border: 1px solid var(--line); border-radius: 6px; }
.command code { display: block; user-select: all; -webkit-user-select: all; }
.see { margin-top: 0.5rem; color: var(--muted); font-size: 0.875rem; }
details { margin-top: 0.75rem; }
summary { cursor: pointer; color: var(--accent); font-size: 0.925rem; padding: 0.15rem 0; }
.follows { margin-top: 1.75rem; padding: 0.75rem 1rem; background: var(--soft); border-radius: 6px; }
.consequence { margin-top: 1rem; }
.chip { display: inline-block; padding: 0.05rem 0.5rem; margin: 0.1rem 0.1rem 0.1rem 0; border: 1px solid var(--line); border-radius: 4px; background: var(--sheet); font-size: 0.85rem; }
td .chip, th .chip { font-weight: 400; }
.note { margin-top: 1rem; color: var(--muted); }

.captured, .not-seen, footer { border-top: 1px solid var(--line); padding: 1.75rem 0 1.5rem; }
.block { margin-top: 2.25rem; }
.endpoint { margin-top: 2.5rem; border-top: 1px solid var(--line); padding-top: 1.25rem; }
.endpoint h3 { font-size: 1.05rem; }
.reached { color: var(--muted); }
footer { font-size: 0.925rem; }
.pem { margin-top: 0.6rem; padding: 0.7rem 0.95rem; background: var(--soft); font-size: 0.8rem; line-height: 1.4; }
.pem code { user-select: all; -webkit-user-select: all; }
.certificate { border-top: 1px solid var(--line); padding-top: 0.5rem; }

table { width: 100%; margin-top: 0.9rem; border-collapse: collapse; font-size: 0.9rem; line-height: 1.45; }
caption { text-align: left; }
th, td { text-align: left; vertical-align: top; padding: 0.45rem 1rem 0.45rem 0; border-top: 1px solid var(--line); font-weight: 400; }
thead th { border-top: 0; color: var(--muted); font-size: 0.85rem; }
.addresses thead th, .addresses td:not(:last-child) { overflow-wrap: normal; }
.head { display: none; }
.took { color: var(--muted); white-space: nowrap; }

figure { margin-top: 0.9rem; }
figcaption { margin-top: 0.5rem; color: var(--muted); font-size: 0.85rem; }
figure svg { display: block; max-width: 100%; height: auto; overflow: visible; }
svg.narrow { display: none; }
figure text { font-family: var(--sans); font-size: 13px; fill: var(--ink); }
text.small { font-size: 12px; }
text.tiny { font-size: 11px; }
figure text.muted, text.tick-label { fill: var(--muted); }
text.tick-label { font-size: 10.5px; }
text.strong, text.who, text.subject, text.store { font-weight: 600; }
text.who { font-size: 13px; }
text.subject { font-size: 13.5px; }
text.store, text.span { font-size: 12.5px; }
figure text.bad, figure text.end.bad { fill: var(--fail); }
text.end { font-weight: 600; }
figure text.good { fill: var(--ok); }
text.name { font-family: var(--mono); font-size: 12.5px; }
figure text.name.quiet { fill: var(--muted); }
.life { stroke: var(--line); stroke-width: 2; }
.wire { stroke: var(--wire); stroke-width: 1.5; }
.wire.quiet { stroke-dasharray: 1 3; stroke-linecap: round; }
.wire.bad { stroke: var(--fail); stroke-width: 2; stroke-dasharray: 6 3; }
.arrow { fill: var(--wire); }
.arrow.bad { fill: var(--fail); }
.band { fill: var(--band); }
.cross { stroke: var(--fail); stroke-width: 2.4; stroke-linecap: round; fill: none; }
.tick { stroke: var(--ok); stroke-width: 2.4; stroke-linecap: round; stroke-linejoin: round; fill: none; }
.node { fill: var(--sheet); stroke: var(--line); stroke-width: 1.25; }
.node.trustStore { stroke: var(--ok); }
.node.fetched { stroke-dasharray: 5 3; }
.node.faulty { stroke: var(--fail); stroke-width: 2; }
.node.ghost { fill: none; stroke: var(--fail); stroke-dasharray: 4 4; }
.node.stray { fill: none; stroke: var(--line); }
.region { fill: var(--soft); stroke: none; }
.link { stroke: var(--wire); stroke-width: 1.5; }
.link.bad { stroke: var(--fail); stroke-width: 2; stroke-dasharray: 3 3; }
.linkhead { fill: var(--wire); }
.track { fill: var(--soft); }
.bar.fine { fill: var(--ok); }
.bar.off { fill: var(--fail-soft); stroke: var(--fail); stroke-width: 1.5; stroke-dasharray: 4 2; }
.bar.open { fill-opacity: 0.6; }
.diamond { fill: var(--sheet); stroke: var(--ink); stroke-width: 1.5; }
.nowline { stroke: var(--ink); stroke-width: 1.5; }
.axis { stroke: var(--muted); stroke-width: 1; }

@media screen and (max-width: 47.99rem) {
  body { padding: 1.25rem 1rem 3rem; }
  h1 { font-size: 1.4rem; }
  h2 { font-size: 1.15rem; }
  .verdict { margin-top: 1.25rem; }
  .remedies { padding-left: 1.25rem; }
  .addresses td:not(:last-child) { overflow-wrap: anywhere; }
  dl div { grid-template-columns: 1fr; }
  svg.wide { display: none; }
  svg.narrow { display: block; }
  table, tbody, tr, th[scope="row"], td { display: block; }
  thead { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
  tr { border-top: 1px solid var(--line); padding: 0.5rem 0; }
  th[scope="row"], td { border: 0; padding: 0.1rem 0; }
  span.head { display: inline; color: var(--muted); font-size: 0.85rem; }
  span.head::after { content: ": "; }
  th[scope="row"] span.head { display: none; }
  th[scope="row"] { font-weight: 600; }
}
@media print {
  :root {
    color-scheme: light;
    --paper: #ffffff; --sheet: #ffffff; --ink: #000000; --muted: #444a52; --line: #c9c6bf; --soft: #f4f3ef;
    --fail: #9a1f17; --fail-soft: #fbecea; --warn: #6d4700; --warn-soft: #fbf3e0; --ok: #185530; --ok-soft: #e9f4ec;
    --accent: #1c4d72; --wire: #3a4150; --band: #eef2f5;
  }
  @page { margin: 16mm 14mm; }
  html { font-size: 10pt; print-color-adjust: exact; -webkit-print-color-adjust: exact; }
  body { max-width: none; padding: 0; }
  details::details-content { content-visibility: visible; display: block; height: auto; }
  summary { list-style: none; color: var(--muted); }
  summary::-webkit-details-marker { display: none; }
  h1, h2, h3, h4, .above, summary { break-after: avoid; }
  figure svg, .remedies li, tr, .command, dl div { break-inside: avoid; }
  a { color: inherit; }
}
`;

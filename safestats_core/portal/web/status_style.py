"""How the status page looks: on a desk, on a phone, in the dark and on paper."""

STYLE = """
:root { color-scheme: light dark; --ink: #1b1f24; --paper: #fff; --soft: #59636e; --line: #d0d7de; --shade: #f3f4f6;
 --accent: #0b4aa2; --bad: #b3261e; --good: #1f6f43; --half: #b58900; }
@media (prefers-color-scheme: dark) { :root { --ink: #e6e9ed; --paper: #14171b; --soft: #a5afba; --line: #3a424b;
 --shade: #1e2328; --accent: #8ab4f8; --bad: #ff8a80; --good: #6fcf97; --half: #e5b94e; } }
body { font: 1rem/1.45 system-ui, sans-serif; color: var(--ink); background: var(--paper); margin: 0; }
main { max-width: 76rem; margin: 0 auto; padding: 1rem; }
header { display: flex; flex-wrap: wrap; gap: .5rem 2rem; align-items: baseline; justify-content: space-between; }
h1 { font-size: 1.5rem; margin: .5rem 0; }
h2 { font-size: 1.2rem; margin: 2rem 0 .5rem; }
h3 { font-size: 1rem; margin: 1rem 0 .25rem; }
p, li { max-width: 60rem; }
small, .soft { color: var(--soft); }
a { color: var(--accent); }
.wide { overflow-x: auto; }
.wide:focus, input:focus, button:focus, a:focus { outline: 3px solid var(--accent); outline-offset: 2px; }
table { border-collapse: collapse; font-size: .95rem; }
th, td { text-align: left; vertical-align: top; padding: .3rem .8rem .3rem 0; border-bottom: 1px solid var(--line); }
th { font-weight: 600; color: var(--soft); white-space: nowrap; }
td { overflow-wrap: anywhere; min-width: 4rem; }
.n { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; min-width: 0; }
.attention { border-left: .3rem solid var(--bad); background: var(--shade); padding: .5rem 1rem; }
.attention ul { margin: .25rem 0; padding-left: 1.2rem; }
.fine { border-left-color: var(--good); }
svg { font: 12px system-ui, sans-serif; display: block; }
svg text { fill: var(--ink); }
svg .year { stroke: var(--line); }
svg .complete rect { fill: var(--good); }
svg .partial rect { fill: var(--half); }
svg .missing rect { fill: none; stroke: var(--bad); stroke-width: 1.5; }
svg .missing line { stroke: var(--bad); stroke-width: 1.5; }
label { display: block; margin-top: 1rem; font-weight: 600; }
form.sign-in { max-width: 24rem; }
form.sign-in input { box-sizing: border-box; width: 100%; padding: .5rem; font: inherit; }
button { font: inherit; padding: .4rem 1rem; margin-top: 1rem; }
header button { margin-top: 0; }
@media print { form, .wide:focus { outline: 0; } header form { display: none; } .wide { overflow: visible; }
 main { max-width: none; padding: 0; } svg { max-width: 100%; height: auto; } h2, h3 { break-after: avoid; }
 tr, svg { break-inside: avoid; } body { font-size: 10pt; }
 svg .complete rect, svg .partial rect { print-color-adjust: exact; } }
"""

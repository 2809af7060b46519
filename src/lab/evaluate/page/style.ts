// SPDX-License-Identifier: Apache-2.0
/** The page's style: system fonts, both colour schemes, plots as wide as the screen allows, tables that scroll by themselves. */
export const STYLE = `
:root { color-scheme: light dark; --paper: #fff; --ink: #16181d; --faint: #5a6070; --line: #d5d8e0; --one: #0b5cad; --two: #b4500a; --three: #5a6070; }
@media (prefers-color-scheme: dark) {
  :root { --paper: #14161b; --ink: #eceef3; --faint: #a3a9b8; --line: #383d49; --one: #74b4ff; --two: #ffab66; --three: #a3a9b8; }
}
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 70rem; padding: 1rem; background: var(--paper); color: var(--ink); font: 1rem/1.5 system-ui, sans-serif; }
h1 { font-size: 1.6rem; line-height: 1.2; overflow-wrap: anywhere; }
h2 { font-size: 1.25rem; margin-top: 3rem; border-top: 1px solid var(--line); padding-top: 1rem; }
p { max-width: 60rem; }
nav ul { columns: 16rem; padding-left: 1.2rem; }
a { color: var(--one); }
.table { overflow-x: auto; margin: 1rem 0; }
.table:focus-visible { outline: 2px solid var(--one); }
table { border-collapse: collapse; font-size: 0.875rem; font-variant-numeric: tabular-nums; }
caption { text-align: left; font-weight: 600; padding: 0.25rem 0; }
th, td { padding: 0.2rem 0.6rem; border-bottom: 1px solid var(--line); text-align: right; white-space: nowrap; }
.word { text-align: left; white-space: normal; min-width: 6rem; overflow-wrap: anywhere; }
figure { margin: 1.5rem 0; }
figcaption { font-weight: 600; }
svg { width: 100%; max-width: 40rem; height: auto; display: block; }
svg text { fill: var(--ink); font: 12px system-ui, sans-serif; }
svg .faint { fill: var(--faint); }
svg .axis { stroke: var(--line); fill: none; }
svg .s0 { stroke: var(--one); fill: var(--one); }
svg .s1 { stroke: var(--two); fill: var(--two); }
svg .s2 { stroke: var(--three); fill: var(--three); }
svg .curve { fill: none; stroke-width: 2; }
svg .s1.curve { stroke-dasharray: 6 3; }
svg .s2.curve { stroke-dasharray: 2 3; }
`;

extension ExplorePage {
    static let style = """
        :root {
          color-scheme: light dark;
          --paper: #ffffff; --panel: #f5f6f8; --ink: #1b1f24; --faint: #57616c; --rule: #d5dae0;
          --accent: #0b5cad; --picked: #e3effb; --bad: #a8201a; --bad-paper: #fdeceb;
          --good: #15603a; --good-paper: #e6f4ea; --warn: #744500; --warn-paper: #fdf1dc;
        }
        @media (prefers-color-scheme: dark) {
          :root {
            --paper: #14171b; --panel: #1b2026; --ink: #e4e8ec; --faint: #a3adb8; --rule: #3a424c;
            --accent: #84b8f5; --picked: #1d3247; --bad: #ff9c93; --bad-paper: #3a1d1b;
            --good: #7fd39b; --good-paper: #16301f; --warn: #f0bd6b; --warn-paper: #352711;
          }
        }
        * { box-sizing: border-box; }
        [hidden] { display: none !important; }
        body { margin: 0; background: var(--paper); color: var(--ink); font: 15px/1.45 system-ui, sans-serif; }
        header, main, footer { padding: 0 24px; }
        header { border-bottom: 1px solid var(--rule); padding-top: 14px; padding-bottom: 6px; }
        h1 { font-size: 20px; margin: 0; } h2 { font-size: 15px; margin: 18px 0 6px; }
        h3 { font-size: 13px; margin: 14px 0 4px; color: var(--faint); }
        p { margin: 4px 0; } #summary, .brand, footer, .place, .values, .none { color: var(--faint); font-size: 13px; }
        .brand { font-weight: 600; } footer { padding-bottom: 24px; border-top: 1px solid var(--rule); }
        main { display: grid; grid-template-columns: minmax(280px, 1fr) minmax(320px, 1.3fr) minmax(280px, 1fr);
          gap: 8px 32px; align-items: start; padding-bottom: 24px; }
        #starts { grid-column: span 2; } #starts .act { margin: 2px 0; }
        @media (max-width: 1050px) { main { grid-template-columns: 1fr; } #starts { grid-column: auto; } }
        table { border-collapse: collapse; width: 100%; font-size: 14px; }
        caption { text-align: left; color: var(--faint); font-size: 13px; padding-bottom: 4px; }
        th, td { text-align: left; vertical-align: top; padding: 4px 10px 4px 8px; border-bottom: 1px solid var(--rule);
          overflow-wrap: anywhere; font-weight: 400; }
        th { color: var(--faint); white-space: nowrap; }
        td, code, pre, .act, #crumbs, #tree { font-family: ui-monospace, SFMono-Regular, Menlo, monospace; font-size: 13px; }
        tr.changed th, tr.changed td { background: var(--picked); color: var(--ink); font-weight: 600; }
        tr.changed th::before { content: "● "; } span.changed { background: var(--picked); color: var(--ink); padding: 0 4px; }
        td .old { display: block; color: var(--faint); font-weight: 400; }
        ol, ul { margin: 0; padding: 0; list-style: none; }
        #crumbs { display: flex; flex-wrap: wrap; gap: 2px; margin: 8px 0; max-height: 5.6em; overflow: auto; }
        #crumbs li + li::before { content: "› "; color: var(--faint); }
        button, select, input { font: inherit; color: var(--ink); background: var(--paper); border: 1px solid var(--faint);
          border-radius: 5px; padding: 3px 9px; max-width: 100%; }
        button { cursor: pointer; } button:hover:not(:disabled) { background: var(--picked); }
        button:disabled { color: var(--faint); border-color: var(--rule); cursor: default; }
        :focus-visible { outline: 3px solid var(--accent); outline-offset: 1px; }
        #crumbs button, #tree button { border: 0; background: none; padding: 1px 4px; color: var(--accent); }
        #crumbs [aria-current], #tree [aria-current] { background: var(--picked); color: var(--ink); font-weight: 600; }
        .bar { display: flex; flex-wrap: wrap; gap: 6px 12px; align-items: center; }
        #goal input, #adversary select { min-width: 12em; } label { font-size: 13px; }
        kbd { font: 11px ui-monospace, monospace; border: 1px solid var(--rule); border-radius: 3px; padding: 0 3px; }
        .group { border: 1px solid var(--rule); border-radius: 6px; margin: 8px 0; padding: 6px 10px; background: var(--panel); }
        .group h3 { margin: 0 0 4px; color: var(--ink); } .group h3 span { color: var(--faint); font-weight: 400; }
        .group li { margin: 3px 0; } .act { width: 100%; text-align: left; }
        .act .party { float: right; color: var(--faint); font-size: 12px; } .act .party.adversary { color: var(--bad); }
        .act .note { color: var(--faint); } .off summary { color: var(--faint); font-size: 13px; cursor: pointer; }
        .why { padding: 4px 0 4px 12px; border-left: 3px solid var(--rule); margin: 5px 0; }
        .why p { font-size: 13px; } .why code { display: block; overflow-wrap: anywhere; } .why .who { font-weight: 600; }
        #properties li { padding: 3px 0; } .badge { display: inline-block; border-radius: 4px; padding: 0 7px; font-size: 12px;
          font-weight: 600; margin-right: 7px; background: var(--panel); color: var(--faint); }
        .badge.bad { background: var(--bad-paper); color: var(--bad); }
        .badge.good { background: var(--good-paper); color: var(--good); }
        .badge.warn, p.warn { background: var(--warn-paper); color: var(--warn); } p.warn { padding: 6px 10px; border-radius: 5px; }
        #message:not(:empty) { background: var(--warn-paper); color: var(--warn); padding: 6px 10px; border-radius: 5px; }
        #progress:not(:empty) { background: var(--panel); padding: 6px 10px; border-radius: 5px; }
        #progress.found { background: var(--good-paper); color: var(--good); }
        #progress.failed { background: var(--bad-paper); color: var(--bad); }
        #progress.unfinished { background: var(--warn-paper); color: var(--warn); }
        pre { white-space: pre-wrap; overflow-wrap: anywhere; background: var(--panel); padding: 10px; max-height: 24em; overflow: auto; }
        #tree { max-height: 24em; overflow: auto; } details { margin: 8px 0; } details > summary { cursor: pointer; }
        """
}

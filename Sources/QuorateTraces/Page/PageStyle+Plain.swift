extension PageStyle {
    /// Figures, tables, small plots and remarks of a document.
    static let tables = #"""
        main { gap: 34px; }
        .totals { list-style: none; display: grid; gap: 12px; margin: 0; padding: 0;
          grid-template-columns: repeat(auto-fit, minmax(150px, 1fr)); }
        .totals li { background: var(--panel); border-radius: 8px; padding: 12px 16px; }
        .totals strong { display: block; font-size: 21px; line-height: 1.25; font-weight: 650;
          font-variant-numeric: tabular-nums; }
        .totals span { display: block; color: var(--faint); font-size: 12.5px; }
        .totals .wrong { color: var(--bad); font-weight: 600; }
        .scroll { overflow-x: auto; }
        .scroll table { min-width: 640px; }
        .scroll th, .scroll td { overflow-wrap: break-word; }
        td.number, th.number { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
        .overview th[scope=row], .overview td { white-space: nowrap; overflow-wrap: normal; }
        .overview td.wide { white-space: normal; min-width: 14em; }
        .overview tbody th { font-weight: 600; }
        tr.group th { color: var(--faint); font-size: 12px; font-weight: 600; padding-top: 16px;
          text-transform: capitalize; }
        .mark { font-weight: 600; white-space: nowrap; }
        .mark.good { color: var(--good); } .mark.bad { color: var(--bad); } .mark.warn { color: var(--warn); }
        .levels { display: block; } .levels path { fill: var(--accent); }
        .spec { border-top: 1px solid var(--rule); padding-top: 14px; display: grid; gap: 14px; }
        .spec > * { min-width: 0; }
        .spec h2 { font-size: 18px; margin: 0; }
        .spec h3 { margin: 8px 0 4px; font-size: 13.5px; }
        .spec .source { color: var(--faint); font-size: 12.5px; }
        .not-shown { background: var(--warn-paper); border-radius: 8px; padding: 10px 16px 12px; }
        .not-shown h3 { margin: 0 0 4px; color: var(--warn); }
        .not-shown ul, .wrong-list ul { margin: 0; padding-left: 18px; }
        .wrong-list { background: var(--bad-paper); border-radius: 8px; padding: 10px 16px 12px; }
        .chips { list-style: none; display: flex; flex-wrap: wrap; gap: 4px 14px; font-size: 12.5px; }
        .chips code { font-weight: 600; } .chips .never { color: var(--warn); }
        """#

    static let plainMedia = #"""
        @media (max-width: 760px) {
          .top, main, footer { padding-left: 14px; padding-right: 14px; }
          h1 { font-size: 19px; } .claim { font-size: 15px; }
        }
        @media print {
          :root { --paper: #fff; --panel: #f4f4f4; --ink: #000; --faint: #444; --rule: #bbb;
            --accent: #0b4a8a; --bad: #9a1b13; --good: #14592f; --warn: #6b3f00;
            --bad-paper: #fff; --good-paper: #fff; --warn-paper: #fff; }
          body { font-size: 9.5pt; }
          .top, main, footer { padding-left: 0; padding-right: 0; max-width: none; }
          main { display: block; } main > * { margin-bottom: 16pt; }
          .scroll { overflow: visible; } .scroll table { min-width: 0; }
          .scroll th, .scroll td { overflow-wrap: anywhere; }
          tr { break-inside: avoid; } h2, h3 { break-after: avoid; }
          .not-shown, .wrong-list { border: 1px solid currentColor; }
        }
        """#
}

/// Style of a page, by topic.
package enum PageStyle {
    static let text = [colours, document, board, drawing, inspector, media].joined(separator: "\n")
    /// Style of a page that is a document and nothing else.
    package static let plain = [colours, document, tables, plainMedia].joined(separator: "\n")

    /// Style of a page of several runs, which has no script.
    package static let comparison = [colours, document, board, tables, runs, plainMedia, runsMedia].joined(
        separator: "\n")

    /// Each colour that text has keeps a contrast of at least 4.5 to 1 with what is behind it, by day and by night.
    static let colours = #"""
        :root {
          color-scheme: light dark;
          --paper: #ffffff; --panel: #f6f7f9; --ink: #1b1f24; --faint: #59636e; --rule: #d5dae0;
          --accent: #0b5cad; --picked: #e3effb; --bad: #b0231a; --bad-paper: #fdeceb;
          --good: #17683a; --good-paper: #e6f4ea; --warn: #7d4a00; --warn-paper: #fdf1dc; --lane: #c3cad2;
        }
        @media (prefers-color-scheme: dark) {
          :root {
            --paper: #14171b; --panel: #1b2026; --ink: #e4e8ec; --faint: #a0aab5; --rule: #343b44;
            --accent: #84b8f5; --picked: #1d3247; --bad: #ff9c93; --bad-paper: #3a1d1b;
            --good: #7fd39b; --good-paper: #16301f; --warn: #f0bd6b; --warn-paper: #352711; --lane: #424b56;
          }
        }
        """#

    static let document = #"""
        * { box-sizing: border-box; }
        html { scroll-padding: 4.5rem 0 3rem; }
        body { margin: 0; background: var(--paper); color: var(--ink);
          font: 14px/1.5 system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif; }
        code, pre, .act, .sum, .state td, .changes, td.value {
          font-family: ui-monospace, SFMono-Regular, Menlo, Consolas, "Liberation Mono", monospace;
          font-size: 12.5px; }
        h1, h2, h3, h4, p, dl, dd, ul, ol, table, pre, caption { margin: 0; padding: 0; font-weight: inherit; }
        a { color: var(--accent); text-underline-offset: 2px; }
        .top, main, footer { max-width: 1480px; margin: 0 auto; padding: 0 28px; }
        .top { padding-top: 26px; padding-bottom: 18px; }
        .brand { color: var(--faint); font-size: 12px; font-weight: 600; letter-spacing: .04em; }
        .brand span { font-weight: 400; letter-spacing: 0; margin-left: .5em; }
        h1 { font-size: 23px; line-height: 1.3; font-weight: 650; letter-spacing: -.01em; margin: 4px 0 6px;
          overflow-wrap: anywhere; }
        h2 { font-size: 15px; font-weight: 650; margin-bottom: 8px; }
        .claim { font-size: 16px; font-weight: 550; overflow-wrap: anywhere; }
        .claim.broken { color: var(--bad); } .claim.met { color: var(--good); }
        main { display: grid; gap: 26px; padding-bottom: 40px; }
        main > * { min-width: 0; }
        footer { color: var(--faint); font-size: 12px; padding-top: 14px; padding-bottom: 30px; }
        .about { display: grid; gap: 18px 40px; grid-template-columns: repeat(auto-fit, minmax(min(420px, 100%), 1fr));
          align-items: start; }
        .facts > div { display: grid; grid-template-columns: 128px 1fr; gap: 12px; padding: 3px 0; }
        dt { color: var(--faint); } dd { overflow-wrap: anywhere; }
        table { border-collapse: collapse; width: 100%; }
        caption, .unseen { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%);
          white-space: nowrap; }
        th, td { text-align: left; vertical-align: top; padding: 4px 14px 4px 0; border-bottom: 1px solid var(--rule);
          font-weight: 400; overflow-wrap: anywhere; }
        thead th { color: var(--faint); font-size: 12px; }
        .span { white-space: nowrap; }
        .properties td { white-space: nowrap; } .properties td:last-child { white-space: normal; }
        tr.shown th { font-weight: 650; }
        pre { white-space: pre-wrap; overflow-wrap: anywhere; background: var(--panel); padding: 12px 14px;
          border-radius: 6px; }
        .loop-notes ul { padding-left: 20px; }
        article { border-top: 1px solid var(--rule); padding: 10px 0 12px; }
        h3, article h4 { font-size: 14px; font-weight: 600; }
        h3 code, h4 code { font-size: 13px; }
        h3 .n, h4 .n { display: inline-block; min-width: 2.2em; color: var(--faint); font-weight: 400; }
        .place { color: var(--faint); font-weight: 400; font-size: 12px; margin-left: .6em; }
        article > * + * { margin: 4px 0 0 2.4em; }
        article ul, .panel ul { list-style: none; }
        article li { overflow-wrap: anywhere; }
        .grounds, .none, .code-mark { color: var(--faint); font-size: 13px; }
        summary { cursor: pointer; color: var(--accent); width: fit-content; }
        """#

    static let board = #"""
        .board { --row: 30px; }
        .board-head { display: flex; position: sticky; top: 0; z-index: 2; background: var(--paper);
          border-bottom: 1px solid var(--rule); height: 35px; }
        .board-head svg, .lanes { flex: none; }
        .board-head text { font-size: 12px; font-weight: 600; fill: var(--ink); }
        .board-body { display: flex; }
        .lanes { display: block; }
        .lane { stroke: var(--lane); stroke-width: 1.5; }
        .dot { fill: var(--ink); stroke: var(--paper); stroke-width: 2; }
        .arrow { fill: none; stroke: var(--accent); stroke-width: 1.4; opacity: .75; }
        .arrow.stated { stroke: var(--ink); }
        .arrow.counted { stroke-dasharray: 3 3; opacity: .4; stroke-width: 1.1; }
        .arrow.on { opacity: 1; stroke-width: 2; }
        marker path { fill: var(--accent); } marker.stated path { fill: var(--ink); }
        .around { fill: none; stroke: var(--warn); stroke-width: 1.8; } marker.around path { fill: var(--warn); }
        .rows { list-style: none; flex: 1; min-width: 0; display: grid; align-content: start;
          grid-template-columns: 3em fit-content(26em) minmax(4em, 1fr); }
        .row, .row a { display: grid; grid-column: 1 / -1; grid-template-columns: subgrid; }
        .row a { height: var(--row); align-items: center; column-gap: 16px; padding-right: 8px; color: inherit;
          text-decoration: none; white-space: nowrap; border-radius: 0 5px 5px 0; }
        .row a:hover { background: var(--panel); }
        .row .n { text-align: right; color: var(--faint); font-variant-numeric: tabular-nums; font-size: 12px; }
        .act, .sum { overflow: hidden; text-overflow: ellipsis; }
        .act { font-weight: 600; } .row .sum { color: var(--faint); flex: 1 1 0; }
        .rest { display: flex; align-items: center; gap: 14px; min-width: 0; }
        .badges { display: flex; gap: 6px; margin-left: auto; flex: 0 1 auto; min-width: 0; }
        .badge { font-size: 11.5px; line-height: 18px; padding: 1px 8px; border-radius: 10px; font-weight: 550;
          max-width: 22em; min-width: 3.5em; overflow: hidden; text-overflow: ellipsis; }
        .badge.bad { color: var(--bad); background: var(--bad-paper); }
        .badge.good { color: var(--good); background: var(--good-paper); }
        .badge.warn { color: var(--warn); background: var(--warn-paper); }
        .badge.quiet { color: var(--faint); background: var(--panel); }
        .in-loop .n { box-shadow: inset 3px 0 0 -1px var(--warn); }
        .again { color: var(--warn); font-weight: 550; padding: 6px 0 0 10px; }
        .legend { list-style: none; display: flex; flex-wrap: wrap; gap: 4px 22px; color: var(--faint);
          font-size: 12px; padding-top: 12px; }
        .legend:empty { display: none; }
        .legend svg { vertical-align: -1px; margin-right: 6px; }
        """#
}

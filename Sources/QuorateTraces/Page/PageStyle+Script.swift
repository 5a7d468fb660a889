extension PageStyle {
    /// Style of the parts that only a page with its script shows.
    static let inspector = #"""
        .js .in-full { display: none; }
        .js main { grid-template-columns: minmax(0, 1fr) minmax(340px, 430px); align-items: start; gap: 26px 32px; }
        .js .tools { order: -2; grid-column: 1 / -1; } .js .board { order: -1; } .js .about { order: 1; }
        .js .panel { grid-column: 2; grid-row: 2 / span 9; }
        .tools { display: flex; flex-wrap: wrap; gap: 8px; align-items: center; }
        .tools input, .tools select, button, .panel input { font: inherit; font-size: 13px; color: var(--ink);
          background: var(--paper); border: 1px solid var(--lane); border-radius: 6px; padding: 4px 9px; height: 31px; }
        .tools input[type=search] { width: 17em; } .tools select { max-width: 12em; }
        .copies { display: flex; align-items: center; }
        .copies span { color: var(--faint); font-size: 12.5px; margin-right: 8px; }
        .copies button { border-radius: 0; margin-left: -1px; }
        .copies button:first-of-type { border-radius: 6px 0 0 6px; }
        .copies button:last-of-type { border-radius: 0 6px 6px 0; }
        .tools .count { color: var(--faint); font-size: 12.5px; margin: 0 auto 0 4px; }
        button[aria-pressed=true] { background: var(--picked); border-color: var(--accent); color: var(--accent); }
        button { cursor: pointer; } button:hover { background: var(--panel); }
        button:disabled { color: var(--faint); cursor: default; }
        .row.picked a { background: var(--picked); box-shadow: inset 3px 0 0 var(--accent); }
        .row.pinned .n::before { content: "◆ "; color: var(--accent); }
        .row.dim a { opacity: .35; }
        .dot.picked { fill: var(--accent); r: 7px; }
        :focus-visible { outline: 2px solid var(--accent); outline-offset: 1px; }
        .row a:focus-visible { outline-offset: -2px; }
        .panel { position: sticky; top: 12px; max-height: calc(100vh - 24px); overflow: auto; background: var(--panel);
          border: 1px solid var(--rule); border-radius: 10px; padding: 16px 18px; overflow-wrap: anywhere; }
        .panel .where { display: flex; gap: 6px; align-items: center; color: var(--faint); font-size: 12.5px; }
        .panel .where span { margin-right: auto; }
        .panel .where button { width: 31px; padding: 0; }
        .panel h2 { font-size: 16px; margin: 6px 0 2px; }
        .panel h2 code { font-size: 15px; font-weight: 650; }
        .panel .place { margin: 0; }
        .panel h3 { margin: 16px 0 4px; font-size: 12px; font-weight: 600; color: var(--faint); }
        .panel details { margin-top: 12px; }
        .panel details > summary { font-size: 13px; }
        .panel details > * + * { margin-top: 6px; }
        .panel table { table-layout: auto; font-size: 13px; }
        .panel th, .panel td { padding: 3px 10px 3px 0; }
        .panel td.value { width: 38%; }
        .panel th[scope=row] { white-space: nowrap; }
        .panel tr.changed th { font-weight: 650; }
        .lights li { display: flex; gap: 8px; align-items: baseline; padding: 1px 0; }
        .lights .sign { width: 1em; text-align: center; flex: none; }
        .lights .word { margin-left: auto; color: var(--faint); font-size: 12.5px; white-space: nowrap; }
        .lights .bad { color: var(--bad); font-weight: 600; } .lights .good { color: var(--good); font-weight: 600; }
        .lights .bad .word, .lights .good .word { color: inherit; }
        .lights .shown .name { font-weight: 650; }
        .offers > li { padding: 4px 0; border-bottom: 1px solid var(--rule); }
        .offers > li:last-child { border-bottom: 0; }
        .offers p { color: var(--faint); font-size: 12.5px; padding-left: 14px; }
        .offers p code { color: var(--ink); }
        .offers .guard { border-bottom: 0; } .offers .guard p { padding-left: 0; }
        .offers .taken { color: var(--accent); font-weight: 600; font-size: 12.5px; margin-left: .6em; }
        .panel .verdict { font-weight: 600; } .panel .verdict.bad { color: var(--bad); }
        .panel .verdict.warn { color: var(--warn); }
        .sent { font-size: 12px; color: var(--faint); }
        dialog { border: 1px solid var(--rule); border-radius: 10px; background: var(--paper); color: var(--ink);
          padding: 20px 24px; max-width: 460px; }
        dialog::backdrop { background: rgb(0 0 0 / .35); }
        dialog table { margin-bottom: 14px; } dialog th { white-space: nowrap; }
        kbd { font: 12px ui-monospace, monospace; border: 1px solid var(--lane); border-radius: 4px; padding: 1px 6px; }
        """#

    /// Narrow windows, and paper.
    static let media = #"""
        @media (max-width: 960px) {
          .top, main, footer { padding-left: 14px; padding-right: 14px; }
          h1 { font-size: 19px; } .claim { font-size: 15px; }
          .js main { grid-template-columns: minmax(0, 1fr); }
          .panel { top: auto; bottom: 0; max-height: 46vh; margin: 0 -14px; border-radius: 12px 12px 0 0;
            box-shadow: 0 -6px 20px rgb(0 0 0 / .12); z-index: 3; }
          .js .panel { order: 5; grid-column: 1; grid-row: auto; }
          .board { overflow-x: auto; } .board-head { position: static; }
          .sum { display: none; }
          .rows { grid-template-columns: 2.2em minmax(8em, 1fr) auto; min-width: 200px; }
          .badge { min-width: 0; }
          .badge .word { display: none; } .row a { column-gap: 10px; }
          .tools input[type=search] { width: 100%; } .tools select { flex: 1; min-width: 6em; }
        }
        @media print {
          :root { --paper: #fff; --panel: #f4f4f4; --ink: #000; --faint: #444; --rule: #bbb; --lane: #999;
            --accent: #0b4a8a; --picked: #fff; --bad: #9a1b13; --good: #14592f; --warn: #6b3f00;
            --bad-paper: #fff; --good-paper: #fff; --warn-paper: #fff; }
          body { font-size: 10.5pt; }
          .top, main, footer { padding-left: 0; padding-right: 0; max-width: none; }
          main, .js main { display: block; } main > * { margin-bottom: 16pt; }
          .panel, .tools, dialog, footer { display: none !important; }
          .js .in-full { display: block; }
          .board-head { position: static; }
          .row, article, tr { break-inside: avoid; } h2, h3 { break-after: avoid; }
          .row.dim a { opacity: 1; } .row.picked a { box-shadow: none; }
          .badge { border: 1px solid currentColor; }
          details:not([open]) { display: none; }
        }
        """#
}

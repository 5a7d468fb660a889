extension PageStyle {
    /// Runs that stand below each other, each with the place at which one side stops.
    static let runs = #"""
        .claim.open { color: var(--warn); }
        .counts { color: var(--faint); margin-top: 4px; }
        .kind { white-space: nowrap; font-weight: 600; }
        .kind.forbidden { color: var(--bad); }
        .finding h2 .kind { margin-right: .6em; }
        .finding h2 { overflow-wrap: anywhere; }
        .finding .also { color: var(--faint); font-size: 13px; }
        .parting { background: var(--warn-paper); border-radius: 8px; padding: 10px 16px 12px; display: grid; gap: 6px; }
        .parting h3 { margin: 0; color: var(--warn); }
        .parting td, .parting th { border-color: var(--lane); }
        .parting tr.same th { font-weight: 650; }
        .in-full h3 { margin-bottom: 6px; }
        .answers td:first-child { white-space: nowrap; }
        .names { columns: 22em; column-gap: 32px; list-style: none; padding: 0; font-size: 13px; }
        .names.long { columns: auto; }
        .ways { width: auto; } .scroll .ways, .scroll .findings { min-width: 0; }
        .ways th:first-child { min-width: 16em; } .ways th[scope=row] { padding-right: 32px; }
        .names li { overflow-wrap: anywhere; padding: 1px 0; }
        """#

    static let runsMedia = #"""
        @media (max-width: 760px) {
          .board { overflow-x: auto; } .board-head { position: static; }
          .sum { display: none; }
          .rows { grid-template-columns: 2.2em minmax(8em, 1fr) auto; min-width: 200px; }
          .badge { min-width: 0; } .badge .word { display: none; } .row a { column-gap: 10px; }
          .board .remark { color: var(--warn); font-weight: 550; }
          .ways, .scroll .answers { min-width: 0; width: 100%; }
          .findings thead, .answers thead, .ways thead { display: none; }
          .stacked tr, .stacked th, .stacked td { display: block; border: 0; padding: 1px 0; }
          .stacked tr { border-bottom: 1px solid var(--rule); padding: 6px 0; }
          .answers td:first-child { white-space: normal; }
          .place { display: block; margin-left: 2.8em; }
        }
        @media print {
          .board-head { position: static; }
          .row, article { break-inside: avoid; }
          .badge, .parting { border: 1px solid currentColor; }
        }
        """#
}

extension PageStyle {
    /// Drawings of states: a meaning has a colour and a kind of line, and beside them its word.
    static let drawing = #"""
        .drawing { margin: 8px 0; } .drawing svg { display: block; max-width: 100%; height: auto; overflow: visible; }
        .drawing text { font: 11.6px ui-monospace, SFMono-Regular, Menlo, Consolas, "Liberation Mono", monospace;
          fill: var(--ink); }
        .drawing .who { font-weight: 700; }
        .drawing .box { fill: var(--paper); stroke: var(--lane); stroke-width: 1.2; }
        .drawing .word { font-size: 10.6px; }
        .drawing .label { paint-order: stroke; stroke: var(--paper); stroke-width: 4px; }
        .panel .drawing .label { stroke: var(--panel); }
        .drawing .pill { fill: var(--paper); stroke: var(--faint); }
        .drawing .pill.leading { stroke: var(--accent); stroke-width: 2; } .drawing .word.leading { fill: var(--accent); }
        .drawing .pill.done { stroke: var(--good); } .drawing .word.done { fill: var(--good); }
        .drawing .pill.waiting { stroke: var(--warn); stroke-dasharray: 3 2; } .drawing .word.waiting { fill: var(--warn); }
        .drawing .pill.wrong { stroke: var(--bad); stroke-width: 2; } .drawing .word.wrong { fill: var(--bad); }
        .way { fill: none; stroke: var(--ink); stroke-width: 1.4; } .way.waiting { stroke-dasharray: 5 3; }
        .way.wrong { stroke: var(--bad); } .way.done { stroke: var(--good); } .way.leading { stroke: var(--accent); }
        marker.drawn path { fill: var(--ink); }
        .drawing figcaption { font-size: 13px; padding-top: 4px; overflow-wrap: anywhere; }
        """#
}

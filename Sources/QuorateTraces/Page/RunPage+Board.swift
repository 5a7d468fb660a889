/// The lanes with their arrows, and beside them a line for each step.
extension RunPage {
    /// Geometry of the lanes, in pixels.
    enum Grid {
        static let row = 30

        static func pitch(_ lanes: Int) -> Int { lanes <= 5 ? 44 : lanes <= 9 ? 34 : 25 }
        static func x(_ lane: Int, of lanes: Int) -> Int { pitch(lanes) * lane + pitch(lanes) / 2 + 6 }
        /// Middle of a state's row.
        static func y(_ state: Int) -> Int { row * state + row / 2 }
    }

    private var boardWidth: Int {
        Grid.pitch(lanes.count) * lanes.count + 12 + (isAround ? 22 : 0)
    }

    /// Beginning of all names of places in the page, without which two runs on it would share them.
    var anchor: String { inset.map { "run-\($0.number)-" } ?? "" }

    private var isAround: Bool { loop.map { $0.start < steps.count } ?? false }

    var board: HTMLText {
        """
        <section class="board" aria-label="Steps">
        \(inset == nil ? "<h2 class=\"unseen\">Steps</h2>" : "")
        <div class="board-head" aria-hidden="true">
        <svg width="\(boardWidth)" height="34">\(laneNames)</svg>
        </div>
        <div class="board-body">
        <svg class="lanes" width="\(boardWidth)" height="\(Grid.row * states.count)" aria-hidden="true">
        \(definitions)
        \(lanes.indices.map(laneLine))
        \(steps.indices.map(arrowLines))
        \(steps.indices.map(stepMark))
        \(loopLine)
        </svg>
        <ol class="rows" start="0">
        \(states.indices.map(row))
        </ol>
        </div>
        \(loop.map { "<p class=\"again\">↺ \(loopSentence($0))</p>" } ?? "")
        \(legend)
        </section>
        """
    }

    private var laneNames: HTMLText {
        .joined(
            lanes.enumerated().map { position, lane in
                """
                <text x="\(Grid.x(position, of: lanes.count))" y="22" text-anchor="middle">\(lane.name)\
                <title>\(lane.title)</title></text>
                """
            })
    }

    private var definitions: HTMLText {
        .joined(
            (["enabling", "stated", "counted", "around"] + (drawings.isEmpty ? [] : ["drawn"])).map { kind in
                """
                <marker id="\(anchor)tip-\(kind)" class="\(kind)" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" \
                markerHeight="7" orient="auto-start-reverse"><path d="M0 .8 7.4 4 0 7.2z" /></marker>
                """
            })
    }

    private func laneLine(_ lane: Int) -> HTMLText {
        let x = Grid.x(lane, of: lanes.count)
        return "<line class=\"lane\" x1=\"\(x)\" y1=\"0\" x2=\"\(x)\" y2=\"\(Grid.row * states.count)\" />"
    }

    /// Space around the mark of a step, in which no arrow is drawn.
    private static let gap = 7

    /// The arrows that are drawn of those to a step: between lanes, and beside a message that the action names no guess.
    private func drawn(_ step: Int) -> [Arrow] {
        let arrows = steps[step].arrows.filter { $0.from != $0.to }
        let stated = arrows.filter { $0.kind == .stated }
        return stated.isEmpty ? arrows : stated
    }

    private func arrowLines(_ step: Int) -> HTMLText {
        .joined(
            drawn(step).map { arrow in
                let (x1, y1) = (Grid.x(arrow.from, of: lanes.count), Grid.y(arrow.since))
                let (x2, y2) = (Grid.x(arrow.to, of: lanes.count), Grid.y(step + 1))
                let length = Double((x2 - x1) * (x2 - x1) + (y2 - y1) * (y2 - y1)).squareRoot()
                let (dx, dy) = (Double(x2 - x1) / max(length, 1), Double(y2 - y1) / max(length, 1))
                func place(_ x: Int, _ y: Int, _ sign: Double) -> String {
                    let gap = sign * Double(Self.gap)
                    return "\(Int((Double(x) + gap * dx).rounded())) \(Int((Double(y) + gap * dy).rounded()))"
                }
                let kind = arrow.kind.rawValue
                return """
                    <path class="arrow \(kind)" data-to="\(step + 1)" data-since="\(arrow.since)" \
                    d="M\(place(x1, y1, 1))L\(place(x2, y2, -1))" marker-end="url(#\(anchor)tip-\(kind))" />
                    """
            }, separator: "")
    }

    private func stepMark(_ step: Int) -> HTMLText {
        let (x, y) = (Grid.x(steps[step].lane, of: lanes.count), Grid.y(step + 1))
        return "<circle class=\"dot\" data-step=\"\(step + 1)\" cx=\"\(x)\" cy=\"\(y)\" r=\"5\" />"
    }

    /// The way back from the last state to the one at which the loop begins.
    private var loopLine: HTMLText {
        guard let loop, isAround else { return "" }
        let (left, right) = (boardWidth - 20, boardWidth - 8)
        let (top, bottom) = (Grid.y(loop.start), Grid.y(steps.count))
        return """
            <path class="around" d="M\(left) \(bottom)H\(right)V\(top)H\(left)" marker-end="url(#\(anchor)tip-around)" />
            """
    }

    private func row(_ state: Int) -> HTMLText {
        let isInLoop = loop.map { state > $0.start && isAround } ?? false
        let summary = state == 0 ? start : steps[state - 1].changes.map(\.text)
        let action = state == 0 ? "initial state" : steps[state - 1].action
        return """
            <li class="row\(isInLoop ? " in-loop" : "")" value="\(state)" data-state="\(state)">\
            <a href="#\(anchor)step-\(state)"><span class="n">\(state)</span><span class="act">\(action)</span>\
            <span class="rest"><span class="sum">\(summary.joined(separator: "; "))</span>\(badges(state))</span></a></li>
            """
    }

    private var legend: HTMLText {
        let kinds = Set(steps.indices.flatMap(drawn).map(\.kind))
        let meanings: [(Arrow.Kind, String)] = [
            (.stated, "a message that the action names"),
            (.enabling, "from the step that made the guard true"),
            (.counted, "from another sender in the set that made it true"),
        ]
        let arrows = meanings.filter { kinds.contains($0.0) }.map { kind, text -> HTMLText in
            """
            <li><svg width="34" height="12" aria-hidden="true"><path class="arrow \(kind.rawValue) on" d="M2 6H30" \
            marker-end="url(#\(anchor)tip-\(kind.rawValue))" /></svg>\(text)</li>
            """
        }
        let parties = lanes.filter { $0.name.hasSuffix(".") }.map { lane -> HTMLText in
            "<li><b>\(lane.name)</b> \(lane.title)</li>"
        }
        let remarks = (inset?.remarks ?? []).map { remark -> HTMLText in
            "<li class=\"remark\">\(remark.sign) \(remark.text)</li>"
        }
        return "<ul class=\"legend\">\(arrows + parties + remarks)</ul>"
    }
}

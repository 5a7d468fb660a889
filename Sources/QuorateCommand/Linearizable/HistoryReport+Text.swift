import QuorateExplorer
import QuorateTraces

extension HistoryReport {
    /// The most operations of an order that are shown; JSON has them all.
    private static let shownSteps = 20

    /// The verdict first, then what it stands on.
    var text: String {
        let blocks = parts.count == 1 ? [] : [overview]
        return (blocks + shownParts.map(text) + [figures]).joined(separator: "\n\n")
    }

    /// All keys that are not explained, or the first that are.
    private var shownParts: [Part] {
        let failed = parts.filter { if case .explained = $0.finding { false } else { true } }
        return parts.count == 1 ? parts : failed
    }

    private var overview: String {
        let name = ForeignText.path(request.file)
        func count(_ matches: (Finding) -> Bool) -> Int { parts.count { matches($0.finding) } }
        let explained = count { if case .explained = $0 { true } else { false } }
        let unknown = count { if case .unknown = $0 { true } else { false } }
        let others = parts.count - explained - unknown
        return
            "\(name): of \(Numerals.count(parts.count, "key")), \(explained) \(request.consistency.phrase) as"
            + " \(request.kind.phrase), \(others) not, \(unknown) unknown"
    }

    private func text(of part: Part) -> String {
        let name = part.key.map { "key \(ForeignText.shown($0))" } ?? ForeignText.path(request.file)
        let object = "\(request.consistency.phrase) as \(request.kind.phrase)"
        switch part.finding {
        case .unknown:
            return
                "\(name): unknown whether \(object): the limit of \(Numerals.count(request.limit)) states came first"
        case .explained(let order):
            let lead =
                request.consistency == .regular
                ? "each read gives a value that it may give" : "in this order every answer is right"
            return (["\(name): \(object)", "\(lead):"] + lines(order)).joined(separator: "\n")
        case .unexplained(let last, let lastLine, let order, let isShortest):
            var lines = ["\(name): not \(object)"]
            lines.append(
                (isShortest ? "the shortest prefix" : "a prefix, perhaps not the shortest,")
                    + " that \(request.consistency == .regular ? "breaks it" : "no order explains") ends in line \(lastLine):"
            )
            lines += self.lines([last])
            let lead =
                request.consistency == .regular
                ? "reads that may give what they do" : "in this order what is in front of it is right"
            return (lines + (order.isEmpty ? [] : ["\(lead):"] + self.lines(order))).joined(separator: "\n")
        }
    }

    /// The last operations of an order.
    private func lines(_ order: [Step]) -> [String] {
        let shown = order.suffix(Self.shownSteps)
        let left = order.count - shown.count
        let rows = shown.map { step in
            "  line \(step.line)  process \(step.process)  \(ForeignText.shown(step.text))"
        }
        return (left > 0 ? ["  ... \(Numerals.count(left, "operation")) before"] : []) + rows
    }

    private var figures: String {
        func sum(_ kind: JepsenEvent.Kind) -> Int { parts.reduce(0) { $0 + ($1.ends[kind] ?? 0) } }
        let operations = parts.reduce(0) { $0 + $1.operations }
        let unit = request.consistency == .regular ? "pair of a read and a write" : "state"
        let units = request.consistency == .regular ? "pairs of a read and a write" : "states"
        let open = operations - sum(.ok) - sum(.fail) - sum(.info)
        var lines = [
            "\(Numerals.count(operations, "operation")): \(sum(.ok)) ok, \(sum(.fail)) failed, \(sum(.info) + open)"
                + " without an answer; \(Numerals.count(statesLookedAt)) \(statesLookedAt == 1 ? unit : units) looked at"
        ]
        let silent = parts.count { !$0.tells }
        if silent > 0 { lines.append("\(Numerals.count(silent, "key")) with nothing to compare") }
        for (name, count) in ignored.sorted(by: { $0.key < $1.key }) {
            lines.append("\(Numerals.count(count, "event")) of \(ForeignText.name(name)) left out")
        }
        if parts.count > 1, request.consistency == .sequential {
            lines.append("each key by itself: all keys together need not be sequentially consistent")
        }
        return lines.joined(separator: "\n")
    }
}

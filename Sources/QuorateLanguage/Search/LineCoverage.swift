/// Coverage of one line of a spec: how often the `take` there was offered, possible, and changed something.
public struct LineCoverage: Hashable, Sendable {
    /// Place of the `take`.
    public let site: SourceSite
    /// Name of the action that is offered there.
    public let action: String
    /// Offers in expanded states, the guard being true or not.
    public internal(set) var offered: Int
    /// Offers whose guard was true: steps, as a search counts them.
    public internal(set) var taken: Int
    /// Steps that led to another state than the one they left.
    public internal(set) var changing: Int
}

/// Tally of takes by the line that they are written on, added up state by state.
package struct LineTally: Sendable {
    private struct Key: Hashable {
        /// Address of the literal with the file's name: a compiler may keep a few of one name.
        let file: UInt
        let line: UInt
        /// Position of the action's case.
        let action: Int
    }

    private struct Counts {
        let file: StaticString
        var offered = 0
        var taken = 0
        var changing = 0

        mutating func count(isTaken: Bool, isChanging: Bool) {
            offered += 1
            if isTaken { taken += 1 }
            if isChanging { changing += 1 }
        }
    }

    private var counts: [Key: Counts] = [:]

    /// Tally of nothing.
    package init() {}

    mutating func count<S: Spec>(_ take: RecordedTake<S>, in state: S.State) {
        let key = Key(
            file: UInt(bitPattern: take.file.utf8Start), line: take.line, action: take.action.casePosition)
        counts[key, default: Counts(file: take.file)].count(
            isTaken: take.successor != nil, isChanging: take.successor.map { $0 != state } ?? false)
    }

    /// Sum of some tallies, in the order of files, lines and actions; `actionNames` are those of the spec.
    package static func lines(_ tallies: [LineTally], actionNames: [String]) -> [LineCoverage] {
        var sums: [[String]: LineCoverage] = [:]
        for (key, counts) in tallies.flatMap(\.counts) {
            let site = SourceSite(counts.file, key.line)
            let name = actionNames[key.action]
            var sum =
                sums[[site.description, name]]
                ?? LineCoverage(site: site, action: name, offered: 0, taken: 0, changing: 0)
            sum.offered += counts.offered
            sum.taken += counts.taken
            sum.changing += counts.changing
            sums[[site.description, name]] = sum
        }
        return sums.values.sorted {
            ($0.site.file, $0.site.line, $0.action) < ($1.site.file, $1.site.line, $1.action)
        }
    }
}

extension Spec {
    /// Adds every take out of `state` to `tally`; none where the state is outside the constraint, and not expanded.
    func count(_ state: State, in tally: inout LineTally) {
        guard constraint?.allows(state) ?? true else { return }
        var counted = tally
        // One owner, or each count would copy the tally.
        tally = LineTally()
        record(state) { counted.count($0, in: state) }
        tally = counted
    }
}

import QuorateExplorer
import QuorateQuorums
import QuorateTraces

/// Answer about quorums that are written out, replica by replica.
struct ListedResults: WholeResult {
    /// The rules as they were written.
    let texts: [String]
    let faulty: String?
    let quorums: ListedQuorums

    private var overlap: ListedQuorums.Overlap? { quorums.smallestOverlap }
    private var names: ReplicaNames { quorums.names }
    private var systems: Range<Int> { 0..<texts.count }

    /// True where any two quorums share a replica, one that is not faulty where faulty sets are given.
    private var isSafe: Bool {
        overlap.map { pair in quorums.faults.map { !$0.contains(pair.shared) } ?? !pair.shared.isEmpty }
            ?? false
    }

    /// A set that may be faulty and leaves no quorum, for the first system that it stops.
    private var blocked: ReplicaSet? { quorums.blockingFault.compactMap(\.self).first }
    private var hasQuorums: Bool { quorums.quorums.allSatisfy { !$0.isEmpty } }

    var status: ExitStatus {
        if !hasQuorums { return .vacuous }
        if !isSafe { return .safetyViolated }
        return blocked == nil ? .asExpected : .livenessViolated
    }

    // MARK: - Text

    var text: String { ([headline] + lines).joined(separator: "\n") }

    private var headline: String {
        guard hasQuorums else { return "No verdict: there is no quorum at all." }
        let any =
            texts.count == 1 ? "Any two quorums" : "A quorum of the first kind and one of the second always"
        let two = texts.count == 1 ? "Two quorums" : "A quorum of the first kind and one of the second"
        let whom = faulty == nil ? "a replica" : "a replica that is not faulty"
        let safe = isSafe ? "\(any) share \(whom)" : "\(two) need not share \(whom)"
        guard faulty != nil else { return safe + "." }
        return safe
            + (blocked == nil ? ", and a quorum is always left." : ", and the faulty can leave no quorum.")
    }

    private var lines: [String] {
        var lines = texts.flatMap { Self.labelled("quorums", Self.line($0)) }
        if let faulty { lines += Self.labelled("faulty", Self.line(faulty)) }
        let all = names.list(names.replicas)
        lines += Self.labelled("replicas", "\(all.count): \(all.joined(separator: ", "))")
        for system in systems { lines += Self.labelled("smallest", smallest(system)) }
        if let overlap { lines += Self.labelled(isSafe ? "overlap" : "fails at", words(overlap)) }
        if faulty == nil {
            lines += bounds
        } else if let blocked {
            lines += Self.labelled("stopped by", names.words(blocked))
        }
        return lines + Self.labelled("found", "by trying all sets of \(all.count) replicas")
    }

    /// A text in one line, without anything that a terminal obeys.
    private static func line(_ text: String) -> String {
        ForeignText.shown(text.split(whereSeparator: \.isWhitespace).joined(separator: " "))
    }

    private func smallest(_ system: Int) -> String {
        let sets = quorums.quorums[system]
        guard let least = sets.min(by: { $0.count < $1.count }) else { return "none" }
        return "\(Numerals.count(least.count, "replica")), as in \(names.words(least)); "
            + Numerals.count(sets.count, "minimal quorum")
    }

    private func words(_ pair: ListedQuorums.Overlap) -> String {
        "\(names.words(pair.first)) and \(names.words(pair.second)) share "
            + (pair.shared.isEmpty ? "nothing" : names.words(pair.shared))
    }

    /// Numbers of faults that are stood, where no faulty sets are given.
    private var bounds: [String] {
        guard hasQuorums, let overlap else { return [] }
        var lines: [String] = []
        if isSafe {
            lines += Self.labelled(
                "safe", "a correct replica is shared exactly when f ≤ \(overlap.shared.count - 1)")
        }
        for system in systems {
            guard let blocking = quorums.smallestBlocking[system] else { continue }
            lines += Self.labelled(
                "live",
                "a quorum is left exactly when f ≤ \(blocking.count - 1); "
                    + "none without \(names.words(blocking))")
        }
        return lines
    }

    /// Kind of a quorum, where there are two.
    private func kind(_ system: Int) -> String {
        texts.count == 1 ? "" : system == 0 ? " of the first kind" : " of the second kind"
    }

    private static func labelled(_ label: String, _ text: String) -> [String] {
        ["  \(label.padded(to: 10))  \(text)"]
    }

    // MARK: - JSON

    var json: JSONValue {
        [
            "version": .string(quorateVersion), "quorums": .array(texts.map { .string($0) }),
            "faulty": JSONValue(faulty), "replicas": names(names.replicas),
            "safe": .boolean(isSafe), "live": .boolean(hasQuorums && blocked == nil),
            "minimalQuorums": .array(quorums.quorums.map { .array($0.map(names)) }),
            "overlap": overlap.map { .array([names($0.first), names($0.second), names($0.shared)]) } ?? .null,
            "blocking": .array(
                systems.map { quorums.smallestBlocking[$0].map(names) ?? .null }),
            "stoppedBy": blocked.map(names) ?? .null,
        ]
    }

    private func names(_ set: ReplicaSet) -> JSONValue { .array(names.list(set).map { .string($0) }) }
}

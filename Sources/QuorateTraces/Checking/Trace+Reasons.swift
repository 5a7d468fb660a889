package import QuorateLanguage

extension Trace {
    /// Lines on why the run shows its property: the step from which on it does, the premise, and what that step has
    /// changed, with the replicas; empty where the run names none, and for a property of runs without end.
    ///
    /// Which part of the predicate is false nobody can tell but its author: it is one closure.
    /// - Throws: ``TraceMismatch`` where the run is none of `spec`.
    package func reasons(in spec: ErasedSpec) throws -> [String] {
        try facts(in: spec).flatMap { TextColumns.wrap(TextColumns.printable($0), width: TextColumns.width) }
    }

    private func facts(in spec: ErasedSpec) throws -> [String] {
        guard !property.isEmpty, !propertyKind.isLiveness,
            let position = spec.properties.firstIndex(where: { $0.name == property })
        else { return [] }
        let words = try words(in: spec)
        let start = Self.lastRun(of: words) { spec.shows(position, in: $0) }
        let verb = propertyKind == .reachable ? "meet" : "break"
        guard start > 0 else { return ["the initial state \(verb)s \"\(property)\" already"] }
        let since = start == steps.count ? "" : ", and so do all states after it"
        return [
            "step \(start), \(steps[start - 1].action), is the one that makes the run \(verb) \"\(property)\"\(since)"
        ] + premiseLines(words, position, spec) + changeLines(start) + [Self.limits(of: propertyKind)]
    }

    /// The position from which on all states satisfy `predicate`; the last state does.
    private static func lastRun(of words: [[UInt64]], where predicate: ([UInt64]) -> Bool) -> Int {
        words.indices.reversed().prefix { predicate(words[$0]) }.last ?? words.count - 1
    }

    private func premiseLines(_ words: [[UInt64]], _ position: Int, _ spec: ErasedSpec) -> [String] {
        guard spec.isAsked(position, in: words[words.count - 1]) == true else { return [] }
        let start = Self.lastRun(of: words) { spec.isAsked(position, in: $0) == true }
        return ["its premise is true from state \(start) on, and its conclusion false"]
    }

    private func changeLines(_ step: Int) -> [String] {
        let changes = ValueChange.list(from: states[step - 1], to: states[step])
        let replicas = Set(changes.flatMap { Self.replicas(in: $0.place) })
        let owners = replicas.isEmpty ? "" : ", of \(replicas.sorted().joined(separator: ", "))"
        return ["that step has changed\(owners):"] + changes.map { "- \($0.text)" }
    }

    /// The names of replicas that are keys in a place, as r1 in `manager[r1]`.
    private static func replicas(in place: String) -> [String] {
        place.split(whereSeparator: { "[].".contains($0) }).dropFirst().map(String.init).filter {
            $0.hasPrefix("r") && Int($0.dropFirst()) != nil
        }
    }

    private static func limits(of kind: PropertyKind) -> String {
        kind == .deadlockFreedom
            ? "after it no action is enabled, and the property does not let the protocol rest there"
            : "which part of the predicate is meant is not known: it is one closure; state its parts as properties of"
                + " their own, or ask for them with --eval"
    }
}

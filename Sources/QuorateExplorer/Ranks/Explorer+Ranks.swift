import QuorateLanguage

extension Explorer {
    /// Refuses a search over ranks together with what is not known to go with it.
    func checkRanksRequest() throws {
        guard ranks != nil else { return }
        let refused: [(isGiven: Bool, reason: String)] = [
            (store != .exact, "\(store.otherThanItsOwn); leave one of the two out"),
            (symmetry != .none, "keeps every state, and symmetry one for many; leave one of the two out"),
            (
                disk != nil,
                "keeps its states in the memory of the ranks, and not on disk; leave one of the two out"
            ),
            (certificate != nil, "writes no certificates; leave one of the two out"),
            (countsLines, "does not count coverage by line; leave one of the two out"),
            (workers != 1, "has one worker on each rank; start more ranks, and leave the workers out"),
        ]
        if let reason = refused.first(where: \.isGiven)?.reason { throw RankError.unsuitable(reason) }
    }

    /// Refuses a property of whole runs.
    func checkRanksRequest(liveness property: String, _ options: String) throws {
        guard ranks != nil else { return }
        throw RankError.unsuitable(
            "decides nothing about whole runs, which go through all states again: leave \"\(property)\" out"
                + options)
    }

    /// Digest of what all ranks must search alike: the spec and what is asked of it.
    func rankDigest(_ search: Search) -> UInt64 {
        let spec = BehaviourDigest(spec: self.spec, kernel: search.kernel)
        let request =
            "\(self.spec.label) \(search.checked) \(continuesAfterViolation) \(checksPurity) \(limits.states as Any)"
            + " \(limits.depth as Any) \(limits.seconds as Any) \(limits.memory as Any) \(rankBlockStates as Any)"
            + " \(checkpoints as Any)"
        return StateHash.words([spec.outline, spec.initialStates, RankLink.digest(request)], 3)
    }
}

extension RankLink {
    /// Digest of a text.
    package static func digest(_ text: String) -> UInt64 {
        text.utf8.reduce(0xcbf2_9ce4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01b3 }
    }
}

extension Report {
    /// Everything that all ranks must have found alike, in a word.
    var rankDigest: UInt64 {
        let runs = counterexamples.map { $0.rendering() }
        return RankLink.digest(
            "\(outcome) \(isComplete) \(limit == nil) \(distinctStates) \(generatedStates) \(statesPerLevel)"
                + " \(statesOutside) \(statesWithoutStep) \(statesWithoutChange) \(fault as Any) \(runs)"
                + actions.map { "\($0.name) \($0.taken) \($0.firstDepth as Any)" }.joined(separator: ",")
                + properties.map { "\($0.name) \($0.outcome) \($0.premiseHeld) \($0.violatingStates)" }
                .joined(separator: ","))
    }
}

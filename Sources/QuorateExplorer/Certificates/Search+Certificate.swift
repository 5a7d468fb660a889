import QuorateLanguage

extension Explorer {
    /// Refuses a certificate that could not say what it is to say.
    func checkCertificateRequest() throws {
        guard certificate != nil else { return }
        if store != .exact {
            throw ExplorerError.certificate(
                "a certificate lists every state, and \(store.lack); use the exact store")
        }
        let safety = spec.properties.filter { !$0.kind.isLiveness }.map(\.name)
        if let properties, !Set(properties).isSuperset(of: safety) {
            throw ExplorerError.certificate(
                "a certificate is of all properties of safety; leave none of them out with --property")
        }
        if !spec.properties.contains(where: { !$0.kind.isLiveness }) {
            throw ExplorerError.certificate(
                "\(spec.name) has no property of safety, so a certificate would show nothing")
        }
        try checkOrdersOfNames()
    }

    /// Most orders of names that an audit looks through. It shares no text with this; a test compares the two.
    static let mostOrdersOfNames = 5_040

    /// Refuses names that can be traded in more ways than an audit looks through.
    private func checkOrdersOfNames() throws {
        guard symmetry != .none, let typed = spec.evaluated.typed as? any SymmetricSpec else { return }
        var count = 1
        for factor in typed.interchangeable.groups.flatMap({ 1...max(1, $0.count) }) {
            count *= factor
            if count > Self.mostOrdersOfNames {
                throw ExplorerError.certificate(
                    "the replicas can trade names in more than \(Self.mostOrdersOfNames) ways, and `audit` would refuse the"
                        + " certificate; take a smaller instance, or leave --symmetry or --certificate out")
            }
        }
    }
}

extension Search {
    /// Writes the certificate, if everything was seen and all is as it should be; nothing otherwise.
    ///
    /// An interrupt leaves it without its end, which takes nothing from the report. The last thing that a search does: it
    /// leaves the states sorted, where the store does not find them.
    func certify(_ report: Report, to write: @escaping (CertificatePiece) throws -> Void) throws {
        guard report.outcome == .holds, report.isComplete else { return }
        let groups = symmetric?.symmetry.groups ?? []
        let rankings = try livenessPositions.compactMap(ranking)
        if control.stopped == .interrupt { return }
        var writer = CertificateWriter { try write(.bytes($0)) }
        try writer.writeHead(of: report, hasTail: !groups.isEmpty || !rankings.isEmpty)
        let counts = levels.map { $0.reduce(0) { $0 + $1.count } }
        guard counts.reduce(0, +) == symmetric?.stored ?? (report.distinctStates + report.statesOutside)
        else {
            throw InternalError("the levels of \(spec.name) have other states than its report")
        }
        // Behind the last level there may be an empty one.
        let filled = levels.indices.filter { counts[$0] > 0 }
        writer.append(filled.count)
        for level in filled {
            if control.stopped == .interrupt { return }
            let arena: WholeArena = store.memory.whole
            var states = SortedLevel(sorting: levels[level], in: arena, moving: rankings)
            try writer.writeLevel(counts[level], wordCount: spec.wordCount) {
                guard let state = states.next() else { return nil }
                for ranking in rankings { ranking.write(state) }
                return UnsafePointer(arena.words(state))
            }
        }
        try writer.writeTail(groups.map { $0.map { Int($0.number) } }, rankings)
        try writer.finish()
        try write(.end(uncovered: uncovered(by: rankings)))
    }

    /// Properties of liveness that none of these rankings is of.
    private func uncovered(by rankings: [StatePlaces]) -> [UncoveredLiveness] {
        let ranked = Set(rankings.map(\.property))
        return spec.properties.indices.filter { spec.properties[$0].kind.isLiveness && !ranked.contains($0) }
            .map {
                UncoveredLiveness(
                    name: spec.properties[$0].name, reason: checked.contains($0) ? .noMemory : .notAsked)
            }
    }
}

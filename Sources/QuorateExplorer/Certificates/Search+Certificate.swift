import QuorateLanguage

extension Explorer {
    /// Refuses a certificate that could not say what it is to say.
    func checkCertificateRequest() throws {
        guard certificate != nil else { return }
        if store != .exact {
            throw ExplorerError.certificate(
                "a certificate lists every state, and the fingerprint store forgets them; use the exact store"
            )
        }
        if properties != nil {
            throw ExplorerError.certificate(
                "a certificate is of all properties of safety; leave --property out")
        }
        if !spec.properties.contains(where: { !$0.kind.isLiveness }) {
            throw ExplorerError.certificate(
                "\(spec.name) has no property of safety, so a certificate would show nothing")
        }
    }
}

extension Search {
    /// Writes the certificate, if everything was seen and all is as it should be; nothing otherwise.
    ///
    /// An interrupt leaves it without its end, which takes nothing from the report. The last thing that a search does: it
    /// leaves the states sorted, where the store does not find them.
    func certify(_ report: Report, to write: @escaping ([UInt8]) throws -> Void) throws {
        guard report.outcome == .holds, report.isComplete else { return }
        var writer = CertificateWriter(to: write)
        try writer.writeHead(of: report)
        let counts = levels.map { $0.reduce(0) { $0 + $1.count } }
        guard counts.reduce(0, +) == report.distinctStates + report.statesOutside else {
            throw InternalError("the levels of \(spec.name) have other states than its report")
        }
        // Behind the last level there may be an empty one.
        let filled = levels.indices.filter { counts[$0] > 0 }
        writer.append(filled.count)
        for level in filled {
            if control.stopped == .interrupt { return }
            var states = SortedLevel(sorting: levels[level], in: store.memory.arena)
            try writer.writeLevel(counts[level], wordCount: spec.wordCount) { states.next() }
        }
        try writer.finish()
        try write([])
    }
}

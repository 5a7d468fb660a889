import QuorateLanguage

/// Audit of a certificate: a set of states that is said to be all that a spec can reach.
///
/// Nothing in the file is believed. The spec is found by its name in a catalog, and its own actions and properties are
/// asked; no search engine is. It is shown that level 0 has the initial states and no others; that each step out of a
/// state within the constraint leads into the set, at most one level deeper; that a step leads to each state from one
/// level above; and that properties and figures are as said. So the set has the reachable states and no others, and a
/// level those that are so many steps away. Where names may be traded the set has one state for all that they make of
/// it, and each of these is looked at.
///
/// - Complexity: O(states + steps) in time, of all states that names make; where there are such, for each step out of a
///   state of the set as much again as there are orders of the names. The memory is that of ``ClosedSet``, of rankings,
///   and of all that names make of one state.
package struct Audit {
    /// Specs among which the certificate's is.
    package let catalog: Catalog
    /// Bytes that the states and their table may take.
    package let memoryLimit: Int
    /// Wish to stop, asked for now and then.
    package let isStopped: () -> Bool

    /// An audit over the specs of a catalog.
    package init(
        over catalog: Catalog, memoryLimit: Int, isStopped: @escaping () -> Bool = { Task.isCancelled }
    ) {
        self.catalog = catalog
        self.memoryLimit = memoryLimit
        self.isStopped = isStopped
    }

    /// The result for the certificate whose bytes `next` gives piece by piece; an empty piece is the end.
    ///
    /// - Throws: ``CertificateError`` where it cannot be read, `CatalogError` and `SpecError` where its spec is not there
    ///   or cannot be asked, `CancellationError` for a wish to stop, and what `next` throws.
    package func result(reading next: @escaping () throws -> [UInt8]) throws -> AuditResult {
        var bytes = CertificateBytes(isStopped: isStopped, next)
        let head = try CertificateHead(&bytes, limit: memoryLimit)
        let erased = try spec(of: head)
        var result = AuditResult(spec: erased, covered: head.covered.map(\.name), uncovered: head.uncovered)
        result.finding = mismatch(of: head, erased)
        // States of another size cannot even be read as those of the spec.
        if case .stateSize = result.finding { return result }
        let set = ClosedSet(wordCount: head.wordCount, limit: memoryLimit)
        for _ in 0..<(try bytes.number()) {
            try set.readLevel(&bytes)
        }
        let tail: CertificateTail
        do {
            tail = head.hasTail ? try self.tail(&bytes, head, erased, set, result) : CertificateTail()
        } catch let strange as CertificateTail.StrangeRanking {
            result.finding = .properties(onlyInFile: "number \(strange.property)", onlyInSpec: nil)
            return result
        }
        try bytes.finish()
        result.digest = bytes.checksum
        if result.finding != nil { return result }
        if set.count == 0 {
            result.finding = .noStates
        } else if let state = try set.index(isStopped: isStopped) {
            result.finding = .twice(words: set.copy(state))
        } else {
            try check(tail, erased, set, head.figures, &result)
        }
        return result
    }

    /// The file behind the states. The positions of another spec's properties are not held against this one's.
    private func tail(
        _ bytes: inout CertificateBytes, _ head: CertificateHead, _ erased: ErasedSpec, _ set: ClosedSet,
        _ result: AuditResult
    ) throws -> CertificateTail {
        let properties = erased.properties
        return try CertificateTail(&bytes, behind: set, liveness: head.uncovered.count) {
            result.finding != nil || properties.indices.contains($0) && properties[$0].kind.isLiveness
        }
    }

    /// Holds what is behind the states against the spec, and walks through the set.
    private func check(
        _ tail: CertificateTail, _ erased: ErasedSpec, _ set: ClosedSet, _ claimed: SetFigures,
        _ result: inout AuditResult
    ) throws {
        if let problem = erased.problem() { throw problem }
        let names = tail.groups.isEmpty ? nil : try ReplicaNames(erased)
        result.finding = mismatch(of: tail, names, erased)
        if result.finding != nil { return }
        if let names { result.names = (ReplicaNames.labels(names.groups), set.count) }
        result.ranked = tail.rankings.map { erased.properties[$0.property].name }
        result.uncovered.removeAll(where: result.ranked.contains)
        try walk(erased.evaluated.typed, erased, set, claimed, names, tail.rankings, &result)
    }

    /// Claim behind the states that the spec contradicts, or nil.
    private func mismatch(
        of tail: CertificateTail, _ names: ReplicaNames?, _ erased: ErasedSpec
    ) -> AuditFinding? {
        let groups = names?.groups ?? []
        if groups != tail.groups {
            return .names(claimed: ReplicaNames.labels(tail.groups), found: ReplicaNames.labels(groups))
        }
        guard let ranking = tail.rankings.first, let constraint = erased.constraint else { return nil }
        return .ranking(
            erased.properties[ranking.property].name,
            "the constraint \"\(constraint)\" cuts runs off, so nothing is shown of whole ones", [])
    }

    private func walk<S: Spec>(
        _ spec: S, _ erased: ErasedSpec, _ set: ClosedSet, _ claimed: SetFigures, _ names: ReplicaNames?,
        _ rankings: [Ranking], _ result: inout AuditResult
    ) throws {
        let walk = SetWalk(spec, erased, set, names: names, rankings: rankings, isStopped: isStopped)
        result.finding = try erased.evaluated.evaluating { try walk.finding(claimed: claimed) }
        result.figures = walk.figures
        result.premisesNeverHeld = walk.premisesNeverHeld
    }

    /// The spec that the file names. A parameter that the file leaves out would be another instance in other catalogs.
    private func spec(of head: CertificateHead) throws -> ErasedSpec {
        let spec: ErasedSpec
        do { spec = try head.instance.spec(in: catalog) } catch  where !head.isPlain {
            throw CertificateError.malformed(
                "names that no line has room for, or that nobody can read", offset: 0)
        }
        guard spec.instance == head.instance else {
            throw CertificateError.malformed(
                "the parameters are not those of \(head.instance.spec), each once and in its order", offset: 0
            )
        }
        return spec
    }

    /// Claim of the file on the spec that the spec contradicts, or nil.
    private func mismatch(of head: CertificateHead, _ spec: ErasedSpec) -> AuditFinding? {
        if head.wordCount != spec.wordCount {
            return .stateSize(claimed: head.wordCount, found: spec.wordCount)
        }
        let safety = spec.properties.filter { !$0.kind.isLiveness }
            .map { CertificateHead.Covered(name: $0.name, kind: $0.kind) }
        let liveness = spec.properties.filter(\.kind.isLiveness).map(\.name)
        if safety.isEmpty { return .noProperties }
        if head.covered == safety, head.uncovered == liveness { return nil }
        let (inFile, inSpec) = (Set(head.covered), Set(safety))
        return .properties(
            onlyInFile: head.covered.first { !inSpec.contains($0) }?.name
                ?? head.uncovered.first { !liveness.contains($0) },
            onlyInSpec: safety.first { !inFile.contains($0) }?.name
                ?? liveness.first { !head.uncovered.contains($0) })
    }
}

/// Result of an audit.
package struct AuditResult: Sendable {
    /// The spec whose states they are said to be.
    package let spec: ErasedSpec
    /// Names of the properties that the file speaks of.
    package let covered: [String]
    /// Names of the properties of liveness that are not audited.
    package var uncovered: [String]
    /// Names of the properties of liveness that a ranking speaks of.
    package var ranked: [String] = []
    /// Replicas that may trade names, by group, and number of the states of the set, each of which stands for all that
    /// the names make of it; nil where it stands for itself.
    package var names: (groups: [[String]], states: Int)?
    /// Reason why the certificate does not hold, or nil where it does.
    package var finding: AuditFinding?
    /// Figures of the set, as far as the audit has come.
    package var figures = SetFigures()
    /// Names of the properties whose premise holds in no state.
    package var premisesNeverHeld: [String] = []
    /// Checksum of the whole file, by which a person tells two of them apart: no protection from anybody.
    package var digest: UInt64 = 0
}

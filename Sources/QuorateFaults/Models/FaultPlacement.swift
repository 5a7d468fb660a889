public import QuorateQuorums

/// Rule for the choice of the replicas that are faulty.
public struct FaultPlacement: Hashable, Sendable {
    private enum Rule: Hashable, Sendable {
        case exactly, atMost, representative
        case only(ReplicaSet)
    }

    private let rule: Rule
    // Stored, because guards of specs read it.
    /// The most replicas that are faulty at the same time.
    public let faultCount: Int

    private init(_ rule: Rule, _ count: Int) {
        self.rule = rule
        faultCount = count
    }

    /// Every choice of exactly `count` replicas.
    ///
    /// A Byzantine replica may follow the protocol, so this covers fewer faulty ones for whatever is asked of
    /// n - `count` correct ones at a time, as agreement is of two. What is asked of more of them needs
    /// ``every(atMost:)``.
    public static func every(_ count: Int) -> FaultPlacement { FaultPlacement(.exactly, count) }

    /// Every choice of `count` replicas or fewer.
    public static func every(atMost count: Int) -> FaultPlacement { FaultPlacement(.atMost, count) }

    /// The last `count` replicas, for a spec whose replicas are interchangeable: nothing in it tells one from another.
    public static func representative(_ count: Int) -> FaultPlacement {
        FaultPlacement(.representative, count)
    }

    /// These replicas and no other choice, which a report says.
    public static func only(_ faulty: ReplicaSet) -> FaultPlacement {
        FaultPlacement(.only(faulty), faulty.count)
    }

    /// The same rule for `count` replicas; instead of named ones, every choice of so many.
    @usableFromInline
    func with(faultCount count: Int) -> FaultPlacement {
        if count == faultCount { return self }
        if case .only = rule { return .every(count) }
        return FaultPlacement(rule, count)
    }

    /// The sets of faulty replicas among `replicas`, in ascending order of their bits; none where there are not enough
    /// replicas.
    ///
    /// - Complexity: O(2^n).
    public func choices(among replicas: ReplicaSet) -> [ReplicaSet] {
        switch rule {
        case .exactly: replicas.subsets(ofSize: faultCount)
        case .atMost: replicas.subsets.filter { $0.count <= faultCount }
        case .representative:
            faultCount < 0 || faultCount > replicas.count
                ? [] : [ReplicaSet(Array(replicas).suffix(faultCount))]
        case .only(let faulty): faulty.isSubset(of: replicas) ? [faulty] : []
        }
    }

    /// Note of a report on the choice among `replicas`.
    public func note(among replicas: ReplicaSet) -> String {
        switch rule {
        case .exactly: "faulty: every choice of \(faultCount) of \(replicas.count)"
        case .atMost: "faulty: every choice of at most \(faultCount) of \(replicas.count)"
        case .representative:
            "faulty: \(choices(among: replicas).first ?? []), for every choice: the spec says that its replicas are"
                + " interchangeable"
        case .only(let faulty): "faulty: \(faulty) only; other choices are not covered"
        }
    }
}

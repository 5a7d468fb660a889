public import QuorateQuorums

/// Which replicas are faulty.
public struct FaultPlacement: Hashable, Sendable {
    private enum Rule: Hashable, Sendable {
        case exactly(Int)
        case atMost(Int)
        case representative(Int)
        case only(ReplicaSet)
    }

    private let rule: Rule

    /// Every choice of exactly `count` replicas.
    ///
    /// A Byzantine replica may follow the protocol, so this covers fewer faulty ones for whatever is asked of
    /// n - `count` correct ones at a time, as agreement is of two. What is asked of more of them needs
    /// ``every(atMost:)``.
    public static func every(_ count: Int) -> FaultPlacement { FaultPlacement(rule: .exactly(count)) }

    /// Every choice of `count` replicas or fewer.
    public static func every(atMost count: Int) -> FaultPlacement { FaultPlacement(rule: .atMost(count)) }

    /// The last `count` replicas, for a spec whose replicas are interchangeable: nothing in it tells one from another.
    public static func representative(_ count: Int) -> FaultPlacement {
        FaultPlacement(rule: .representative(count))
    }

    /// These replicas and no other choice, which a report says.
    public static func only(_ faulty: ReplicaSet) -> FaultPlacement { FaultPlacement(rule: .only(faulty)) }

    /// The sets of faulty replicas among `replicas`, in ascending order of their bits; none where there are not enough
    /// replicas.
    ///
    /// - Complexity: O(2^n).
    public func choices(among replicas: ReplicaSet) -> [ReplicaSet] {
        switch rule {
        case .exactly(let count): replicas.subsets(ofSize: count)
        case .atMost(let count): replicas.subsets.filter { $0.count <= count }
        case .representative(let count):
            count < 0 || count > replicas.count ? [] : [ReplicaSet(Array(replicas).suffix(count))]
        case .only(let faulty): faulty.isSubset(of: replicas) ? [faulty] : []
        }
    }

    /// The most replicas that are faulty at the same time.
    public var faultCount: Int {
        switch rule {
        case .exactly(let count), .atMost(let count), .representative(let count): count
        case .only(let faulty): faulty.count
        }
    }

    /// What a report says of the choice among `replicas`.
    public func note(among replicas: ReplicaSet) -> String {
        switch rule {
        case .exactly(let count): "faulty: every choice of \(count) of \(replicas.count)"
        case .atMost(let count): "faulty: every choice of at most \(count) of \(replicas.count)"
        case .representative:
            "faulty: \(choices(among: replicas).first ?? []), for every choice: the spec says that its replicas are"
                + " interchangeable"
        case .only(let faulty): "faulty: \(faulty) only; other choices are not covered"
        }
    }
}

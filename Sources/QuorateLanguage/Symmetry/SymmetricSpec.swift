public import QuorateQuorums

/// A spec in which some replicas, or values, may trade names: whatever can happen can happen under other names too.
///
///     extension TwoPhaseCommit: SymmetricSpec {
///         var interchangeable: Interchangeable { .all(managers) }
///     }
///
/// A claim, and not more: a search that makes use of it asks the spec, and refuses it where a step, a property or a bound
/// treats one of these unlike another.
public protocol SymmetricSpec: Spec {
    /// Replicas, and values, that may trade names.
    var interchangeable: Interchangeable { get }
}

/// Names that may be traded, in groups: of replicas, and of values; members of one group among each other.
public struct Interchangeable: Hashable, Sendable {
    private enum Group: Hashable, Sendable {
        case replicas(ReplicaSet)
        case values(ValueGroup)
    }

    private let all: [Group]

    /// The groups of replicas, which share none; a group of one, or of none, says nothing.
    public var groups: [ReplicaSet] {
        all.compactMap { if case .replicas(let group) = $0 { group } else { nil } }
    }

    /// The groups of values.
    package var values: [ValueGroup] {
        all.compactMap { if case .values(let group) = $0 { group } else { nil } }
    }

    /// All of `replicas` but those that are special: the sender, the leaders of the views explored.
    public static func all(_ replicas: ReplicaSet, but special: ReplicaSet = ReplicaSet()) -> Self {
        Self(all: [.replicas(replicas.subtracting(special))])
    }

    /// Several groups, as of correct and of faulty replicas, where a state does not say who is faulty.
    public static func apart(_ groups: ReplicaSet...) -> Self { Self(all: groups.map { .replicas($0) }) }

    /// No replicas, and all of `values` but those that are special: nil, an initial one, one that the spec prefers.
    ///
    ///     var interchangeable: Interchangeable { .values(Value.values, but: [.none]) }
    public static func values<Value: FiniteValue>(
        _ values: some Sequence<Value>, but special: Set<Value> = []
    ) -> Self { apart().and(values: values, but: special) }

    /// The same replicas, and all of `values` but those that are special: whatever can happen can happen with other values
    /// too, and under other names.
    ///
    ///     var interchangeable: Interchangeable { .all(acceptors).and(values: Value.values) }
    ///
    /// Sets, maps, votes and messages of the vocabulary know how they carry values of this type; a type that keeps them in
    /// some other form, as in an integer, says it in ``ValueCarrying``.
    public func and<Value: FiniteValue>(
        values: some Sequence<Value>, but special: Set<Value> = []
    ) -> Self {
        Self(all: all + [.values(ValueGroup(values.filter { !special.contains($0) }))])
    }
}

/// Two replicas that trade names.
public struct ReplicaExchange: Hashable, Sendable {
    /// One of the two.
    public let first: ReplicaID
    /// The other.
    public let second: ReplicaID

    /// The exchange of two replicas.
    public init(_ first: ReplicaID, _ second: ReplicaID) {
        self.first = first
        self.second = second
    }

    /// The name that `replica` has afterwards.
    public func callAsFunction(_ replica: ReplicaID) -> ReplicaID {
        replica == first ? second : replica == second ? first : replica
    }

    /// The members of a set under the names that they have afterwards.
    public func callAsFunction(_ replicas: ReplicaSet) -> ReplicaSet { ReplicaSet(replicas.map { self($0) }) }
}

/// A value with replicas in it that reflection does not find: it says itself what becomes of it when two trade names.
///
/// Types of the vocabulary, and enums and structs of them, need not say so.
public protocol ReplicaCarrying: FiniteValue {
    /// The same value after two replicas have traded names.
    func exchanging(_ exchange: ReplicaExchange) -> Self
}

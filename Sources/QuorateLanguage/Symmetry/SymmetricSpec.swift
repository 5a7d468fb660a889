public import QuorateQuorums

/// A spec in which some replicas may trade names: whatever can happen can happen under other names too.
///
///     extension TwoPhaseCommit: SymmetricSpec {
///         var interchangeable: Interchangeable { .all(managers) }
///     }
///
/// A claim, and not more: a search that makes use of it asks the spec, and refuses it where a step, a property or a bound
/// treats one of these replicas unlike another.
public protocol SymmetricSpec: Spec {
    /// Replicas that may trade names.
    var interchangeable: Interchangeable { get }
}

/// Replicas that may trade names, in groups: members of one group among each other.
public struct Interchangeable: Hashable, Sendable {
    /// The groups, which share no replica; a group of one, or of none, says nothing.
    public let groups: [ReplicaSet]

    /// All of `replicas` but those that are special: the sender, the leaders of the views explored.
    public static func all(_ replicas: ReplicaSet, but special: ReplicaSet = ReplicaSet()) -> Self {
        Self(groups: [replicas.subtracting(special)])
    }

    /// Several groups, as of correct and of faulty replicas, where a state does not say who is faulty.
    public static func apart(_ groups: ReplicaSet...) -> Self { Self(groups: groups) }
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

/// Obstacle to trading names in a state.
package struct CarryingProblem: Error {
    package var message: String

    /// The same obstacle in a part of something.
    func inside(_ part: String) -> CarryingProblem { CarryingProblem(message: "\(part): \(message)") }
}

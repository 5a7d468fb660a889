public import QuorateQuorums

/// Picture of a state in a model of its protocol: the facts that hold there.
///
/// A fact is a relation of the model with its members, each counted from 0; the members of an ordered sort, as rounds
/// are, stand in the order of their numbers.
public struct ModelPicture<Relation: FiniteValue>: Sendable {
    /// Facts in the order in which they were said: the number of the relation times 2^32, and each member, plus one, in
    /// a byte, the first one lowest. A fact that has no room there, for a member or the number of members, is told in full
    /// for whoever refuses it: 2^63 more, with the number of members in the low half, and then a word for each member.
    package private(set) var facts: [UInt64] = []

    /// A picture without facts.
    public init() {}

    /// Notes that the relation holds of the members.
    public mutating func hold(_ relation: Relation, _ members: Int...) { hold(relation, members) }

    private mutating func hold(_ relation: Relation, _ members: [Int]) {
        let fact = relation.packed << 32
        guard members.count <= 4, members.allSatisfy((0..<255).contains) else {
            facts.append(1 << 63 | fact | UInt64(members.count))
            facts += members.map { UInt64(bitPattern: Int64($0)) }
            return
        }
        facts.append(members.reversed().reduce(0) { $0 << 8 | UInt64($1 + 1) } | fact)
    }

    /// Notes who is in each of `sets`, which are counted from 0: the relation holds of a replica and a set.
    public mutating func hold(_ relation: Relation, membersOf sets: [ReplicaSet]) {
        for (position, set) in sets.enumerated() {
            for replica in set { hold(relation, replica.number, position) }
        }
    }

    /// Notes that the relation holds of each of `replicas` with the other members behind it.
    public mutating func hold(_ relation: Relation, ofEach replicas: ReplicaSet, _ others: Int...) {
        for replica in replicas { hold(relation, [replica.number] + others) }
    }
}

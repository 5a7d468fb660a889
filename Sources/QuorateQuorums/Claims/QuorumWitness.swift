/// Numbers and sets of replicas that show that something fails (or that it can be), member by member.
///
/// Replicas are numbered from 0 and there may be more of them than a ``ReplicaSet`` holds.
public struct QuorumWitness: Hashable, Sendable {
    /// A name with what it stands for.
    public struct Named<Value: Hashable & Sendable>: Hashable, Sendable {
        /// Name in the claim, as `n` or `A`.
        public let name: String
        /// Number, or the members of a set in ascending order.
        public let value: Value

        /// `value` under the name `name`.
        public init(name: String, value: Value) {
            self.name = name
            self.value = value
        }
    }

    /// The parameters, `n` among them when there are replicas.
    public var parameters: [Named<Int>]
    /// The sets, each with its members in ascending order.
    public var sets: [Named<[Int]>]
    /// The weight of each replica, or nothing where replicas have no weights.
    public var weights: [Int]

    /// The numbers `parameters` and the sets `sets`.
    public init(
        parameters: KeyValuePairs<String, Int> = [:], sets: KeyValuePairs<String, [Int]> = [:],
        weights: [Int] = []
    ) {
        self.parameters = parameters.map { Named(name: $0.key, value: $0.value) }
        self.sets = sets.map { Named(name: $0.key, value: $0.value) }
        self.weights = weights
    }

    /// The number called `name`, or nil.
    public subscript(parameter name: String) -> Int? { parameters.first { $0.name == name }?.value }
    /// The members of the set called `name`, or nil.
    public subscript(set name: String) -> [Int]? { sets.first { $0.name == name }?.value }
}

extension QuorumWitness: CustomStringConvertible {
    /// The numbers, then the sets: `n = 4, f = 1; A = {0, 1}, B = {2, 3}, F = {}`.
    public var description: String {
        var parts = [parameters.map { "\($0.name) = \($0.value)" }.joined(separator: ", ")]
        parts.append(
            sets.map { set in "\(set.name) = {\(set.value.map(String.init).joined(separator: ", "))}" }
                .joined(separator: ", "))
        if !weights.isEmpty {
            parts.append("weights " + weights.map(String.init).joined(separator: ", "))
        }
        return parts.filter { !$0.isEmpty }.joined(separator: "; ")
    }
}

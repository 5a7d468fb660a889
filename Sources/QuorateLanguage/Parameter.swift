public import QuorateQuorums

/// A number that a person sets by name, with the range that makes sense.
///
/// The default is the value that the spec in the catalog has. A set of replicas is set by its size.
public struct Parameter<S: Spec>: Sendable {
    /// The name, as in `managers`.
    public let name: String
    /// The values that may be given, both ends included.
    public let range: ClosedRange<Int>
    let get: @Sendable (S) -> Int
    let set: @Sendable (inout S, Int) -> Void

    /// A parameter that is a number.
    public init(_ name: String, _ path: WritableKeyPath<S, Int> & Sendable, in range: ClosedRange<Int>) {
        self.name = name
        self.range = range
        get = { $0[keyPath: path] }
        set = { $0[keyPath: path] = $1 }
    }

    /// A parameter that is a set of replicas, given by its size: `managers=3` is replicas 0, 1 and 2.
    public init(
        _ name: String, _ path: WritableKeyPath<S, ReplicaSet> & Sendable, in range: ClosedRange<Int>
    ) {
        self.name = name
        self.range = range.clamped(to: 0...ReplicaID.capacity)
        get = { $0[keyPath: path].count }
        set = { $0[keyPath: path] = ReplicaSet(count: $1) }
    }

    /// A parameter that is a switch: 0 is off, 1 is on.
    public init(_ name: String, _ path: WritableKeyPath<S, Bool> & Sendable) {
        self.name = name
        range = 0...1
        get = { $0[keyPath: path] ? 1 : 0 }
        set = { $0[keyPath: path] = $1 != 0 }
    }

    /// Returns true if another value of this parameter, all others as in `spec`, gives another `value`.
    package func changes(_ value: KeyPath<S, Int>, of spec: S) -> Bool {
        var other = spec
        set(&other, get(spec) == range.lowerBound ? range.upperBound : range.lowerBound)
        return other[keyPath: value] != spec[keyPath: value]
    }
}

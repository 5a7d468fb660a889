import QuorateQuorums
import Synchronization

/// Values of small types as they were described before.
///
/// Reflection takes microseconds, and a state with many messages or replicas shows the same few values again and again.
package enum DescribedValues {
    private struct Key: Hashable {
        let type: ObjectIdentifier
        let replicas: ReplicaSet
        /// All bytes, also those that belong to no field: equal bytes are one value, and the others are described again.
        let bytes: SIMD4<UInt64>
    }

    private static let known = Mutex<[Key: SpecValue]>([:])
    private static let numbered = Mutex<[Key: SpecValue]>([:])
    private static let actions = Mutex<[Key: ErasedSpec.ActionOutline]>([:])
    private static let named = Mutex<[Key: [SpecValue]]>([:])
    /// The sets of the first eight replicas, as every small instance has them.
    private static let smallSets = (0..<256).map {
        SpecValue.set(ReplicaSet(bits: $0).map(SpecValue.replica))
    }
    /// Bytes that belong to no field could make one value any number of entries.
    private static let most = 1 << 16

    /// Answer of `describe` for `value`, which it is asked once.
    static func description<Value: FiniteValue>(
        of value: Value, for replicas: ReplicaSet, _ describe: () -> SpecValue
    ) -> SpecValue {
        guard MemoryLayout<Value>.size <= MemoryLayout<SIMD4<UInt64>>.size else { return describe() }
        var bytes = SIMD4<UInt64>()
        withUnsafeMutableBytes(of: &bytes) { $0.storeBytes(of: value, as: Value.self) }
        let key = Key(type: ObjectIdentifier(Value.self), replicas: replicas, bytes: bytes)
        return description(key, in: known, describe)
    }

    /// The description of the value of a number.
    static func description<Value: FiniteValue>(
        ofNumber number: UInt64, _: Value.Type, for replicas: ReplicaSet
    ) -> SpecValue {
        let key = Key(
            type: ObjectIdentifier(Value.self), replicas: replicas, bytes: SIMD4(number, 0, 0, 0))
        return description(key, in: numbered) { SpecValue(describing: Value(packed: number), for: replicas) }
    }

    /// Answer of `describe` for `action`, which it is asked once; each time where bytes do not tell, since there are
    /// references in the action or too many bytes, and where the spec's own code raises a fault over it.
    static func outline<Action: SpecAction>(
        of action: Action, for replicas: ReplicaSet, _ describe: () -> ErasedSpec.ActionOutline
    ) -> ErasedSpec.ActionOutline {
        guard _isPOD(Action.self), MemoryLayout<Action>.size <= MemoryLayout<SIMD4<UInt64>>.size else {
            return describe()
        }
        var bytes = SIMD4<UInt64>()
        withUnsafeMutableBytes(of: &bytes) { room in
            withUnsafeBytes(of: action) { room.copyMemory(from: $0) }
        }
        return description(
            Key(type: ObjectIdentifier(Action.self), replicas: replicas, bytes: bytes), in: actions, describe)
    }

    /// Texts of all values of a type, each as the name that it is a key by.
    package static func texts<Value: FiniteValue>(of type: Value.Type, for replicas: ReplicaSet)
        -> [SpecValue]
    {
        let key = Key(type: ObjectIdentifier(type), replicas: replicas, bytes: .zero)
        if let known = named.withLock({ $0[key] }) { return known }
        let all = Value.values.map { SpecValue.string(SpecValue(describing: $0, for: replicas).description) }
        named.withLock { $0[key] = all }
        return all
    }

    /// The set of the names of `replicas`.
    static func description(of replicas: ReplicaSet) -> SpecValue {
        replicas.bits < 256
            ? smallSets[Int(replicas.bits)] : .set(replicas.map(SpecValue.replica))
    }

    private static func description<Description: Sendable>(
        _ key: Key, in table: borrowing Mutex<[Key: Description]>, _ describe: () -> Description
    ) -> Description {
        if let described = table.withLock({ $0[key] }) { return described }
        // Outside of the lock, since what lies inside is described in the same way.
        let faults = SpecFault.countOnThisThread
        let described = describe()
        // A fault is to be heard again.
        guard SpecFault.countOnThisThread == faults else { return described }
        table.withLock {
            if $0.count >= most { $0.removeAll(keepingCapacity: true) }
            $0[key] = described
        }
        return described
    }
}

import QuorateLanguage
import QuorateQuorums
import Testing

/// Every value has its number, and the number gives the value back.
@Suite struct PackedValueTests {
    @Test func valuesAndNumbersAreOneToOne() {
        check(Bool.self, [false, true])
        check(ReplicaID.self, (0..<16).map { ReplicaID($0) })
        check(ReplicaSet.self, (0...UInt16.max).map(ReplicaSet.init(bits:)))
        check(Phase.self, Phase.allCases)
        check(Lonely.self, Lonely.allCases)
        check(Seventeen.self, Seventeen.allCases)
        check(Balance.self, (-3...12).map { BoundedInt($0) })
        check(BoundedInt<0, 255>.self, (0...255).map { BoundedInt($0) })
    }

    @Test func anOptionalTakesOneMoreNumber() {
        check(Bool?.self, [nil, false, true])
        check(Phase?.self, [nil] + Phase.allCases)
        check(Lonely?.self, [nil, .only])
        check(ReplicaID?.self, [nil] + (0..<16).map { ReplicaID($0) })
        check(Bool??.self, [nil, .some(nil), false, true])
        check(BoundedInt<5, 6>?.self, [nil, 5, 6])
    }

    private func check<Value: PackedValue>(_: Value.Type, _ expected: [Value]) {
        #expect(Value.valueCount == expected.count)
        #expect(Array(Value.values) == expected)
        #expect(expected.map(\.packed) == Array(0..<UInt64(expected.count)), "\(Value.self)")
        #expect(expected.map { Value(packed: $0.packed) } == expected, "\(Value.self)")
        // Equal values that were made in two ways have equal bytes, unless the type is one of Swift's optionals.
        for value in expected where MemoryLayout<Value>.size == 1 {
            #expect(bytes(of: Value(packed: value.packed)) == bytes(of: value))
        }
    }
}

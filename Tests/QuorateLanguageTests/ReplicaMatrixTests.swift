import QuorateLanguage
import QuorateQuorums
import SeededRandom
import Testing

/// A matrix over pairs of replicas against a dictionary of pairs.
@Suite struct ReplicaMatrixTests {
    @Test func keepsAValueForEachPair() throws {
        try compare([false, true])
        try compare(Array(Phase.values))
        try compare([nil] + Array(Phase.values) as [Phase?])
        try compare((0..<16).map { ReplicaID($0) })
        try compare((0...15).map { BoundedInt<0, 15>($0) })
    }

    private func compare<Value: FiniteValue>(_ values: [Value]) throws {
        var random = SplitMix(seed: seed)
        var canonicity = Canonicity<ReplicaMatrix<Value>, [[Value]]>()
        for round in 0..<150 {
            let initial = random.pick(values)
            var matrix = ReplicaMatrix(initial)
            var twin = Array(repeating: Array(repeating: initial, count: 8), count: 8)
            let active = random.pick([0..<2, 6..<8, 0..<8])
            for _ in 0..<20 {
                let (row, column) = (random.number(active), random.number(active))
                let value = random.pick(values)
                matrix[ReplicaID(row), ReplicaID(column)] = value
                twin[row][column] = value
                let comment = Comment(rawValue: "\(Value.self), round \(round), seed \(seed)")
                let content = (0..<8).map { r in (0..<8).map { matrix[ReplicaID(r), ReplicaID($0)] } }
                try #require(content == twin, comment)
                try canonicity.note(matrix, twin, comment)
            }
        }
        #expect(canonicity.repeats > 50)
        #expect(MemoryLayout<ReplicaMatrix<Value>>.size == 32)
    }
}

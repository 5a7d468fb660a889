import QuorateQuorums
import Testing

/// What is known of the systems: who meets whom, and who does not.
@Suite struct QuorumFactsTests {
    /// Ongaro and Ousterhout (2014), figure 10: from three servers to five.
    @Test func jointConsensusMeetsBothSides() {
        for (before, after) in [(3, 5), (4, 3), (2, 4), (1, 6)] {
            let old = ThresholdQuorums.majority(of: ReplicaSet(count: before))
            let new = ThresholdQuorums.majority(of: ReplicaSet((0..<after).map { ReplicaID(5 - $0) }))
            let joint = JointQuorums(old: old, new: new)
            #expect(joint.intersectionFailure(with: old) == nil)
            #expect(joint.intersectionFailure(with: new) == nil)
            #expect(joint.intersectionFailure(with: joint) == nil)
            #expect(old.intersectionFailure(with: new) != nil, "\(before) to \(after): the reason for it")
        }
    }

    @Test func oneServerAtATimeNeedsNoJointConsensus() {
        for count in 1...5 {
            let old = ThresholdQuorums.majority(of: ReplicaSet(count: count))
            let new = ThresholdQuorums.majority(of: ReplicaSet(count: count + 1))
            let other = ThresholdQuorums.majority(of: ReplicaSet(count: count).union([15]))
            #expect(old.intersectionFailure(with: new) == nil)
            #expect((new.intersectionFailure(with: other) == nil) == (count % 2 == 1), "two at once")
        }
    }

    @Test func gridWritesMeetEverything() {
        for rows in 1...3 {
            for columns in 1...3 {
                let read = GridQuorums(rows: rows, columns: columns, for: .read)
                let write = GridQuorums(rows: rows, columns: columns)
                #expect(write.intersectionFailure(with: write) == nil)
                #expect(write.intersectionFailure(with: read) == nil)
                #expect((read.intersectionFailure(with: read) == nil) == (rows == 1))
                #expect(write.minimalQuorums.allSatisfy { $0.count == rows + columns - 1 })
                // The faults that hurt a read fill a column; those that hurt a write can also be one per column.
                #expect(read.availabilityFailure(faults: rows - 1) == nil)
                #expect(read.availabilityFailure(faults: rows) != nil)
                let enough = min(rows, columns)
                #expect(write.availabilityFailure(faults: enough - 1) == nil)
                #expect(write.availabilityFailure(faults: enough) != nil)
            }
        }
    }

    /// One replica has more than half of the weight: nothing is decided without it, or in spite of it.
    @Test func weightsDecideAndNotNumbers() {
        let stake = WeightedQuorums(weights: [5, 1, 1, 1], threshold: 6)
        #expect(stake.intersectionFailure(with: stake) == nil)
        #expect(stake.intersectionFailure(with: stake, faults: 1)?[set: "F"] == [0])
        #expect(stake.availabilityFailure(faults: 1)?[set: "F"] == [0])
        let read = WeightedQuorums(weights: [5, 1, 1, 1], threshold: 3)
        #expect(read.intersectionFailure(with: stake) == nil, "Gifford: r + w > total")
        let less = WeightedQuorums(weights: [5, 1, 1, 1], threshold: 2)
        #expect(less.intersectionFailure(with: stake)?[set: "A"] == [1, 2])
    }

    /// Maekawa's lines of the plane of order two: seven replicas, quorums of three, any two share exactly one.
    @Test func projectivePlane() {
        let lines = ExplicitQuorums([
            [0, 1, 2], [0, 3, 4], [0, 5, 6], [1, 3, 5], [1, 4, 6], [2, 3, 6], [2, 4, 5],
        ])
        #expect(lines.minimalQuorums.count == 7)
        #expect(lines.intersectionFailure(with: lines) == nil)
        #expect(lines.intersectionFailure(with: lines, sharing: 2) != nil)
        #expect(lines.availabilityFailure(faults: 2) == nil)
        #expect(lines.availabilityFailure(faults: 3) != nil, "a line, too, meets every line")
    }
}

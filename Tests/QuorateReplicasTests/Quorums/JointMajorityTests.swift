import QuorateReplicas
import SeededRandom
import Testing

@Suite struct JointMajorityTests { @Test func empty() { #expect(JointMajority([]).committedIndex([:]) == .max) } }

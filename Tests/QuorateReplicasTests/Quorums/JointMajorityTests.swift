import QuorateReplicas
import SeededRandom
import Testing

/// Majorities and joint majorities against every set of voters.
@Suite struct JointMajorityTests {
    static let seeds = Seed.each([1, 2014, 31_337])

    @Test func anEmptyConfigurationWinsEveryVoteAndLimitsNoCommit() {
        let nobody = JointMajority([])
        #expect(nobody.voteResult(of: [:]) == .won)
        #expect(nobody.voteResult(of: [1: false, 2: false]) == .won)
        #expect(nobody.committedIndex([1: 7]) == .max)
        #expect(Majority([]).voteResult(of: [:]) == .won)
        #expect(Majority([]).committedIndex([:]) == .max)
        #expect(Majority([]).quorum == 0)
    }

    @Test func anEmptyHalfDecidesNothing() {
        let votes = [1: true, 2: true, 3: false]
        for voters in [[1], [3], [1, 2, 3], [3, 4, 5]] {
            let alone = Majority(voters)
            for joint in [JointMajority(voters), JointMajority(old: voters, new: [])] {
                #expect(joint.voteResult(of: votes) == alone.voteResult(of: votes))
                #expect(joint.committedIndex([1: 4, 3: 2]) == alone.committedIndex([1: 4, 3: 2]))
            }
        }
    }

    @Test func majoritiesOfZeroToNineVotersAreMoreThanHalf() {
        #expect((0...9).map { Majority(0..<$0).quorum } == [0, 1, 2, 2, 3, 3, 4, 4, 5, 5])
        #expect(Majority([3, 1, 3, 2]).voters == [1, 2, 3])
    }

    @Test(arguments: seeds)
    func voteResultsAgreeWithBruteForce(seed: UInt64) {
        var random = SplitMix(seed: seed)
        var seen: [VoteResult: Int] = [:]
        for _ in 0..<10_000 {
            let (old, new) = (random.voters(), random.voters())
            var votes: [Int: Bool] = [:]
            for voter in 0..<12 { votes[voter] = random.pick([true, false, nil]) }
            let joint = JointMajority(old: old, new: new)
            let expected = bruteForceResult(old: old, new: new, votes: votes)
            #expect(joint.voteResult(of: votes) == expected, "seed \(seed): \(old) \(new) \(votes)")
            let single = bruteForceResult(old: [], new: new, votes: votes)
            #expect(Majority(new).voteResult(of: votes) == single, "seed \(seed): \(new) \(votes)")
            seen[expected, default: 0] += 1
        }
        #expect(seen.count == 3 && seen.values.allSatisfy { $0 > 500 }, "seed \(seed): \(seen)")
    }

    @Test(arguments: seeds)
    func committedIndicesAgreeWithBruteForce(seed: UInt64) {
        var random = SplitMix(seed: seed)
        for _ in 0..<10_000 {
            let (old, new) = (random.voters(), random.voters())
            var indices: [Int: Int] = [:]
            for voter in 0..<12 where random.number(0..<4) > 0 { indices[voter] = random.number(0..<10) }
            let joint = JointMajority(old: old, new: new)
            let expected = bruteForceCommit(old: old, new: new, indices: indices)
            #expect(joint.committedIndex(indices) == expected, "seed \(seed): \(old) \(new) \(indices)")
            let single = bruteForceCommit(old: [], new: new, indices: indices)
            #expect(Majority(new).committedIndex(indices) == single, "seed \(seed): \(new) \(indices)")
        }
    }
}

/// Whether `set` has more than half of `voters` in it, each voter counted one by one.
private func holdsMajority(_ set: Set<Int>, of voters: [Int]) -> Bool {
    var difference = 0
    for voter in voters { difference += set.contains(voter) ? 1 : -1 }
    return voters.isEmpty || difference > 0
}

/// Tries every way in which those who have not voted may vote.
private func bruteForceResult(old: [Int], new: [Int], votes: [Int: Bool]) -> VoteResult {
    let missing = Set(old + new).filter { votes[$0] == nil }.sorted()
    let yes = Set(votes.filter(\.value).keys)
    var canWinOld = false
    var canWinNew = false
    for choice in 0..<1 << missing.count {
        let more = missing.indices.filter { choice >> $0 & 1 == 1 }.map { missing[$0] }
        canWinOld = canWinOld || holdsMajority(yes.union(more), of: old)
        canWinNew = canWinNew || holdsMajority(yes.union(more), of: new)
    }
    if holdsMajority(yes, of: old), holdsMajority(yes, of: new) { return .won }
    return canWinOld && canWinNew ? .pending : .lost
}

/// Tries every index, the highest first.
private func bruteForceCommit(old: [Int], new: [Int], indices: [Int: Int]) -> Int {
    if old.isEmpty, new.isEmpty { return .max }
    return (0...10).reversed().first { index in
        let holders = Set((0..<12).filter { indices[$0, default: 0] >= index })
        return holdsMajority(holders, of: old) && holdsMajority(holders, of: new)
    }!
}

extension SplitMix {
    /// Up to nine voters out of twelve servers, nobody at times.
    fileprivate mutating func voters() -> [Int] {
        Array(Array(0..<12).shuffled(using: &self).prefix(number(0..<10)))
    }
}

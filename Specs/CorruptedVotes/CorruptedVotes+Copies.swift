import QuorateFaults
import QuorateLanguage
import QuorateQuorums

extension CorruptedVotes {
    /// How many votes `reader` may read as `value`.
    @inline(__always)
    func voteCount(for value: Word, readBy reader: ReplicaID, in s: State) -> Int {
        var count = 0
        for sender in allReplicas where canRead(value, from: sender, by: reader, in: s) { count += 1 }
        return count
    }

    /// Whether the copy of `sender`'s vote that goes to `reader` may read as `value`.
    @inline(__always)
    private func canRead(
        _ value: Word, from sender: ReplicaID, by reader: ReplicaID, in s: State
    ) -> Bool {
        let vote = s.votes[sender]
        guard s.faulty.contains(sender) else { return vote == value }
        switch actualFault {
        case .equivocation: return true
        case .bitFlip:
            guard let vote else { return false }
            return Self.reads(vote, as: value, detection)
                || Self.reads(vote, flipping: 1, as: value, detection)
                || Self.reads(vote, flipping: 2, as: value, detection)
        case .byteOrder:
            guard let vote else { return false }
            // The bytes arrive as they were written, so a checksum over them matches; only their meaning
            // differs.
            let isSameOrder = s.bigEndian.contains(sender) == s.bigEndian.contains(reader)
            return (isSameOrder ? vote : Self.swapped(vote)) == value
        }
    }

    /// Whether a copy of `vote` in which the bits of `mask` have flipped reads as `value`.
    @inline(__always)
    private static func reads(
        _ vote: Word, flipping mask: Int = 0, as value: Word, _ detection: FaultModel.Detection
    ) -> Bool {
        Corruptible(vote).changed(to: Word(vote.value ^ mask)).read(detection) == value
    }

    /// The value whose two bytes are those of `word` in the other order.
    @inline(__always)
    static func swapped(_ word: Word) -> Word { Word(word.value >> 1 | (word.value & 1) << 1) }
}

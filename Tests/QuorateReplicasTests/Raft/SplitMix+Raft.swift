import QuorateReplicas
import SeededRandom

extension SplitMix {
    /// A message that can be read, of small numbers and at times of large ones.
    mutating func message() -> RaftMessage {
        switch number(0..<4) {
        case 0:
            .requestVote(
                term: term(), lastIndex: index(), lastTerm: term(), isPreVote: Bool.random(using: &self))
        case 1:
            .voteResponse(
                term: term(), granted: number(0..<3) > 0, isPreVote: Bool.random(using: &self))
        case 2:
            .appendEntries(
                term: term(), previousIndex: index(), previousTerm: term(), entries: entries(),
                commitIndex: index())
        default: .appendResponse(term: term(), success: Bool.random(using: &self), index: index())
        }
    }

    mutating func entries() -> [RaftEntry] {
        (0..<number(0..<4)).map { _ in RaftEntry(term: term(), payload()) }
    }

    /// Anything that can happen to a server of a small cluster, most of it messages, half of those unreadable.
    mutating func input() -> RaftReplica.Input {
        let sender = number(0..<50) == 0 ? Int.random(in: .min ... .max, using: &self) : number(0..<5)
        switch number(0..<20) {
        case 0: return .timeout
        case 1: return .heartbeat
        case 2: return .propose([0])
        case 3: return .changeMembers((0..<number(0..<4)).map { _ in number(-1..<6) })
        case 4..<12: return .message(message().encoded, from: sender)
        case 12..<17: return .message(mutated(message().encoded), from: sender)
        default:
            return .message((0..<number(0..<80)).map { _ in UInt8(truncatingIfNeeded: next()) }, from: sender)
        }
    }

    /// Bytes with a few changed, lost, added or cut off.
    mutating func mutated(_ bytes: [UInt8]) -> [UInt8] {
        var bytes = bytes
        for _ in 0...number(0..<3) where !bytes.isEmpty {
            let position = number(0..<bytes.count)
            switch number(0..<6) {
            case 0: bytes.remove(at: position)
            case 1: bytes.insert(UInt8(truncatingIfNeeded: next()), at: position)
            case 2: bytes.removeLast(number(0..<bytes.count))
            case 3: bytes[position] = UInt8(truncatingIfNeeded: next())
            default: bytes[position] ^= 1 << UInt8(number(0..<3))
            }
        }
        return bytes
    }

    private mutating func term() -> Int { number(0..<30) == 0 ? RaftLimits.term : number(0..<5) }

    private mutating func index() -> Int { number(0..<30) == 0 ? RaftLimits.index : number(0..<8) }

    private mutating func payload() -> RaftEntry.Payload {
        switch number(0..<4) {
        case 0: .noOp
        case 1: .configuration(JointMajority(old: voters(from: 0), new: voters(from: 1)))
        default: .command((0..<number(0..<5)).map { UInt8($0) })
        }
    }

    private mutating func voters(from least: Int) -> [Int] {
        (0..<number(least..<4)).map { _ in number(0..<5) }
    }
}

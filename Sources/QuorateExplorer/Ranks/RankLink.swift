import Foundation
import QuorateLanguage
import Synchronization

/// Steps that all ranks of a search take together.
///
/// Each step begins with a meeting, in which every rank says which step it takes. A rank that has failed says that instead,
/// wherever the others are, so that all of them end with its error and none waits for it; ranks that have drifted apart
/// notice it at the first meeting.
///
/// Unchecked, since one thread of a rank at a time takes its steps: that of the command, and then that of the search.
package final class RankLink: @unchecked Sendable {
    /// Step that ranks take together.
    enum Step: UInt64 {
        case failure = 1
        case end, words, round, questions, checkpoint, restoring
    }

    /// Words that a rank says at a meeting beside its step and the number of the meeting.
    static let figures = 5

    let transport: any RankTransport
    private var meetings: UInt64 = 0
    /// Failure that all ranks know of.
    private var hasFailed = false

    /// Steps over a transport.
    package init(_ transport: any RankTransport) { self.transport = transport }

    /// Number of this rank, from 0.
    package var rank: Int { transport.rank }
    /// Number of ranks.
    package var rankCount: Int { transport.rankCount }
    /// Number of ranks on this machine, this one included.
    var neighbourCount: Int { transport.neighbourCount }

    // MARK: Meetings

    /// Meets all ranks for a step.
    ///
    /// - Returns: what each rank says, in the order of ranks.
    /// - Throws: the error of the first rank that has failed.
    func meet(_ step: Step, _ figures: [UInt64] = []) throws -> [[UInt64]] {
        let all = meeting(step, figures)
        if all.contains(where: { $0[0] == Step.failure.rawValue }) {
            throw share(nil) ?? InternalError("a rank has failed without an error")
        }
        if let gone = all.firstIndex(where: { $0[0] == Step.end.rawValue }) { throw RankError.left(gone) }
        guard all.allSatisfy({ $0[0] == step.rawValue && $0[1] == meetings }) else {
            throw InternalError("the ranks take unlike steps: \(all.map { Array($0.prefix(2)) })")
        }
        meetings += 1
        return all.map { Array($0.dropFirst(2)) }
    }

    private func meeting(_ step: Step, _ figures: [UInt64]) -> [[UInt64]] {
        let padding = [UInt64](repeating: 0, count: Self.figures - figures.count)
        let words = [step.rawValue, meetings] + figures + padding
        let all = transport.gather(words)
        return stride(from: 0, to: all.count, by: words.count).map { Array(all[$0..<$0 + words.count]) }
    }

    /// The words of all ranks, of any number.
    func collect(_ words: [UInt64]) throws -> [[UInt64]] {
        _ = try meet(.words)
        return gather(words)
    }

    private func gather(_ words: [UInt64]) -> [[UInt64]] {
        let sizes = transport.gather([UInt64(words.count)]).map { Int($0) }
        let width = sizes.max() ?? 0
        if width == 0 { return sizes.map { _ in [] } }
        let all = transport.gather(words + [UInt64](repeating: 0, count: width - words.count))
        return sizes.enumerated().map { Array(all[$0 * width..<$0 * width + $1]) }
    }

    /// The bytes that `own` gives on rank 0, told to all ranks.
    func tell(_ own: () throws -> Data) throws -> Data {
        let bytes = rank == 0 ? try own() : Data()
        let count = Int(try collect([UInt64(bytes.count)])[0][0])
        var told = Data()
        while told.count < count {
            let part = bytes.dropFirst(told.count).prefix(Self.mostToldWords * 8)
            let words = try collect(Self.words(of: part))[0]
            for word in words { withUnsafeBytes(of: word.littleEndian) { told.append(contentsOf: $0) } }
        }
        return told.prefix(count)
    }

    /// Words told at a time, for each of which every rank has room for one of each rank.
    private static let mostToldWords = 1 << 13

    private static func words(of bytes: Data) -> [UInt64] {
        stride(from: bytes.startIndex, to: bytes.endIndex, by: 8).map { start in
            bytes[start..<min(start + 8, bytes.endIndex)].reversed().reduce(0) { $0 << 8 | UInt64($1) }
        }
    }

    // MARK: The end

    /// Does what every rank does, to one end: all return the same, or all throw.
    ///
    /// - Parameter digest: stands for what must be the same for all.
    func together<Value>(_ body: () throws -> Value, digest: (Value) -> UInt64) throws -> Value {
        do {
            let value = try body()
            let digests = try collect([digest(value)])
            guard Set(digests).count == 1 else {
                throw InternalError("the ranks come to unlike results")
            }
            return value
        } catch {
            throw hasFailed ? error : share(failing: error)
        }
    }

    private func share(failing error: any Error) -> any Error {
        _ = meeting(.failure, [])
        return share(error) ?? error
    }

    /// Tells all ranks the errors of those that have failed, and returns the first.
    private func share(_ own: (any Error)?) -> (any Error)? {
        hasFailed = true
        let all = gather(own.map { RankFailure($0).words } ?? [])
        guard let first = all.firstIndex(where: { !$0.isEmpty }) else { return nil }
        return first == rank ? own : RankFailure(all[first]).error(ofRank: first)
    }

    /// Waits until all ranks have come to their end, however each came there, and returns the status of rank 0.
    package func end(status: Int32) -> Int32 {
        while true {
            let all = meeting(.end, [UInt64(UInt32(bitPattern: status))])
            if all.contains(where: { $0[0] == Step.failure.rawValue }) {
                _ = share(nil)
            } else if all.allSatisfy({ $0[0] == Step.end.rawValue }) {
                return Int32(bitPattern: UInt32(all[0][2]))
            }
        }
    }

    /// Refuses ranks that are another program than rank 0, or were started with other arguments.
    ///
    /// - Throws: ``RankError``, on every rank.
    package func requireSameProgram(arguments: String) throws {
        try together {
            let words = [try ProgramDigest.current(), Self.digest(arguments)]
            try requireAlike(words, "other arguments, or is another program,")
        } digest: {
            0
        }
    }

    /// Refuses ranks that say other words than rank 0.
    ///
    /// - Throws: ``RankError``, on every rank.
    package func requireAlike(_ words: [UInt64], _ what: String) throws {
        let all = try collect(words)
        if let other = all.firstIndex(where: { $0 != all[0] }) { throw RankError.unlike(other, what) }
    }
}

import Foundation
import Synchronization

@testable import QuorateExplorer
@testable import QuorateLanguage

/// Ranks that are threads of this process, for tests.
final class ThreadRanks: Sendable {
    /// Mistake of a transport.
    enum Mistake { case none, replacesState, swapsRanks }

    let count: Int
    let mistake: Mistake
    private let board: Board

    init(_ count: Int, _ mistake: Mistake = .none) {
        self.count = count
        self.mistake = mistake
        board = Board(count)
    }

    func rank(_ number: Int) -> ThreadRank { ThreadRank(number, self, board) }

    /// What each rank comes to, in a thread of its own.
    func run<Value: Sendable>(_ body: @escaping @Sendable (RankLink) throws -> Value) -> [Result<
        Value, any Error
    >] {
        let results = Mutex<[Int: Result<Value, any Error>]>([:])
        let done = DispatchSemaphore(value: 0)
        for number in 0..<count {
            let link = RankLink(rank(number))
            let thread = Thread {
                let result = Result { try body(link) }
                results.withLock { $0[number] = result }
                done.signal()
            }
            thread.stackSize = 8 << 20
            thread.start()
        }
        for _ in 0..<count { done.wait() }
        return results.withLock { all in (0..<count).map { all[$0]! } }
    }

    /// The reports of all ranks of a search, `changing` that of each.
    func search(
        _ explorer: Explorer, controls: [SearchControl] = [],
        _ changing: @escaping @Sendable (inout Explorer, Int) -> Void = { _, _ in }
    ) -> [Result<Report, any Error>] {
        let controls = controls.isEmpty ? (0..<count).map { _ in SearchControl() } : controls
        return run { link in
            var own = explorer
            own.ranks = link
            changing(&own, link.rank)
            return try own.search(controls[link.rank])
        }
    }
}

/// The place where threads meet.
private final class Board: @unchecked Sendable {
    private let count: Int
    private let condition = NSCondition()
    private var waiting = 0
    private var turn = 0
    private var words: [[[UInt64]]]

    init(_ count: Int) {
        self.count = count
        words = Array(repeating: [], count: count)
    }

    /// Puts words for each rank, and takes those that each has put for this one.
    func trade(_ rank: Int, _ own: [[UInt64]]) -> [[UInt64]] {
        condition.withLock { words[rank] = own }
        meet()
        let taken = words.map { $0[rank] }
        meet()
        return taken
    }

    private func meet() {
        condition.lock()
        defer { condition.unlock() }
        let mine = turn
        waiting += 1
        if waiting == count {
            (waiting, turn) = (0, turn + 1)
            condition.broadcast()
        }
        while turn == mine { condition.wait() }
    }
}

final class ThreadRank: RankTransport {
    let rank: Int
    var rankCount: Int { ranks.count }
    var neighbourCount: Int { ranks.count }
    private let ranks: ThreadRanks
    private let board: Board

    fileprivate init(_ rank: Int, _ ranks: ThreadRanks, _ board: Board) {
        self.rank = rank
        self.ranks = ranks
        self.board = board
    }

    func gather(_ words: [UInt64]) -> [UInt64] {
        board.trade(rank, Array(repeating: words, count: rankCount)).flatMap(\.self)
    }

    func exchange(
        _ outgoing: UnsafePointer<UInt64>, sizes: [Int], into incoming: UnsafeMutablePointer<UInt64>,
        expected: [Int], stride: Int
    ) {
        var own = sizes.enumerated().map {
            Array(UnsafeBufferPointer(start: outgoing + $0 * stride, count: $1))
        }
        let isOfStates = sizes != Array(repeating: 1, count: rankCount) || stride > 1
        if ranks.mistake == .swapsRanks, isOfStates, rank == 0, sizes.count > 2, sizes[1] == sizes[2] {
            own.swapAt(1, 2)
        }
        for (other, words) in board.trade(rank, own).enumerated() {
            precondition(words.count == expected[other], "sizes are told before")
            for (position, word) in words.enumerated() { incoming[other * stride + position] = word }
            // A state comes twice, and another one not at all.
            let half = words.count / 2
            guard ranks.mistake == .replacesState, isOfStates, half > 0, words.count % 2 == 0 else {
                continue
            }
            for position in 0..<half { incoming[other * stride + half + position] = words[position] }
        }
    }
}

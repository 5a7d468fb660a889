import QuorateLanguage

/// Findings of one rank on a level, as it tells them to all.
struct RankLevel {
    var stop = SearchControl.Stop.none
    var hasSeenFault = false
    /// States that were sent, and that came, since the search began.
    var sent = 0
    var received = 0
    /// New states.
    var within = 0
    var outside = 0
    /// States within the constraint since the search began.
    var counted = 0
    /// Questions about states of other ranks.
    var questions = 0
    /// Time for a checkpoint, which rank 0 knows.
    var isCheckpointDue = false
    /// Totals since the search began.
    var generated = 0
    var withoutStep = 0
    var withoutChange = 0
    var taken: [Int]
    var tallies: [Tally]

    /// Findings of a worker.
    init(
        _ worker: RankWorker, actions: Int, stop: SearchControl.Stop, questions: Int, isCheckpointDue: Bool
    ) {
        self.stop = stop
        self.questions = questions
        self.isCheckpointDue = isCheckpointDue
        hasSeenFault = worker.hasSeenFault
        (sent, received) = (worker.blocks.sent, worker.blocks.received)
        (within, outside, counted) = (worker.within, worker.outside, worker.counted)
        (generated, withoutStep, withoutChange) = worker.figures
        taken = (0..<actions).map { worker.taken[$0] }
        tallies = worker.tallies
    }

    private static let fixed = 12

    /// Everything in words; a state has `wordCount`.
    func words(_ wordCount: Int) -> [UInt64] {
        let numbers = [
            stop.rawValue, hasSeenFault ? 1 : 0, sent, received, within, outside, counted, questions,
            generated, withoutStep, withoutChange, isCheckpointDue ? 1 : 0,
        ]
        return (numbers + taken).map { UInt64($0) } + tallies.flatMap { Self.words(of: $0, wordCount) }
    }

    init(_ words: [UInt64], actions: Int, properties: Int, wordCount: Int) throws {
        let numbers = words.prefix(Self.fixed + actions).map { Int($0) }
        let perTally = 5 + 2 * wordCount
        guard words.count == Self.fixed + actions + properties * perTally,
            let stop = SearchControl.Stop(rawValue: numbers[0])
        else { throw InternalError("a rank tells a level in other words") }
        self.stop = stop
        hasSeenFault = numbers[1] != 0
        (sent, received, within, outside) = (numbers[2], numbers[3], numbers[4], numbers[5])
        (counted, questions, generated) = (numbers[6], numbers[7], numbers[8])
        (withoutStep, withoutChange, isCheckpointDue) = (numbers[9], numbers[10], numbers[11] != 0)
        taken = Array(numbers[Self.fixed...])
        tallies = (0..<properties).map { position in
            let start = Self.fixed + actions + position * perTally
            return Self.tally(Array(words[start..<start + perTally]), wordCount)
        }
    }

    private static func words(of tally: Tally, _ wordCount: Int) -> [UInt64] {
        let none = [UInt64](repeating: 0, count: wordCount)
        let flags = [tally.premiseHeld, tally.reached, tally.least != nil, tally.witness != nil]
        return [UInt64(tally.violations)] + flags.map { $0 ? 1 : 0 } + (tally.least?.words ?? none)
            + (tally.witness ?? none)
    }

    private static func tally(_ words: [UInt64], _ wordCount: Int) -> Tally {
        let states = words.dropFirst(5)
        return Tally(
            violations: Int(words[0]),
            least: words[3] == 0 ? nil : (Array(states.prefix(wordCount)), 0),
            premiseHeld: words[1] != 0, reached: words[2] != 0,
            witness: words[4] == 0 ? nil : Array(states.suffix(wordCount)))
    }
}

import QuorateLanguage

/// Comparison of two graphs whose states are known by what is read of them: all fields are the same on both sides, and no
/// two states of a side read the same.
///
/// Where a graph was cut, only what is known of both sides counts: a state that the other side has not reached may lie
/// beyond its cut, but a step is lacking for certain where the other side has expanded the state and does not have it.
struct WholeStates {
    private let base: ComparedGraph
    private let head: ComparedGraph
    /// For each state of a side the state of the other that reads the same, or -1.
    private let headOfBase: [Int]
    private let baseOfHead: [Int]
    /// For each state of a side a number; two that read the same have the same.
    private let numbersOfBase: [UInt32]
    private let numbersOfHead: [UInt32]

    /// Nil where two states of one side read the same.
    init?(base: ComparedGraph, head: ComparedGraph) {
        let table = KeyTable(wordCount: (base.width + 1) / 2)
        guard let numbersOfBase = Self.numbers(base, table), let numbersOfHead = Self.numbers(head, table)
        else {
            return nil
        }
        var headOfBase = Array(repeating: -1, count: base.graph.stateCount)
        // The base's states came first, so that their numbers are their positions.
        for (state, number) in numbersOfHead.enumerated() where number < headOfBase.count {
            headOfBase[Int(number)] = state
        }
        (self.base, self.head, self.headOfBase) = (base, head, headOfBase)
        (self.numbersOfBase, self.numbersOfHead) = (numbersOfBase, numbersOfHead)
        baseOfHead = numbersOfHead.map { Int($0) < headOfBase.count ? Int($0) : -1 }
    }

    private static func numbers(_ side: ComparedGraph, _ table: KeyTable) -> [UInt32]? {
        var words = Array(repeating: 0 as UInt64, count: max(1, table.wordCount))
        var seen = Array(repeating: false, count: table.count + side.graph.stateCount)
        var numbers: [UInt32] = []
        for state in 0..<side.graph.stateCount {
            let key = side.key(state)
            for word in 0..<table.wordCount {
                let place = key.startIndex + 2 * word
                words[word] =
                    UInt64(key[place]) << 32 | (place + 1 < key.endIndex ? UInt64(key[place + 1]) : 0)
            }
            let number = table.number(of: words).number
            if seen[number] { return nil }
            seen[number] = true
            numbers.append(UInt32(number))
        }
        return numbers
    }
}

extension WholeStates {
    /// Things that one side has and the other lacks.
    private struct Surplus {
        var steps = 0
        /// States with a step that the other lacks.
        var places: Set<Int> = []
    }

    private func isWhole(_ side: ComparedGraph) -> Bool { side.graph.cut == nil }

    /// Fills in what is gained and lost.
    func compare(_ comparison: inout GraphComparison) {
        let (atBase, atHead) = surpluses()
        let isWhole = isWhole(base) && isWhole(head)
        comparison.steps = .init(gained: atHead.steps, lost: atBase.steps, isWhole: isWhole)
        if isWhole {
            comparison.states = .init(
                gained: baseOfHead.count { $0 < 0 }, lost: headOfBase.count { $0 < 0 }, isWhole: true)
        }
        let (onlyBase, onlyHead) = (
            lackingInitialStates(base, baseIsHead: false), lackingInitialStates(head, baseIsHead: true)
        )
        comparison.initialStates = .init(gained: onlyHead.count, lost: onlyBase.count, isWhole: true)
        let runs = ShortestRuns(head)
        comparison.onlyHead = run(runs, head, onlyHead, atHead.places)
        comparison.onlyBase = run(ShortestRuns(base), base, onlyBase, atBase.places)
        compareProperties(&comparison, runs)
    }

    private func lackingInitialStates(_ side: ComparedGraph, baseIsHead: Bool) -> [Int] {
        let other = baseIsHead ? base : head
        let counterparts = baseIsHead ? baseOfHead : headOfBase
        let others = Set(other.graph.initialStates)
        return Set(side.graph.initialStates).filter { !others.contains(counterparts[$0]) }.sorted()
    }

    /// The least shortest run that the other side lacks.
    ///
    /// A run to a state with a step that is lacking there is one, whether the way to it is a run of the other side or not:
    /// so there is one wherever the sides differ, and all the way to the last step of a shortest one both go together.
    private func run(
        _ runs: ShortestRuns, _ side: ComparedGraph, _ initialStates: [Int], _ places: Set<Int>
    ) -> GraphRun? {
        let isHead = side === head
        let other = isHead ? base : head
        if !initialStates.isEmpty {
            var run = runs.run(to: initialStates)
            run.parting = other.partingAtStart()
            return run
        }
        let goals = runs.nearest(places.contains)
        if goals.isEmpty { return nil }
        var goal = goals[0]
        var run = runs.run(to: goals) {
            goal = $0
            return lackingSteps(from: $0, of: side)
        }
        run.parting = run.steps.last.flatMap { side.label(of: $0.action) }.map {
            other.parting(in: [isHead ? baseOfHead[goal] : headOfBase[goal]], from: $0)
        }
        return run
    }

    // MARK: Steps

    private func surpluses() -> (base: Surplus, head: Surplus) {
        var (atBase, atHead) = (Surplus(), Surplus())
        for state in numbersOfBase.indices {
            compareSteps(base: state, head: headOfBase[state] < 0 ? nil : headOfBase[state], &atBase, &atHead)
        }
        for state in numbersOfHead.indices where baseOfHead[state] < 0 {
            compareSteps(base: nil, head: state, &atBase, &atHead)
        }
        return (atBase, atHead)
    }

    private func compareSteps(
        base place: Int?, head other: Int?, _ atBase: inout Surplus, _ atHead: inout Surplus
    ) {
        let ofBase = place.map { row(base, numbersOfBase, $0) } ?? []
        let ofHead = other.map { row(head, numbersOfHead, $0) } ?? []
        if ofBase == ofHead { return }
        let (onlyBase, onlyHead) = (
            Set(ofBase).subtracting(ofHead).count, Set(ofHead).subtracting(ofBase).count
        )
        // A state that the other side does not have has no steps there, unless it lies beyond a cut.
        if onlyBase > 0, other.map(head.isExpanded) ?? isWhole(head) {
            atBase.steps += onlyBase
            if other != nil { atBase.places.insert(place!) }
        }
        if onlyHead > 0, place.map(base.isExpanded) ?? isWhole(base) {
            atHead.steps += onlyHead
            if place != nil { atHead.places.insert(other!) }
        }
    }

    /// Each step out of a state as one number, by action and state.
    private func row(_ side: ComparedGraph, _ numbers: [UInt32], _ state: Int) -> [UInt64] {
        var row: [UInt64] = []
        side.forEachStep(from: state) { _, label, target in
            row.append(UInt64(label) << 32 | UInt64(numbers[target]))
        }
        return row
    }

    private func lackingSteps(from state: Int, of side: ComparedGraph) -> [Int] {
        let isHead = side === head
        let counterpart = isHead ? baseOfHead[state] : headOfBase[state]
        let others = Set(
            isHead ? row(base, numbersOfBase, counterpart) : row(head, numbersOfHead, counterpart))
        let numbers = isHead ? numbersOfHead : numbersOfBase
        var positions: [Int] = []
        side.forEachStep(from: state) { position, label, target in
            if !others.contains(UInt64(label) << 32 | UInt64(numbers[target])) { positions.append(position) }
        }
        return positions
    }

    // MARK: Properties

    /// Compares the judgements on each state of both sides.
    private func compareProperties(_ comparison: inout GraphComparison, _ runs: ShortestRuns) {
        let questions = comparison.questions
        // Few judgements occur, so that pairs of them are compared and not states.
        var pairs: [UInt64: Int] = [:]
        for state in 0..<base.graph.stateJudgements.count {
            if let pair = pair(base: state, head: headOfBase[state]) { pairs[pair, default: 0] += 1 }
        }
        for question in questions {
            var difference = GraphComparison.PropertyDifference(question, in: head.graph)
            var (onlyBase, onlyHead): (Set<UInt64>, Set<UInt64>) = ([], [])
            for (pair, count) in pairs {
                switch question.answers(
                    base: base.graph.judgements[Int(pair >> 32)],
                    head: head.graph.judgements[Int(pair & 0xffff_ffff)]
                ) {
                case (true, false):
                    difference.onlyBase += count
                    onlyBase.insert(pair)
                case (false, true):
                    difference.onlyHead += count
                    onlyHead.insert(pair)
                default: break
                }
            }
            difference.onlyBaseRun = run(runs, to: onlyBase)
            difference.onlyHeadRun = run(runs, to: onlyHead)
            if difference.onlyBase + difference.onlyHead > 0 { comparison.properties.append(difference) }
        }
    }

    private func pair(base state: Int, head other: Int) -> UInt64? {
        guard other >= 0, base.isExpanded(state), head.isExpanded(other) else { return nil }
        return UInt64(base.graph.stateJudgements[state]) << 32 | UInt64(head.graph.stateJudgements[other])
    }

    private func run(_ runs: ShortestRuns, to pairs: Set<UInt64>) -> GraphRun? {
        if pairs.isEmpty { return nil }
        let goals = runs.nearest { state in
            baseOfHead[state] >= 0 && pair(base: baseOfHead[state], head: state).map(pairs.contains) ?? false
        }
        return runs.run(to: goals)
    }
}

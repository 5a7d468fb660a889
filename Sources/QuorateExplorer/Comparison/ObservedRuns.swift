import CQuorateSearch

/// Comparison of the runs of two graphs by actions and by the fields in common, where these do not tell states apart.
///
/// After the same actions and the same observations each side is in one of a set of states: pairs of such sets are
/// searched breadth first, the least symbol first, so that the first way to a pair is the shortest and the least.
///
/// A set that holds a state which a limit kept from being expanded is open, and so is every set behind it: what is not seen
/// there is not known to be lacking. What the other side lacks behind a set that is not open is a difference for certain,
/// wherever the graphs were cut.
struct ObservedRuns {
    private struct Place: Hashable {
        let base: Int
        let head: Int
        let isBaseOpen: Bool
        let isHeadOpen: Bool
    }

    private let base: ObservedGraph
    private let head: ObservedGraph
    private let limits: GraphComparison.Limits
    private var baseSets: StateSets
    private var headSets: StateSets
    /// Pairs in the order in which they were found, each with the one that it was found from.
    private var places: [(place: Place, former: Int, symbol: Symbol)] = []
    private var known: Set<Place> = []
    /// Things that one side shows and the other does not: behind which pair, and which.
    private var onlyBase: (former: Int, symbol: Symbol)?
    private var onlyHead: (former: Int, symbol: Symbol)?
    private var initialStates = GraphComparison.Change(gained: 0, lost: 0, isWhole: true)
    private var hasOpenPlaces = false
    private var isCutOff: String?
    private var properties: [(difference: GraphComparison.PropertyDifference, base: Int?, head: Int?)]
    private let questions: [PropertyQuestion]

    init(
        base: ComparedGraph, head: ComparedGraph, questions: [PropertyQuestion],
        limits: GraphComparison.Limits
    ) {
        (self.base, self.head) = ObservedGraph.both(base, head)
        self.limits = limits
        self.questions = questions
        baseSets = StateSets(stateCount: base.graph.stateCount)
        headSets = StateSets(stateCount: head.graph.stateCount)
        properties = questions.map { (.init($0, in: head.graph), nil, nil) }
    }

    /// Fills in what the runs differ in.
    mutating func compare(_ comparison: inout GraphComparison) {
        search()
        comparison.initialStates = initialStates
        comparison.onlyBase = onlyBase.map { former, symbol in
            run(of: base, former, symbol, from: head) { headSets[$0.head] }
        }
        comparison.onlyHead = onlyHead.map { former, symbol in
            run(of: head, former, symbol, from: base) { baseSets[$0.base] }
        }
        for (difference, base, head) in properties where difference.onlyBase + difference.onlyHead > 0 {
            var difference = difference
            difference.onlyBaseRun = base.map { self.head.run(showing: symbols(to: $0)) }
            difference.onlyHeadRun = head.map { self.head.run(showing: symbols(to: $0)) }
            comparison.properties.append(difference)
        }
        comparison.notes += isCutOff.map { [$0] } ?? []
        comparison.isDecided = !hasOpenPlaces && isCutOff == nil
    }

    /// The run of one side that shows what the other lacks, with the place at which that one stops.
    private func run(
        of side: ObservedGraph, _ former: Int, _ symbol: Symbol, from other: ObservedGraph,
        _ states: (Place) -> [UInt32]
    ) -> GraphRun {
        var run = side.run(showing: symbols(to: former) + [symbol])
        run.parting =
            former < 0
            ? other.side.partingAtStart()
            : other.side.parting(in: states(places[former].place).map { Int($0) }, from: symbol.label)
        return run
    }

    /// Things shown on the first way to a pair.
    private func symbols(to position: Int) -> [Symbol] {
        var symbols: [Symbol] = []
        var position = position
        while position >= 0 {
            symbols.append(places[position].symbol)
            position = places[position].former
        }
        return symbols.reversed()
    }

    private mutating func search() {
        let start = qs_wall_seconds()
        compareInitialStates()
        var position = 0
        while position < places.count {
            if places.count > limits.pairs {
                isCutOff = "the comparison stopped at its limit of \(limits.pairs) pairs of sets of states"
                return
            }
            if position & 0xff == 0, let seconds = limits.seconds, qs_wall_seconds() - start > seconds {
                isCutOff =
                    "the comparison stopped at its limit of \(Numerals.asGiven(seconds)) s, after \(position) pairs"
                    + " of sets of states"
                return
            }
            look(at: position)
            position += 1
        }
    }

    private mutating func compareInitialStates() {
        let (ofBase, ofHead) = (base.initialSets, head.initialSets)
        for symbol in Set(ofBase.keys).union(ofHead.keys).sorted() {
            let (ofBase, ofHead) = (ofBase[symbol] ?? [], ofHead[symbol] ?? [])
            if ofBase.isEmpty { initialStates.gained += 1 }
            if ofHead.isEmpty { initialStates.lost += 1 }
            add(ofBase, ofHead, former: -1, symbol, isBaseOpen: false, isHeadOpen: false)
        }
    }

    private mutating func look(at position: Int) {
        let place = places[position].place
        let (ofBase, ofHead) = (baseSets[place.base], headSets[place.head])
        judge(ofBase, ofHead, place, position)
        let isBaseOpen = place.isBaseOpen || base.isOpen(ofBase)
        let isHeadOpen = place.isHeadOpen || head.isOpen(ofHead)
        if isBaseOpen || isHeadOpen { hasOpenPlaces = true }
        let (bases, heads) = (base.successors(of: ofBase), head.successors(of: ofHead))
        var (next, other) = (0, 0)
        while next < bases.count || other < heads.count {
            let symbol = min(
                next < bases.count ? bases[next].symbol : heads[other].symbol,
                other < heads.count ? heads[other].symbol : bases[next].symbol)
            var (ofBase, ofHead): ([UInt32], [UInt32]) = ([], [])
            if next < bases.count, bases[next].symbol == symbol {
                (ofBase, next) = (bases[next].states, next + 1)
            }
            if other < heads.count, heads[other].symbol == symbol {
                (ofHead, other) = (heads[other].states, other + 1)
            }
            add(ofBase, ofHead, former: position, symbol, isBaseOpen: isBaseOpen, isHeadOpen: isHeadOpen)
        }
    }

    /// Adds what follows behind a pair; where only one side has something, that is a difference.
    private mutating func add(
        _ ofBase: [UInt32], _ ofHead: [UInt32], former: Int, _ symbol: Symbol, isBaseOpen: Bool,
        isHeadOpen: Bool
    ) {
        if ofBase.isEmpty {
            if !isBaseOpen, onlyHead == nil { onlyHead = (former, symbol) }
        } else if ofHead.isEmpty {
            if !isHeadOpen, onlyBase == nil { onlyBase = (former, symbol) }
        } else {
            let place = Place(
                base: baseSets.number(of: ofBase), head: headSets.number(of: ofHead), isBaseOpen: isBaseOpen,
                isHeadOpen: isHeadOpen)
            if known.insert(place).inserted { places.append((place, former, symbol)) }
        }
    }

    /// Compares what both sides say of the states where they may be, where each says one thing of all of them.
    private mutating func judge(_ ofBase: [UInt32], _ ofHead: [UInt32], _ place: Place, _ position: Int) {
        guard !place.isBaseOpen, !place.isHeadOpen else { return }
        for (number, question) in questions.enumerated() {
            let before = base.answer(ofBase, question.aspect, question.base)
            let after = head.answer(ofHead, question.aspect, question.head)
            switch (before, after) {
            case (true, false):
                properties[number].difference.onlyBase += 1
                if properties[number].base == nil { properties[number].base = position }
            case (false, true):
                properties[number].difference.onlyHead += 1
                if properties[number].head == nil { properties[number].head = position }
            default: break
            }
        }
    }
}

extension ObservedGraph {
    /// The one answer of all these states, or nil.
    fileprivate func answer(
        _ states: [UInt32], _ aspect: StateGraph.Judgement.Aspect, _ property: Int
    ) -> Bool? {
        var common: Bool?
        for state in states {
            guard let answer = side.graph.judgement(on: Int(state))?.has(aspect, of: property) else {
                return nil
            }
            if let common, common != answer { return nil }
            common = answer
        }
        return common
    }
}

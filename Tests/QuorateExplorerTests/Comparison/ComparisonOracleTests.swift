@testable import QuorateExplorer
import QuorateLanguage
import SeededRandom
import Testing

/// Comparisons of random small systems, one a random edit of the other, against their slow twin.
@Suite struct ComparisonOracleTests {
    static let seed = Seed.announced(20_261_129)

    /// A pair of sides in the library's form and in the twin's.
    private struct Pair {
        let specs: (base: ErasedSpec, head: ErasedSpec)
        let twin: DrawnComparison
        let renames: GraphRenames
        let comment: Comment

        init(_ round: Int, using random: inout SplitMix) {
            let looks = (random.pick(Look.allCases), random.pick(Look.allCases))
            let base = Drawing(hides: looks.0.hides, using: &random)
            var head = base.edited(using: &random)
            if random.number(0..<3) == 0 { head = head.edited(using: &random) }
            if !looks.1.hides { head = head.without(\.c) }
            let renamesActions = random.number(0..<4) == 0
            specs = (
                looks.0.spec(base, renamesActions: renamesActions), looks.1.spec(head, renamesActions: false)
            )
            let shown = (looks.0.fields(shownBy: base), looks.1.fields(shownBy: head))
            let names = Dictionary(
                shown.0.map { ($0 == "z" && !shown.1.contains("z") ? "a" : $0, $0) },
                uniquingKeysWith: { $1 })
            let common = shown.1.filter { names[$0] != nil }
            twin = DrawnComparison(
                base: DrawnSide(
                    base, looks.0, renamesActions: renamesActions, fields: common.map { names[$0]! }),
                head: DrawnSide(head, looks.1, renamesActions: false, fields: common))
            renames = GraphRenames(fields: ["z": "a"], actions: ["walk": "go"])
            comment = "seed \(ComparisonOracleTests.seed), round \(round), \(looks), \(base) -> \(head)"
        }

        /// Same fields, and each state told by them.
        var isWhole: Bool {
            twin.base.fields.count == twin.base.shownFields.count
                && twin.head.fields.count == twin.head.shownFields.count && !twin.base.isAmbiguous
                && !twin.head.isAmbiguous
        }
    }

    /// `ComparisonOracleLongTests` has three times as many.
    @Test func findsWhatTheTwinFinds() throws { try compareWithTwins(0..<400) }

    fileprivate func compareWithTwins(_ rounds: Range<Int>) throws {
        var random = SplitMix(seed: Self.seed)
        var tally: [String: Int] = [:]
        var sameSteps: [Bool: Int] = [:]
        for round in 0..<rounds.upperBound {
            let pair = Pair(round, using: &random)
            guard rounds.contains(round) else { continue }
            let (base, head) = try (graph(pair.specs.base), graph(pair.specs.head))
            let comparison = try GraphComparison(base: base, head: head, renames: pair.renames)
            compare(comparison, pair)
            let read = try GraphComparison.reading(
                base: (source(pair.specs.base), base.instance),
                head: (source(pair.specs.head), head.instance),
                renames: pair.renames)
            #expect(read.behaviour == comparison.behaviour, pair.comment)
            #expect(
                read.onlyHead == comparison.onlyHead && read.onlyBase == comparison.onlyBase, pair.comment)
            let size = try GraphExplorer(pair.specs.base).sizeIfSame(as: pair.specs.head)
            if let size { #expect(comparison.behaviour == .same && size == comparison.base, pair.comment) }
            let itself = try GraphExplorer(pair.specs.base).sizeIfSame(as: pair.specs.base)
            #expect(itself == comparison.base, pair.comment)
            sameSteps[size != nil, default: 0] += 1
            tally["\(pair.isWhole ? "states" : "runs") \(comparison.behaviour)", default: 0] += 1
        }
        // All four occur often enough to mean something.
        #expect(tally.count == 4 && tally.values.allSatisfy { $0 > rounds.count / 20 }, "\(tally)")
        #expect(
            sameSteps.count == 2 && sameSteps.values.allSatisfy { $0 > rounds.count / 40 }, "\(sameSteps)")
    }

    private func graph(_ spec: ErasedSpec) throws -> StateGraph { try GraphExplorer(spec).graph() }

    private func source(_ spec: ErasedSpec) throws -> GraphByteSource {
        var pieces: [[UInt8]] = []
        _ = try GraphExplorer(spec).stream { pieces.append($0) }
        var rest = pieces[...]
        return GraphByteSource { rest.popFirst() ?? [] }
    }

    private func compare(_ comparison: GraphComparison, _ pair: Pair) {
        let (twin, comment) = (pair.twin, pair.comment)
        let (onlyBase, onlyHead, places) = twin.explore()
        #expect(comparison.onlyBase.map { word($0, twin.base) } == onlyBase, comment)
        #expect(comparison.onlyHead.map { word($0, twin.head) } == onlyHead, comment)
        comparison.onlyBase.map { compareParting($0, of: twin.base, from: twin.head, pair) }
        comparison.onlyHead.map { compareParting($0, of: twin.head, from: twin.base, pair) }
        #expect(comparison.behaviour == (onlyBase == nil && onlyHead == nil ? .same : .different), comment)
        let (ofBase, ofHead) = (Set(twin.base.start.keys), Set(twin.head.start.keys))
        #expect(comparison.initialStates.gained == ofHead.subtracting(ofBase).count, comment)
        #expect(comparison.initialStates.lost == ofBase.subtracting(ofHead).count, comment)
        if pair.isWhole {
            #expect(comparison.basis == .wholeStates, comment)
            compareSets(comparison, twin, comment)
            compareMarks(comparison, twin, comment)
        } else {
            #expect(comparison.basis != .wholeStates && comparison.states == nil, comment)
            comparePlaces(comparison, twin, places, comment)
        }
    }

    /// The ways that the other side has behind all but the last step of a run, each sight once.
    private func compareParting(
        _ run: GraphRun, of own: DrawnSide, from other: DrawnSide, _ pair: Pair
    ) {
        let word = word(run, own)
        let ways = run.parting?.ways ?? []
        let symbols = ways.map { way in
            DrawnSide.Symbol(
                label: way.step?.action.description.replacing("walk", with: "go") ?? "",
                observation: other.fields.map { name in way.state.first { $0.name == name }!.value.description
                })
        }
        let place = other.nodes(behind: word.dropLast())
        let known = Set(word.count == 1 ? other.start.keys : other.successors(of: place).keys)
        #expect(run.parting?.count == known.count && symbols.count == known.count, pair.comment)
        #expect(Set(symbols) == known && !known.contains(word.last!), pair.comment)
        for (way, symbol) in zip(ways, symbols) where word.count > 1 {
            #expect(way.hasSameAction == (symbol.label == word.last!.label), pair.comment)
            let before = other.fields.map { name in way.before?.first { $0.name == name }?.value.description }
            #expect(before == word[word.count - 2].observation, pair.comment)
        }
        guard pair.isWhole, run.offers.count == word.count else { return }
        for (length, offers) in run.offers.enumerated() {
            let labels = own.successors(of: own.nodes(behind: word.prefix(length + 1))).keys.map(\.label)
            // A limit may have come before the last state was looked at.
            guard let offers else { continue }
            let names = offers.map { $0.description.replacing("walk", with: "go") }
            #expect(Set(names) == Set(labels) && Set(names).count == names.count, pair.comment)
        }
    }

    /// What a run shows, in the twin's words.
    private func word(_ run: GraphRun, _ side: DrawnSide) -> [DrawnSide.Symbol] {
        run.states.enumerated().map { place, state in
            let label = place == 0 ? "" : run.steps[place - 1].action.description
            return DrawnSide.Symbol(
                label: label.replacing("walk", with: "go"),
                observation: side.fields.map { name in state.first { $0.name == name }!.value.description })
        }
    }

    private func compareSets(_ comparison: GraphComparison, _ twin: DrawnComparison, _ comment: Comment) {
        let states = (
            Set(twin.base.states.map(twin.base.observation)), Set(twin.head.states.map(twin.head.observation))
        )
        let steps = (twin.base.steps, twin.head.steps)
        #expect(
            comparison.states
                == .init(
                    gained: states.1.subtracting(states.0).count, lost: states.0.subtracting(states.1).count,
                    isWhole: true), comment)
        #expect(
            comparison.steps
                == .init(
                    gained: steps.1.subtracting(steps.0).count, lost: steps.0.subtracting(steps.1).count,
                    isWhole: true), comment)
    }

    private static let marks:
        [(name: String, isMarked: Bool, marked: KeyPath<Drawing, Set<Drawing.Node>> & Sendable)] = [
            ("not bad", true, \.bad), ("deadlock freedom", false, \.mayRest),
        ]

    /// The states of both sides that are marked on one.
    private func compareMarks(_ comparison: GraphComparison, _ twin: DrawnComparison, _ comment: Comment) {
        for (name, isMarked, marked) in Self.marks {
            let heads = Dictionary(
                uniqueKeysWithValues: twin.head.states.map { (twin.head.observation($0), $0) })
            let unlike = twin.base.states.compactMap { node -> (Drawing.Node, Bool)? in
                guard let other = heads[twin.base.observation(node)] else { return nil }
                let before = twin.base.drawing[keyPath: marked].contains(node) == isMarked
                let after = twin.head.drawing[keyPath: marked].contains(other) == isMarked
                return before == after ? nil : (other, before)
            }
            let difference = comparison.properties.first { $0.name == name }
            #expect(difference?.onlyBase ?? 0 == unlike.count { $0.1 }, comment)
            #expect(difference?.onlyHead ?? 0 == unlike.count { !$0.1 }, comment)
            let nearest = { (isBase: Bool) in
                unlike.filter { $0.1 == isBase }.compactMap { depth(of: $0.0, in: twin.head) }.min()
            }
            #expect(difference?.onlyBaseRun?.steps.count == nearest(true), comment)
            #expect(difference?.onlyHeadRun?.steps.count == nearest(false), comment)
        }
    }

    private func depth(of node: Drawing.Node, in side: DrawnSide) -> Int? {
        var (level, depth) = (Set(side.drawing.initial), 0)
        while !level.contains(node), depth <= side.states.count {
            level = Set(level.flatMap { side.arrows(from: $0).map(\.target) })
            depth += 1
        }
        return level.contains(node) ? depth : nil
    }

    /// The pairs of sets that one side marks as a whole and the other does not at all.
    private func comparePlaces(
        _ comparison: GraphComparison, _ twin: DrawnComparison, _ places: [DrawnComparison.Place],
        _ comment: Comment
    ) {
        for (name, isMarked, marked) in Self.marks {
            let unlike = places.compactMap { place -> (word: [DrawnSide.Symbol], isBase: Bool)? in
                guard let before = twin.base.answer(place.base, marked),
                    let after = twin.head.answer(place.head, marked),
                    before != after
                else { return nil }
                return (place.word, before == isMarked)
            }
            let difference = comparison.properties.first { $0.name == name }
            #expect(difference?.onlyBase ?? 0 == unlike.count { $0.isBase }, comment)
            #expect(difference?.onlyHead ?? 0 == unlike.count { !$0.isBase }, comment)
            #expect(
                difference?.onlyBaseRun.map { word($0, twin.head) } == unlike.first { $0.isBase }?.word,
                comment)
            #expect(
                difference?.onlyHeadRun.map { word($0, twin.head) } == unlike.first { !$0.isBase }?.word,
                comment)
        }
    }

    /// Where graphs are cut off, a difference that is shown is one of the whole graphs, and sameness is never said.
    @Test func whatACutGraphShowsIsTrue() throws {
        var random = SplitMix(seed: Self.seed &+ 1)
        var tally: [String: Int] = [:]
        for round in 0..<800 {
            let pair = Pair(round, using: &random)
            func cut(_ spec: ErasedSpec) throws -> StateGraph {
                let limits =
                    switch random.number(0..<4) {
                    case 0: Explorer.Limits()
                    case 1: Explorer.Limits(depth: random.number(0..<4))
                    default: Explorer.Limits(states: random.number(1..<6))
                    }
                return try GraphExplorer(spec, limits: limits).graph()
            }
            let (base, head) = try (cut(pair.specs.base), cut(pair.specs.head))
            let comparison = try GraphComparison(base: base, head: head, renames: pair.renames)
            if let run = comparison.onlyHead {
                let word = word(run, pair.twin.head)
                #expect(pair.twin.head.shows(word) && !pair.twin.base.shows(word), pair.comment)
                if word.count == 1 || pair.twin.base.shows(word.dropLast()) {
                    compareParting(run, of: pair.twin.head, from: pair.twin.base, pair)
                }
            }
            if let run = comparison.onlyBase {
                let word = word(run, pair.twin.base)
                #expect(pair.twin.base.shows(word) && !pair.twin.head.shows(word), pair.comment)
            }
            if comparison.behaviour == .same {
                let whole = pair.twin.explore()
                #expect(whole.onlyBase == nil && whole.onlyHead == nil, pair.comment)
            }
            if case .inconclusive(let notes) = comparison.behaviour { #expect(!notes.isEmpty, pair.comment) }
            let word = "\(comparison.behaviour)".prefix { $0 != "(" }
            if base.cut != nil || head.cut != nil { tally[String(word), default: 0] += 1 }
        }
        #expect(tally["different", default: 0] > 50 && tally["inconclusive", default: 0] > 50, "\(tally)")
    }
}

/// More pairs.
@Suite struct ComparisonOracleLongTests {
    @Test func findsWhatTheTwinFinds() throws { try ComparisonOracleTests().compareWithTwins(400..<1500) }
}

extension Drawing {
    /// The drawing in which every node has 0 for a number.
    fileprivate func without(_ number: WritableKeyPath<Node, Int>) -> Drawing {
        func zeroed(_ node: Node) -> Node {
            var node = node
            node[keyPath: number] = 0
            return node
        }
        var drawing = self
        drawing.initial = initial.map(zeroed)
        drawing.arrows = Dictionary(
            nodes.map { node in
                (zeroed(node), arrows[node]!.map { Arrow(label: $0.label, target: zeroed($0.target)) })
            }, uniquingKeysWith: +)
        (drawing.bad, drawing.mayRest, drawing.outside) = (
            Set(bad.map(zeroed)), Set(mayRest.map(zeroed)), Set(outside.map(zeroed))
        )
        return drawing
    }
}

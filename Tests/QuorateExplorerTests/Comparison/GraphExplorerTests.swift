@testable import QuorateExplorer
@testable import QuorateLanguage
import QuorateSpecs
import SeededRandom
import Testing

@testable import Toys

/// The exploration to a graph against its slow twin: an array, a dictionary, the spec's own takes and descriptions.
@Suite struct GraphExplorerTests {
    static let seed = Seed.announced(20_261_128)

    /// Walks the spec and compares state by state; of a cut graph what it has.
    private func expectTwin(of spec: ErasedSpec, _ limits: Explorer.Limits = Explorer.Limits()) throws {
        let graph = try GraphExplorer(spec, limits: limits).graph()
        var (states, numbers): ([[UInt64]], [[UInt64]: Int]) = ([], [:])
        func number(_ words: [UInt64]) -> Int {
            if let number = numbers[words] { return number }
            numbers[words] = states.count
            states.append(words)
            return states.count - 1
        }
        #expect(graph.initialStates == spec.initialStates().map(number), "\(spec.label)")
        for state in 0..<graph.expandedCount {
            let takes = spec.takes(states[state]).filter { $0.successor != nil }
            let judgement = try #require(graph.judgement(on: state))
            let steps = judgement.isOutside ? [] : takes.map { ($0.action, number($0.successor!)) }
            let found = graph.steps(from: state).map { (graph.labels[$0.label].action, $0.target) }
            #expect(found.elementsEqual(steps) { $0 == $1 }, "\(spec.label), state \(state)")
            expectJudgement(judgement, on: states[state], spec)
        }
        #expect(graph.stateCount == states.count && (graph.cut != nil || graph.expandedCount == states.count))
        for state in states.indices {
            #expect(graph.fields(of: state) == spec.describe(states[state]), "\(spec.label), state \(state)")
        }
        let sites = Set(graph.labels.map(\.site))
        #expect(!sites.contains(nil) && !sites.contains(SourceSite(file: "", line: 0)), "\(spec.label)")
    }

    private func expectJudgement(_ judgement: StateGraph.Judgement, on state: [UInt64], _ spec: ErasedSpec) {
        for (position, property) in spec.properties.enumerated() {
            if property.kind.isLiveness {
                let expected = spec.judge(position, state)
                #expect(judgement.has(.premise, of: position) == expected.isPremise, "\(spec.label)")
                // The other kinds avoid a goal only where they ask for it, and so say nothing where they do not.
                if property.kind == .eventually || property.kind == .leadsTo || expected.isPremise {
                    #expect(judgement.has(.forbidden, of: position) == expected.isAvoiding, "\(spec.label)")
                }
            } else if !judgement.isOutside || property.kind != .deadlockFreedom {
                #expect(
                    judgement.has(.shown, of: position) == spec.shows(position, in: state), "\(spec.label)")
            }
        }
    }

    @Test func randomSystemsAreSeenWhole() throws {
        var random = SplitMix(seed: Self.seed)
        for _ in 0..<12 {
            let graph = RandomGraph(using: &random)
            try expectTwin(of: ErasedSpec(RandomSystem<OneWordState>(graph: graph)))
            try expectTwin(of: ErasedSpec(RandomSystem<ThreeWordState>(graph: graph)))
            try expectTwin(of: ErasedSpec(RandomSystem<TwentyWordState>(graph: graph)), .init(states: 50))
        }
    }

    /// Each spec of the catalog is read field by field as it describes itself.
    @Test func specsOfTheCatalogAreReadAsTheyDescribeThemselves() throws {
        for entry in catalog.entries {
            try expectTwin(of: entry.standard, Explorer.Limits(states: 40))
            #expect(entry.standard.evaluated.makeGraphView().fields.ranges != nil, "\(entry.standard.name)")
        }
    }

    @Test func limitsCutAndSaySo() throws {
        let spec = ErasedSpec(Grid(bound: 9))
        #expect(try GraphExplorer(spec).graph().totals == GraphTotals(states: 100, steps: 180, cut: nil))
        let shallow = try GraphExplorer(spec, limits: .init(depth: 2)).graph()
        #expect(shallow.totals == GraphTotals(states: 6, steps: 6, cut: .depth(2)))
        let small = try GraphExplorer(spec, limits: .init(states: 20)).graph()
        #expect(small.cut == .states(20) && (21...23).contains(small.stateCount))
        #expect(try GraphExplorer(spec, limits: .init(states: 100)).graph().cut == nil)
        #expect(throws: ExplorerError.self) { try GraphExplorer(spec, limits: .init(states: 0)).graph() }
    }

    @Test func aSlipOfTheSpecIsAnError() throws {
        let error = #expect(throws: SpecError.self) {
            try GraphExplorer(ErasedSpec(Grid(overflows: true))).graph()
        }
        #expect(error?.message.contains("in action enlarge") == true, "\(error!)")
        #expect(throws: SpecError.self) { try GraphExplorer(ErasedSpec(Holey())).graph() }
    }
}

import QuorateExplorer
import QuorateFaults
import QuorateLanguage
import QuorateQuorums
import SeededRandom
import Testing

/// Debt in a state with faulty replicas: the look that ends with the first step that is owed says what a walk through all
/// steps says, whether the spec looks at ``Next/isOver`` or not, and no search notices that it does.
///
/// Noticed here: a state that is over before a step is found; a step that is found among those without faulty replicas
/// only; another debt that is not looked for where the first one cannot be paid; where an environment acts, a debt that is
/// owed because it would be without faulty replicas; and a search that is over.
@Suite struct DebtTests {
    @Test func owedIsWhatAllStepsOwe() throws {
        var random = SplitMix(seed: Seed.announced(20_4))
        var (owing, free) = (0, 0)
        for _ in 0..<60 {
            var spec = Pledges(random: &random)
            let erased = ErasedSpec(spec)
            let plain = FairKernel(spec, positions: []).makeExpander()
            spec.endsEarly = true
            let hasty = FairKernel(spec, positions: []).makeExpander()
            for state in Self.states(of: erased) {
                let isOwed = erased.obligations(state).owed != 0
                state.withUnsafeBytes { words in
                    #expect(plain.isOwed(words.baseAddress!) == isOwed)
                    #expect(hasty.isOwed(words.baseAddress!) == isOwed)
                    #expect(hasty.follow(words.baseAddress!) == isOwed)
                }
                if isOwed { owing += 1 } else { free += 1 }
            }
        }
        #expect(owing > 300 && free > 300, "\(owing) owing, \(free) free")
    }

    @Test func searchIsNeverOver() async throws {
        var random = SplitMix(seed: Seed.announced(20_5))
        var outcomes: Set<String> = []
        for _ in 0..<40 {
            var spec = Pledges(random: &random)
            let whole = try await Explorer(spec, workers: 1).run()
            spec.endsEarly = true
            let hasty = try await Explorer(spec, workers: 1).run()
            #expect(hasty.distinctStates == whole.distinctStates)
            #expect(hasty.generatedStates == whole.generatedStates)
            #expect(hasty.properties.map(\.outcome) == whole.properties.map(\.outcome))
            outcomes.insert("\(whole.properties[0].outcome)")
        }
        #expect(outcomes.count == 2, "\(outcomes)")
    }

    /// Up to 150 states that can be reached.
    private static func states(of spec: ErasedSpec) -> [[UInt64]] {
        var states = spec.initialStates()
        var known = Set(states)
        var position = 0
        while position < states.count && states.count < 150 {
            spec.visitSuccessors(states[position]) { if known.insert($0).inserted { states.append($0) } }
            position += 1
        }
        return states
    }
}

/// Replicas that say things once enough others, perhaps faulty ones, have said others, by random rules.
private struct Pledges: VotingSpec {
    enum Topic: FiniteValue, CaseIterable { case a, b, c, d }

    struct Rule: Hashable, Sendable {
        var replica: ReplicaID
        var says: Topic
        var needs: Topic
        var count: Int
        /// It is the replica's own words that it needs.
        var isOwn: Bool
        /// It is there where faulty replicas are silent only: what is found there is not to be had in the state itself.
        var isAlone: Bool
        /// Obligations that hold it, a bit for each.
        var obligations: Int
    }

    struct State: ByzantineState {
        var said: MonotoneVotes<Topic, OneWord>
        var faulty: FaultyReplicas
    }
    enum Action: SpecAction { case go(Int), gust(ReplicaID) }
    typealias Message = Topic

    static var name: String { "Pledges" }
    static var votes: VotePath<State, Topic, OneWord> { \.said }

    var replicas: ReplicaSet { ReplicaSet(count: 4) }
    var adversary = Adversary(.every(1))
    var rules: [Rule]
    /// The wind makes replicas say a: what the environment can do is looked at wherever it can be done.
    let isWindy: Bool
    /// Any step of a replica is owed too, by the name of its action.
    let isBusy: Bool
    /// The loop over the rules ends where nobody listens.
    var endsEarly = false

    init(random: inout SplitMix) {
        rules = (0..<random.number(2..<16)).map { _ in
            Rule(
                replica: ReplicaID(packed: UInt64(random.number(0..<4))), says: random.pick(Topic.allCases),
                needs: random.pick(Topic.allCases), count: random.number(0..<4),
                isOwn: random.number(0..<4) == 0, isAlone: random.number(0..<4) == 0,
                obligations: random.number(0..<4))
        }
        isWindy = random.number(0..<3) == 0
        isBusy = random.number(0..<4) == 0
    }

    var environmentActions: [String] { isWindy ? ["gust"] : [] }

    private var isSilent: Bool { adversary.timing == .stepByStep }

    var initialStates: [State] {
        adversary.choices(among: replicas).map {
            State(said: MonotoneVotes(from: $0, adversary), faulty: $0)
        }
    }

    func actions(in s: State, _ next: inout Next<Self>) {
        let correct = s.faulty.correct(among: replicas)
        for replica in correct where isWindy {
            next.take(.gust(replica.id)) { $0.said.cast(.a, by: replica.id) }
        }
        for (number, rule) in rules.enumerated() where !(endsEarly && next.isOver) {
            guard let replica = correct[rule.replica], isSilent || !rule.isAlone else { continue }
            if rule.isOwn {
                next.take(.go(number), if: s.said.hasCast(rule.needs, by: replica)) {
                    $0.said.cast(rule.says, by: replica.id)
                }
            } else {
                next.take(.go(number), given: s.said[rule.needs].count >= rule.count) {
                    $0.said.cast(rule.says, by: replica.id)
                }
            }
        }
    }

    var fairness: [Fairness<Self>] {
        let rules = rules
        let chosen: [Fairness<Self>] = (0..<2).map { bit in
            .weak("o\(bit)") { action in
                if case .go(let number) = action { rules[number].obligations >> bit & 1 == 1 } else { false }
            }
        }
        return chosen + (isBusy ? [.strong("busy", actions: "go")] : [])
    }

    var properties: [Property<State>] {
        [.eventually("c or d is said", given: { s in s.said[.c].count >= 1 || s.said[.d].count >= 1 })]
    }
}

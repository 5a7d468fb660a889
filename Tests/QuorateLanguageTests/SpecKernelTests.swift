@testable import QuorateLanguage
import SeededRandom
import Testing

/// What a kernel emits for a block of states, against what the spec's own actions do in each.
@Suite struct SpecKernelTests {
    @Test func statesOfOneWordAreExpanded() { compare(One.self) }
    @Test func statesOfTwoWordsAreExpanded() { compare(Two.self) }
    @Test func statesOfThreeWordsAreExpanded() { compare(Three.self) }
    @Test func statesOfFourWordsAreExpanded() { compare(FourFold.self) }
    @Test func statesOfFiveWordsAreExpanded() { compare(Five.self) }

    private func compare<State: SpecState>(_: State.Type) {
        var random = SplitMix(seed: seed)
        for round in 0..<40 {
            let count = StateWords<State>.count
            func someState() -> [UInt64] { (0..<count).map { _ in random.pick([0, 1, 2, 3, .max]) } }
            let block = (0..<random.number(0..<200)).map { _ in someState() }
            var spec = Steps<State>(after: Self.successors)
            if Bool.random(using: &random) { spec.bound = { $0.last! != 1 } }
            let pausing = Bool.random(using: &random)
            let comment = Comment(rawValue: "\(State.self), round \(round), seed \(seed)")
            let found = Expansion(of: block, in: spec, pausing: pausing)
            expect(found, Twin(of: block, in: spec), comment)
            if pausing && found.records.count > 40 { #expect(found.calls > 1, comment) }
        }
    }

    /// Up to four successors, or none; often the state itself, the zeros or the ones.
    @Sendable static func successors(_ words: [UInt64]) -> [[UInt64]?] {
        switch words.reduce(0, &+) % 5 {
        case 0: []
        case 1: [words, nil, words.map { _ in 0 }]
        case 2: [nil, words.map { ~$0 }, words.map { _ in .max }, words.reversed()]
        case 3: [nil, nil]
        default: [words.map { $0 &+ 1 }, words.map { $0 &+ 2 }, words.map { $0 &+ 1 }, words]
        }
    }

    private func expect(_ found: Expansion, _ twin: Twin, _ comment: Comment) {
        #expect(found.generated == twin.generated, comment)
        #expect(found.taken == twin.taken, comment)
        #expect(found.deadlocked == twin.deadlocked, comment)
        #expect(found.outside == twin.outside, comment)
        #expect(found.firstHit == twin.firstHit, comment)
        // Duplicates may be dropped, a state never.
        #expect(Set(found.records.map(\.words)) == Set(twin.steps.map(\.words)), comment)
        #expect(Set(found.records.map(\.step)).isSubset(of: twin.steps), comment)
        for record in found.records where record.words.count <= 4 {
            #expect(record.hash == StateHash.words(record.words, record.words.count), comment)
        }
    }
}

/// One step out of a block: where it starts and where it leads.
struct BlockStep: Hashable {
    var parent: Int
    var words: [UInt64]
}

/// What the spec's own actions do in each state of a block.
private struct Twin {
    var generated = 0
    var taken = [0, 0, 0]
    var steps: Set<BlockStep> = []
    var deadlocked: [[UInt64]] = []
    var outside = 0
    var firstHit = -1

    init<State: SpecState>(of block: [[UInt64]], in spec: Steps<State>) {
        for (index, words) in block.enumerated() {
            if firstHit < 0 && words[0] >= 3 { firstHit = index }
            guard spec.bound?(words) ?? true else {
                outside += 1
                continue
            }
            let successors = spec.after(words)
            for (position, successor) in successors.enumerated() where successor != nil {
                generated += 1
                taken[position % 2] += 1
                if successor != words { steps.insert(BlockStep(parent: index, words: successor!)) }
            }
            if successors.allSatisfy({ $0 == nil }) { deadlocked.append(words) }
        }
    }
}

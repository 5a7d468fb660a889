import SeededRandom
import Testing

@testable import QuorateExplorer
@testable import QuorateLanguage

/// The search on disk beside its slow twin and beside the search in memory, with so little memory that it makes many runs
/// and merges, and one to four workers.
@Suite struct DiskSearchTests {
    static let seed = Seed.announced(20_261_203)

    /// `DiskSearchLongTests` has twice as many.
    @Test(arguments: 0..<5)
    func searchOnDiskFindsWhatTheReferenceFinds(wordKind: Int) async throws {
        try await compare(wordKind: wordKind, count: 20, seed: Self.seed &+ UInt64(wordKind))
    }

    fileprivate func compare(wordKind: Int, count: Int, seed: UInt64) async throws {
        var random = SplitMix(seed: seed)
        for round in 0..<count {
            let graph = RandomGraph(using: &random)
            let comment = Comment(rawValue: "kind \(wordKind), round \(round), seed \(seed)")
            switch wordKind {
            case 0: try await compare(RandomSystem<OneWordState>(graph: graph), &random, comment)
            case 1: try await compare(RandomSystem<TwoWordState>(graph: graph), &random, comment)
            case 2: try await compare(RandomSystem<FourWordState>(graph: graph), &random, comment)
            case 3: try await compare(RandomSystem<SixWordState>(graph: graph), &random, comment)
            default: try await compare(RandomSystem<TwentyWordState>(graph: graph), &random, comment)
            }
        }
    }

    private func compare(
        _ spec: some Spec, _ random: inout SplitMix, _ comment: Comment
    ) async throws {
        let continues = Bool.random(using: &random)
        let expected = ReferenceExplorer(spec: spec, continuesAfterViolation: continues).run()
        let folder = DiskFolder()
        var explorer = Explorer(spec, continuesAfterViolation: continues)
        let inMemory = try await explorer.run()
        // More workers than there are batches, or states, too.
        explorer.workers = random.pick([1, 2, 3, 4, 9])
        let tuning = DiskTuning.tiny(&random)
        let report = try await explorer.onDisk(folder.use, tuning).run()
        expect(report, expected, of: spec, "\(comment), \(explorer.workers) workers, \(continues)")
        #expect(report.findings == inMemory.findings, comment)
        // What is over is told once more.
        let again = try await explorer.onDisk(folder.resumed, tuning).run()
        #expect(again.findings == inMemory.findings, comment)
    }

    /// Levels of thousands of states, so that several workers really search at once.
    @Test(arguments: 0..<6 as Range<UInt64>)
    func largeSystemsAreSearchedAsInMemory(number: UInt64) async throws {
        let system = HashedSystem<TwoWordState>(seed: Self.seed &+ number)
        var random = SplitMix(seed: Self.seed &+ number)
        var explorer = Explorer(system, workers: 2, continuesAfterViolation: number % 2 == 0)
        if number == 5 { explorer.limits.states = 1000 }
        if number == 4 { explorer.limits.depth = 2 }
        let expected = try await explorer.run()
        let folder = DiskFolder()
        var tuning = DiskTuning()
        tuning.candidates = random.pick([700, 3000])
        tuning.blockStates = 64
        explorer.workers = .random(in: 1...4, using: &random)
        let report = try await explorer.onDisk(folder.use, tuning).run()
        #expect(report.findings == expected.findings, "seed \(Self.seed)")
    }

    /// Coverage of lines is what it is in memory.
    @Test func linesAreCounted() async throws {
        var explorer = Explorer(HashedSystem<OneWordState>(seed: 3))
        explorer.countsLines = true
        let folder = DiskFolder()
        let expected = try await explorer.run()
        #expect(try await explorer.onDisk(folder.use, DiskTuning()).run().lines == expected.lines)
        #expect(try await explorer.onDisk(folder.resumed, DiskTuning()).run().lines == expected.lines)
    }
}

/// Sorting, blocks and filter by themselves, beside arrays and sets.
@Suite struct DiskPartTests {
    @Test func statesAreSortedAsArraysAre() {
        var random = SplitMix(seed: DiskSearchTests.seed)
        for round in 0..<300 {
            let words = random.pick([1, 2, 3, 5])
            let mask = random.pick([UInt64(3), 0xff00, .max, 1 << 63 | 1, 0x7f7])
            let states = (0..<random.number(0..<random.pick([30, 400, 3000]))).map { _ in
                (0..<words).map { _ in random.next() & mask }
            }
            var flat = states.flatMap(\.self)
            var scratch = [UInt64](repeating: 5, count: random.pick([0, 200, 20_000]))
            scratch.withUnsafeMutableBufferPointer { scratch in
                flat.withUnsafeMutableBufferPointer {
                    guard let start = $0.baseAddress else { return }
                    StateSorting.sort(start, states.count, words: words, scratch: scratch)
                }
            }
            let sorted = states.sorted { $0.lexicographicallyPrecedes($1) }
            #expect(flat == sorted.flatMap(\.self), "round \(round), seed \(DiskSearchTests.seed)")
        }
    }

    @Test func blocksAreReadAsTheyWereWritten() throws {
        var random = SplitMix(seed: DiskSearchTests.seed)
        for round in 0..<60 {
            let words = random.pick([1, 2, 3, 20, 255])
            let count = random.number(1..<17)
            let mask = random.pick([UInt64(3), 0xff00, .max])
            let states = (0..<count * words).map { _ in random.next() & mask }
            let codec = BlockCodec(wordCount: words, blockStates: 16, nonce: 7)
            var block = [UInt64](repeating: .max, count: codec.mostWords)
            let size = codec.encode(states, count, part: round, to: &block)
            codec.seal(&block, words: size, at: 24)
            var read = [UInt64](repeating: 0, count: 16 * words)
            #expect(codec.stateCount(block, words: size, part: round, at: 24) == count)
            #expect(codec.decode(block, words: size, count, to: &read))
            #expect(Array(read.prefix(count * words)) == states, "round \(round)")
            #expect(codec.stateCount(block, words: size, part: round, at: 32) == nil, "moved")
            #expect(codec.stateCount(block, words: size, part: round + 1, at: 24) == nil, "of another level")
            block[random.number(0..<size)] ^= 1 << UInt64(random.number(0..<64))
            #expect(codec.stateCount(block, words: size, part: round, at: 24) == nil, "altered")
        }
    }

    @Test func filterForgetsNothing() {
        var random = SplitMix(seed: DiskSearchTests.seed)
        let filter = SeenFilter()
        #expect(filter.mayHold(5), "without memory everything may be known")
        filter.reset(words: 100)
        let hashes = (0..<300).map { _ in random.next() }
        for hash in hashes { filter.add(hash) }
        #expect(hashes.allSatisfy(filter.mayHold))
        let others = (0..<1000).count { _ in filter.mayHold(random.next()) }
        #expect(others < 100, "most others are known to be new")
    }

    /// Threads that add at once take nothing back from each other.
    @Test func filterIsFilledBySeveralThreads() {
        var random = SplitMix(seed: DiskSearchTests.seed)
        let filter = SeenFilter()
        filter.reset(words: 64)
        let hashes = (0..<40).map { _ in (0..<20).map { _ in random.next() } }
        nonisolated(unsafe) let shared = filter
        for round in 0..<10 {
            inParallel(4) { thread in for hash in hashes[4 * round + thread] { shared.add(hash) } }
        }
        #expect(hashes.joined().allSatisfy(filter.mayHold))
    }

    /// Each block once, whoever takes how many, with more workers than blocks and without any.
    @Test func blocksAreSharedOut() {
        var random = SplitMix(seed: DiskSearchTests.seed)
        for _ in 0..<100 {
            let (count, workers) = (random.number(0..<20), random.number(1..<8))
            let shares = BlockShares(count, workers: workers)
            var (taken, left): ([Int], Set) = ([], Set(0..<workers))
            while let worker = left.randomElement(using: &random) {
                if let block = shares.take(worker) { taken.append(block) } else { left.remove(worker) }
            }
            #expect(taken.sorted() == Array(0..<count), "\(workers) workers")
        }
    }
}

/// More random systems.
@Suite struct DiskSearchLongTests {
    @Test(arguments: 0..<5)
    func searchOnDiskFindsWhatTheReferenceFinds(wordKind: Int) async throws {
        let seed = DiskSearchTests.seed &+ UInt64(5 + wordKind)
        try await DiskSearchTests().compare(wordKind: wordKind, count: 40, seed: seed)
    }
}

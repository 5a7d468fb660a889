import QuorateExplorer
@testable import QuorateLanguage
import Testing

/// The filter of recently emitted states: an emptied entry must equal no state, or that state would be lost.
@Suite struct RecentStatesTests {
    /// Words from one entry to the next.
    private func stride(_ wordCount: Int) -> Int { [1, 2, 4, 4][wordCount - 1] }

    private func place(of words: [UInt64]) -> Int {
        SuccessorSink.recentPlace(words.count, StateHash.words(words, words.count))
    }

    @Test(arguments: 1...4)
    func noEntryOfAnEmptiedFilterIsAState(wordCount: Int) {
        var recent = [UInt64](repeating: 77, count: SuccessorSink.recentWords)
        SuccessorSink.clearRecent(&recent, wordCount: wordCount)
        for entry in Swift.stride(from: 0, to: recent.count, by: stride(wordCount)) {
            #expect(place(of: Array(recent[entry..<entry + wordCount])) != entry)
        }
    }

    @Test(arguments: 1...4)
    func noForgottenEntryIsAState(wordCount: Int) {
        var entry = [UInt64](repeating: 0, count: 4)
        for place in Swift.stride(from: 0, to: SuccessorSink.recentWords, by: stride(wordCount)) {
            SuccessorSink.forget(&entry, wordCount: wordCount, place: place)
            #expect(self.place(of: Array(entry.prefix(wordCount))) != place)
        }
    }

    /// Zeros and ones are what entries are emptied with, so their own places are the ones that matter.
    @Test(arguments: 1...4)
    func zerosAndOnesAreForgottenToo(wordCount: Int) {
        for filler in [UInt64(0), .max, .max - 1] {
            let state = [UInt64](repeating: filler, count: wordCount)
            var entry = state + [0, 0, 0]
            SuccessorSink.forget(&entry, wordCount: wordCount, place: place(of: state))
            #expect(Array(entry.prefix(wordCount)) != state)
        }
    }

    /// A state's place is inside the filter and at the start of an entry.
    @Test(arguments: 1...4)
    func placesAreInside(wordCount: Int) {
        for hash in [UInt64(0), 1, 0x3fff, 0x4000, .max, .max / 3] {
            let place = SuccessorSink.recentPlace(wordCount, hash)
            #expect(place % stride(wordCount) == 0)
            #expect((0...SuccessorSink.recentWords - stride(wordCount)).contains(place))
        }
    }

    @Test func statesWithoutAFilterAreLeftAlone() {
        var recent = [UInt64](repeating: 77, count: SuccessorSink.recentWords)
        SuccessorSink.clearRecent(&recent, wordCount: 5)
        #expect(recent.allSatisfy { $0 == 77 })
    }

    @Test func noStateIsLostInASearch() async throws {
        try await search(One.self)
        try await search(Two.self)
        try await search(Three.self)
        try await search(FourFold.self)
        try await search(Five.self)
    }

    /// Searches whose only successor is the state of zeros, of ones, and one after the other.
    private func search<State: SpecState>(_: State.Type) async throws {
        let count = StateWords<State>.count
        let (zeros, ones) = ([UInt64](repeating: 0, count: count), [UInt64](repeating: .max, count: count))
        let start = [UInt64](repeating: 1, count: count)
        for path in [[start, zeros], [start, ones], [start, zeros, ones], [ones, zeros], [zeros, ones]] {
            let spec = Steps<State>(initial: [path[0]]) { words in
                path.firstIndex(of: words).map { $0 + 1 < path.count ? [path[$0 + 1]] : [] } ?? []
            }
            for store in StoreKind.allCases {
                for workers in 1...2 {
                    let report = try await Explorer(
                        spec, workers: workers, store: store, continuesAfterViolation: true
                    ).run()
                    #expect(
                        report.distinctStates == path.count, "\(State.self), \(path), \(store), \(workers)")
                    #expect(report.depth == path.count - 1)
                }
            }
        }
    }
}

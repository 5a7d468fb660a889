/// A state as words and the words as a state.
struct StateWords<State: SpecState> {
    static var count: Int { StateBlock<State>.stride / 8 }
    let words: [UInt64]

    init(_ words: [UInt64]) { self.words = words }

    init(_ state: State) {
        var words = [UInt64](repeating: 0, count: Self.count)
        words.withUnsafeMutableBytes { $0.storeBytes(of: state, as: State.self) }
        self.words = words
    }

    var state: State { words.withUnsafeBytes { $0.loadUnaligned(as: State.self) } }
}

extension ErasedSpec {
    /// The words of a state.
    package static func words(of state: some SpecState) -> [UInt64] { StateWords(state).words }
}

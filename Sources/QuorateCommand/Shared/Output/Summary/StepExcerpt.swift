/// The steps of a run that are shown, where it has too many: its beginning and its end.
struct StepExcerpt {
    enum Part: Hashable {
        /// The step of that number, from 1.
        case step(Int)
        /// Steps that are left out.
        case gap(ClosedRange<Int>)
    }

    /// Steps that are shown of a longer run.
    static let most = 50
    /// Those of them that begin it; the end tells more.
    private static let first = 20

    let parts: [Part]

    /// The excerpt of a run of `count` steps.
    init(of count: Int) {
        guard count > Self.most else {
            parts = (0..<count).map { .step($0 + 1) }
            return
        }
        let rest = count - (Self.most - Self.first) + 1
        parts =
            (1...Self.first).map { .step($0) } + [.gap(Self.first + 1...rest - 1)]
            + (rest...count).map { .step($0) }
    }
}

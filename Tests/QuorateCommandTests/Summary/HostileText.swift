import QuorateLanguage
import QuorateQuorums
import SeededRandom

/// Text of somebody who means harm to whatever reads it.
enum HostileText {
    private static let pieces = [
        "::error::forged", "\n", "##[error]forged", "::", "%0A", " ", "\u{3000}", "\t", "|", "`", "``", "<b>",
        "&amp;",
        "\\", "*", "_", "[x](y)", "#1", "@somebody", "~~", "$x$", ";", ":", ",", "%%", "end", "-->", "a",
        "r0", "1. ",
        "- ", "https://x", "→", "\u{1B}[1m", "\u{202E}", "#35;", "$$", "{", "}", "\"", "'", "=", "```",
        "style a:#",
    ]

    static func random(using random: inout SplitMix) -> String {
        (0..<Int.random(in: 0...8, using: &random)).map { _ in pieces.randomElement(using: &random)! }
            .joined()
    }

    /// A name that is everything at once.
    static let name =
        "\n::error::forged\n \u{3000}::stop-commands::x\n##[error]forged | `x` <b> [y](z) @somebody #1 *a* $b$ %%{c}; %0A"
}

/// A spec whose author means harm: every name that a person chooses.
struct Malicious: Spec {
    static let name = HostileText.name
    var isBroken = true

    struct State: SpecState { var height: UInt64 = 0 }

    enum Action: SpecAction {
        case climb(Rung)
    }

    struct Rung: SpecDescribable, Hashable, BitwiseCopyable {
        func specValue(for replicas: ReplicaSet) -> SpecValue { .string(HostileText.name) }
    }

    var initialStates: [State] { [State()] }
    func actions(in s: State, _ next: inout Next<Self>) {
        next.take(.climb(Rung()), if: s.height < 3) { $0.height += 1 }
    }
    var properties: [Property<State>] {
        let top = UInt64(isBroken ? 1 : 5)
        return [.always(Self.name) { $0.height <= top }]
    }
}

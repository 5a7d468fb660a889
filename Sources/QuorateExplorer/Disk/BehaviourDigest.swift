import QuorateLanguage

/// Digest of what a spec says: its outline, its initial states, and its steps and properties in a sample of states, so that
/// a search does not go on with another spec.
struct BehaviourDigest {
    let spec: ErasedSpec
    let kernel: SpecKernel

    /// States of a level that are looked at, evenly over it.
    private static let perLevel = 48

    /// Names of actions, properties and fields.
    var outline: UInt64 {
        let properties = kernel.propertyNames + spec.properties.map { "\($0.kind.rawValue) \($0.name)" }
        var fields: [String]?
        // There may be millions.
        spec.visitInitialStates { fields = fields ?? spec.describe($0).map(\.name) }
        let texts =
            [spec.typeName, spec.constraint ?? ""] + spec.actionNames + ["/"] + spec.requiredActions + ["/"]
            + properties + ["/"] + (fields ?? [])
        let text = texts.joined(separator: "\n")
        return text.utf8.reduce(0xcbf2_9ce4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01b3 }
    }

    /// The initial states, in any order.
    var initialStates: UInt64 {
        var (sum, count) = (UInt64(0), UInt64(0))
        spec.visitInitialStates { words in
            sum &+= StateHash.words(words, words.count)
            count += 1
        }
        return Self.hash([sum, count])
    }

    /// Positions of the states of a level that are looked at.
    static func sample(of count: Int) -> [Int] {
        let number = min(count, perLevel)
        return (0..<number).map { $0 * count / number }
    }

    /// Digest of the steps of some states, and of what the constraint and the properties say of them.
    ///
    /// - Parameter areExpanded: false of states that the search has not expanded, of whose steps nothing is asked: a spec may
    ///   rely on what is true of all states before.
    func steps(of states: [[UInt64]], areExpanded: Bool = true) -> UInt64 {
        let answers = spec.evaluated.evaluating {
            PurityProbe(kernel: kernel).answers(about: states, asksSteps: areExpanded)
        }
        return Self.hash(zip(states, answers).flatMap(Self.words))
    }

    /// An answer about a state in words.
    static func words(_ state: [UInt64], _ answer: PurityProbe.Answer) -> [UInt64] {
        let following = answer.successors.reduce(UInt64(0)) { $0 &+ StateHash.words($1, $1.count) }
        let shown = answer.shows.map { $0 ? UInt64(1) : 0 } + [answer.isOutside ? 1 : 0]
        return [hash(state), following, UInt64(answer.successors.count)]
            + answer.taken.map { UInt64($0) } + shown
    }

    private static func hash(_ words: [UInt64]) -> UInt64 {
        StateHash.words(words + [UInt64(words.count)], words.count + 1)
    }
}

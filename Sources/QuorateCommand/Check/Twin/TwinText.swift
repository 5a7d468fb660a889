import QuorateExplorer
import QuorateLanguage

/// Text for people: a line for each size, and the run to where the two part.
struct TwinText: Reporter {
    let console: Console

    func finished(_ twin: FinishedTwin) throws {
        var lines = ["\(twin.subject.name): \(twin.headline)"]
        lines += twin.compared.filter { $0.makesDifference || $0.difference != nil }.map(line)
        let idle = twin.compared.count { !$0.makesDifference && $0.difference == nil }
        if idle > 0 {
            lines.append(
                "  \(Numerals.count(idle, "size")) more at which nothing that faulty replicas send makes a difference"
            )
        }
        lines += twin.tooLarge.map { "  not to the end: \($0.spec.label): \($0.limit)" }
        if !twin.tooLarge.isEmpty, !twin.subject.isChosen {
            lines.append("  what is larger is compared with --set, one size at a time")
        }
        for difference in twin.compared.compactMap(\.difference) {
            lines += ["", difference.text]
            if let trace = difference.trace { lines += ["", trace.rendering()] }
        }
        try console.print(lines.joined(separator: "\n"))
    }

    func failed(_ failure: JobFailure<FinishedTwin>) throws {
        try console.print("\(failure.label): ERROR: \(failure.message)")
    }

    func ended(_ results: JobResults<FinishedTwin>) {}

    private func line(_ size: TwinComparison) -> String {
        guard size.difference.map({ !$0.isBeforeComparison }) ?? true else { return "  \(size.spec.label)" }
        let states =
            "\(Numerals.count(size.states.original)) states, \(Numerals.count(size.states.twin)) step by step"
        let parts =
            "\(Numerals.count(size.parts.original)) different to correct replicas,"
            + " \(Numerals.count(size.parts.silent)) of them without a word of faulty ones"
        let properties = Numerals.count(size.properties.count, "property", "properties")
        return "  \(size.spec.label): \(states); \(parts); \(properties)"
    }
}

extension FinishedTwin {
    /// The verdict in words.
    var headline: String {
        switch verdict {
        case .same:
            "the adversary and its twin agree at \(Numerals.count(compared.count { $0.makesDifference }, "size"))"
        case .different: "the adversary and its twin DIFFER, which is a mistake of the spec"
        case .vacuous:
            "vacuous: nothing that faulty replicas send makes a difference to correct ones; do the guards ask for it?"
        case .inconclusive: "inconclusive: \(tooLarge.last?.limit.description ?? "ended early")"
        }
    }
}

extension TwinDifference {
    /// Visibility of the difference before anything is compared.
    fileprivate var isBeforeComparison: Bool { if case .tooLittleLeft = story { true } else { false } }

    /// The difference in words, with what to look for.
    var text: String {
        switch story {
        case .onlyInOriginal:
            "Correct replicas come where they do not when each message is sent in a step: either a message is there from"
                + " the start that nobody could send (look at `messages`, `canSend` and `send`), or the spec reads that a"
                + " message has not come. This is the shortest run there, with the messages from the start:"
        case .onlyInTwin:
            "Correct replicas come where they do not when the messages are there from the start: either one is missing"
                + " there (look at `initialStates`), or the spec reads that a message has not come. This is the shortest"
                + " run there, with each message sent in a step:"
        case .tooLittleLeft:
            "correctPart(of:) takes more away than what faulty replicas have sent: in the last state of this run they"
                + " have sent nothing, and it is not its own correct part."
        case .outcome(let property, let original, let twin):
            "\"\(property)\" is \(original.word) with the messages from the start, and \(twin.word) when each is sent in a"
                + " step: it depends on what faulty replicas have not sent."
        }
    }
}

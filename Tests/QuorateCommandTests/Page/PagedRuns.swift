import QuorateLanguage
import QuorateTraces

@testable import QuorateCommand

/// Runs for pages that no spec of the catalog has: long ones of many replicas, and hostile ones.
enum PagedRuns {
    static var links: PageLinks {
        get throws { try PageLinks(base: nil, sources: SourcePaths(around: "/dev/null")) }
    }

    /// A run of `replicas` that vote in turns, with a set of votes for each.
    static func long(steps: Int, replicas: Int) throws -> RunPage {
        var votes = Array(repeating: [Int](), count: replicas)
        var states = [state(votes)]
        var taken: [Trace.Step] = []
        for step in 0..<steps {
            let (sender, receiver) = (step % replicas, (step * 7 + 3) % replicas)
            if votes[receiver].contains(sender) {
                votes[receiver] = []
            } else {
                votes[receiver].append(sender)
            }
            taken.append(
                .init(action: action("vote", [(".0", "r\(sender)"), ("for", "r\(receiver)")]), site: nil))
            states.append(state(votes))
        }
        return try page(of: taken, through: states, property: "agreement")
    }

    private static func state(_ votes: [[Int]]) -> [SpecValue.Field] {
        [
            .init(
                name: "votes",
                value: .map(
                    votes.enumerated().map { replica, senders in
                        .init(
                            key: .string("r\(replica)"),
                            value: .set(senders.sorted().map { .string("r\($0)") }))
                    }))
        ]
    }

    static func action(_ name: String, _ arguments: [(String, String)]) -> ErasedSpec.ActionOutline {
        .init(name: name, arguments: arguments.map { .init(name: $0, value: .string($1)) })
    }

    /// A run all of whose names and values are the given text.
    static func hostile(_ text: String) throws -> RunPage {
        let states: [[SpecValue.Field]] = [0, 1].map { round in
            [
                .init(name: text, value: .string("\(text)\(round)")),
                .init(name: "set", value: .set([.string(text)])),
            ]
        }
        let step = Trace.Step(action: action(text, [(text, text)]), site: .init(file: text, line: 1))
        return try page(of: [step], through: states, property: text)
    }

    private static func page(
        of steps: [Trace.Step], through states: [[SpecValue.Field]], property: String
    ) throws -> RunPage {
        let trace = Trace(
            of: Instance(spec: property == "agreement" ? "Toy" : property), property: property,
            propertyKind: .always, propertySite: nil, steps: steps, states: states)
        return RunPage(of: trace, OfferHistory(), try links)
    }
}

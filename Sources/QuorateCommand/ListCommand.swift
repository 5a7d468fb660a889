import ArgumentParser
import QuorateLanguage
import QuorateReplay
import QuorateTraces

/// `quorate list`: the specs and claims of the catalog.
struct ListCommand: ParsableCommand {
    enum Format: String, CaseIterable, ExpressibleByArgument { case text, json }

    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract: "Lists the specs with their parameters, properties, mutants and sources, and the claims.")

    @Argument(
        help: ArgumentHelp(
            "Only what has this in its name, as in pbft; everything unless given.", valueName: "name"))
    var name: String?

    @Option(help: "How to print.")
    var format = Format.text

    func run() throws {
        let session = Session.current
        let entries = session.catalog.entries.filter { isWanted($0.standard.name) }
        let questions = try ProvePlan.questions(of: session).filter { isWanted($0.name) }
        if let name, entries.isEmpty, questions.isEmpty {
            let specs = session.catalog.entries.map(\.standard.name)
            throw CommandError.unknownClaim(
                name, known: try ProvePlan.questions(of: session).map(\.name) + specs)
        }
        switch format {
        case .json:
            try session.console.print(
                [
                    "specs": .array(entries.map { $0.json(session.driver(of: $0.standard.name)) }),
                    "claims": .array(questions.map(\.json)),
                ] as JSONValue)
        case .text:
            let specs =
                entries.isEmpty && name == nil
                ? ["The catalog has no specs."]
                : entries.map { $0.text(session.driver(of: $0.standard.name)) }
            try session.console.print((specs + lines(of: questions)).joined(separator: "\n\n"))
        }
    }

    private func isWanted(_ other: String) -> Bool {
        name.map { other.lowercased().contains($0.lowercased()) } ?? true
    }
}

extension ListCommand {
    /// The claims, a line each.
    private func lines(of questions: [Question]) -> [String] {
        if questions.isEmpty { return [] }
        let width = questions.map(\.name.count).max() ?? 0
        // What is expected stands in front of the sentence: some are listed because they are false.
        let lines = questions.map {
            "  \($0.name.padded(to: width))  \($0.expected.padded(to: 7))  \($0.sentence)"
        }
        let title = "Claims about all numbers of replicas and faults, with the answer that is expected"
        return [([title] + lines).joined(separator: "\n")]
    }
}

extension Question {
    fileprivate var json: JSONValue {
        [
            "name": .string(name), "sentence": .string(sentence), "source": .string(source),
            "expected": .string(expected),
        ]
    }
}

extension Catalog.Entry {
    fileprivate func json(_ driver: ReplayTarget?) -> JSONValue {
        [
            "name": .string(standard.name),
            "summary": .string(standard.summary),
            "source": .string(standard.source),
            "assumptions": .array((standard.assumptions?.clauses ?? []).map { .string($0) }),
            "parameters": .array(standard.settings.map(\.json)),
            "properties": .array(
                standard.properties.map { ["name": .string($0.name), "kind": .string($0.kind.rawValue)] }),
            "mutants": .array(
                mutants.map { ["name": .string($0.name), "breaks": .string($0.expectation.property)] }),
            "hasCode": .boolean(driver != nil),
            "mutantsWithCode": .array((driver?.mutantsWithCode ?? []).map { .string($0) }),
        ]
    }

    fileprivate func text(_ driver: ReplayTarget?) -> String {
        var lines = [standard.name]
        if !standard.summary.isEmpty { lines.append("  \(standard.summary)") }
        if !standard.source.isEmpty { lines.append("  source      \(standard.source)") }
        lines += column("assumes", standard.assumptions.map { [$0.description] + $0.notes } ?? [])
        lines += column("parameters", standard.settings.map(\.text))
        lines += column("properties", standard.properties.map { "\($0.name) (\($0.kind.rawValue))" })
        lines += column(
            "mutants",
            mutants.map { "\($0.name) breaks \"\($0.expectation.property)\": \($0.expectation.story)" })
        if let driver {
            let changes = driver.mutantsWithCode.joined(separator: ", ")
            lines += column(
                "real code", ["replay, conform"] + (changes.isEmpty ? [] : ["changed as by \(changes)"]))
        }
        return lines.joined(separator: "\n")
    }

    private func column(_ subject: String, _ items: [String]) -> [String] {
        items.enumerated().map { "  \(($0 == 0 ? subject : "").padded(to: 10))  \($1)" }
    }
}

extension ErasedSpec.Setting {
    fileprivate var json: JSONValue {
        [
            "name": .string(name), "default": JSONValue(value),
            "range": [JSONValue(range.lowerBound), JSONValue(range.upperBound)],
        ]
    }

    fileprivate var text: String { "\(name)=\(value), from \(range.lowerBound) to \(range.upperBound)" }
}

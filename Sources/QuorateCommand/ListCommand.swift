import ArgumentParser
import QuorateLanguage

/// `quorate list`: the specs of the catalog.
struct ListCommand: ParsableCommand {
    enum Format: String, CaseIterable, ExpressibleByArgument { case text, json }

    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract: "Lists the specs with their parameters, properties, mutants and sources.")

    @Option(help: "How to print: \(Format.allCases.map(\.rawValue).joined(separator: " or ")).")
    var format = Format.text

    func run() throws {
        let session = Session.current
        let entries = session.catalog.entries
        switch format {
        case .json:
            let list = JSONText.object(["specs": .array(entries.map(\.json))])
            try session.console.print(list.pretty)
        case .text where entries.isEmpty: try session.console.print("The catalog has no specs.")
        case .text: try session.console.print(entries.map(\.text).joined(separator: "\n\n"))
        }
    }
}

extension Catalog.Entry {
    fileprivate var json: JSONText {
        .object([
            "name": .string(standard.name),
            "summary": .string(standard.summary),
            "source": .string(standard.source),
            "parameters": .array(standard.settings.map(\.json)),
            "properties": .array(
                standard.properties.map {
                    .object(["name": .string($0.name), "kind": .string($0.kind.rawValue)])
                }),
            "mutants": .array(
                mutants.map {
                    .object(["name": .string($0.name), "breaks": .string($0.expectation.property)])
                }),
        ])
    }

    fileprivate var text: String {
        var lines = [standard.name]
        if !standard.summary.isEmpty { lines.append("  \(standard.summary)") }
        if !standard.source.isEmpty { lines.append("  source      \(standard.source)") }
        lines += column("parameters", standard.settings.map(\.text))
        lines += column("properties", standard.properties.map { "\($0.name) (\($0.kind.rawValue))" })
        lines += column(
            "mutants",
            mutants.map { "\($0.name) breaks \"\($0.expectation.property)\": \($0.expectation.story)" })
        return lines.joined(separator: "\n")
    }

    private func column(_ subject: String, _ items: [String]) -> [String] {
        items.enumerated().map { "  \(($0 == 0 ? subject : "").padded(to: 10))  \($1)" }
    }
}

extension ErasedSpec.Setting {
    fileprivate var json: JSONText {
        .object([
            "name": .string(name), "default": .integer(value),
            "range": .array([.integer(range.lowerBound), .integer(range.upperBound)]),
        ])
    }

    fileprivate var text: String { "\(name)=\(value), from \(range.lowerBound) to \(range.upperBound)" }
}

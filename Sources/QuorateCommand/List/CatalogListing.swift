import QuorateExplorer
import QuorateLanguage
import QuorateReplay
import QuorateTraces

/// The specs, claims and costs of a catalog, as far as a name is in theirs.
struct CatalogListing: WholeResult {
    private let entries: [(entry: Catalog.Entry, driver: ReplayTarget?)]
    private let requests: [ProofRequest]
    private let costs: [ListedCost]
    /// Request for everything.
    private let isWhole: Bool

    /// - Throws: ``CommandError`` when nothing has `name` in its own.
    init(of session: Session, named name: String?) throws {
        func isWanted(_ other: String) -> Bool {
            name.map { other.lowercased().contains($0.lowercased()) } ?? true
        }
        let specs = session.catalog.entries
        let known = try ProvePlan.requests(of: session)
        entries = specs.filter { isWanted($0.standard.name) }.map {
            ($0, session.driver(of: $0.standard.name))
        }
        requests = known.filter { isWanted($0.name) }
        costs = ListedCost.all(in: session.catalog).filter { isWanted($0.name) }
        isWhole = name == nil
        if let name, entries.isEmpty, requests.isEmpty, costs.isEmpty {
            throw CommandError.unknownClaim(name, known: known.map(\.name) + specs.map(\.standard.name))
        }
    }

    var json: JSONValue {
        [
            "specs": .array(entries.map { $0.entry.json($0.driver) }),
            "claims": .array(requests.map(\.json)),
            "costs": .array(costs.map(\.json)),
        ]
    }

    var text: String {
        let specs = entries.isEmpty && isWhole ? ["The catalog has no specs."] : groups
        return (specs + claims + costTable).joined(separator: "\n\n")
    }

    /// The specs, those of one subject together under its name.
    private var groups: [String] {
        let subjects = entries.reduce(into: [String]()) { known, listed in
            if !known.contains(listed.entry.subject) { known.append(listed.entry.subject) }
        }
        return subjects.flatMap { subject in
            let members = entries.filter { $0.entry.subject == subject }
            let title = "\(subject.uppercased()): \(Numerals.count(members.count, "spec"))"
            return (subject.isEmpty ? [] : [title]) + members.map { $0.entry.text($0.driver) }
        }
    }

    /// The costs, a line for each protocol.
    private var costTable: [String] {
        if costs.isEmpty { return [] }
        let width = costs.map(\.name.count).max() ?? 0
        let lines = costs.map { "  \($0.name.padded(to: width))  \($0.quantities.joined(separator: ", "))" }
        return [(["Costs of one decision, which `costs` counts"] + lines).joined(separator: "\n")]
    }

    /// The claims, a line each.
    private var claims: [String] {
        if requests.isEmpty { return [] }
        let width = requests.map(\.name.count).max() ?? 0
        // What is expected stands in front of the sentence: some are listed because they are false.
        let lines = requests.map {
            "  \($0.name.padded(to: width))  \($0.expected.padded(to: 7))  \($0.sentence)"
        }
        let title = "Claims about all numbers of replicas and faults, with the answer that is expected"
        return [([title] + lines).joined(separator: "\n")]
    }
}

extension ProofRequest {
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
            "subject": .string(subject),
            "summary": .string(standard.summary),
            "source": .string(standard.source),
            "assumptions": .array((standard.assumptions?.clauses ?? []).map { .string($0) }),
            "parameters": .array(parameters.map(\.json)),
            "properties": .array(
                standard.properties.map { ["name": .string($0.name), "kind": .string($0.kind.rawValue)] }),
            "mutants": .array(
                mutants.map { ["name": .string($0.name), "breaks": .string($0.expectation.property)] }),
            "variants": .array(variants.map { $0.expectation.json(named: $0.name) }),
            "hasCode": .boolean(driver != nil),
            "mutantsWithCode": .array((driver?.mutantsWithCode ?? []).map { .string($0) }),
        ]
    }

    fileprivate func text(_ driver: ReplayTarget?) -> String {
        var lines = [standard.name]
        if !standard.summary.isEmpty { lines.append("  \(standard.summary)") }
        if !standard.source.isEmpty { lines.append("  source      \(standard.source)") }
        lines += column("assumes", standard.assumptions.map { [$0.description] + $0.notes } ?? [])
        lines += column("parameters", parameters.map(\.text))
        lines += column("properties", standard.properties.map { "\($0.name) (\($0.kind.rawValue))" })
        lines += column(
            "mutants",
            mutants.map { "\($0.name) breaks \"\($0.expectation.property)\": \($0.expectation.story)" })
        lines += column("variants", variants.map { "\($0.name) \($0.expectation.text)" })
        if let driver {
            let changes = driver.mutantsWithCode.joined(separator: ", ")
            lines += column(
                "real code", ["replay, conform"] + (changes.isEmpty ? [] : ["changed as by \(changes)"]))
        }
        return lines.joined(separator: "\n")
    }

    private var parameters: [ListedParameter] {
        zip(standard.settings, standard.parameters).map { .init(setting: $0, range: $1.range) }
    }

    private func column(_ subject: String, _ items: [String]) -> [String] {
        items.enumerated().map { "  \(($0 == 0 ? subject : "").padded(to: 10))  \($1)" }
    }
}

extension VariantExpectation {
    fileprivate func json(named name: String) -> JSONValue {
        [
            "name": .string(name), "claim": .string(extent.rawValue), "reason": .string(reason),
            "source": .string(source),
        ]
    }

    fileprivate var text: String { "\(extent.words): \(reason)" + (source.isEmpty ? "" : " (\(source))") }
}

/// A parameter with its default and its range, as a list shows it.
private struct ListedParameter {
    let setting: Instance.Setting
    let range: ClosedRange<Int>

    var json: JSONValue {
        [
            "name": .string(setting.name), "default": JSONValue(setting.value),
            "range": [JSONValue(range.lowerBound), JSONValue(range.upperBound)],
        ]
    }

    var text: String { "\(setting), from \(range.lowerBound) to \(range.upperBound)" }
}

/// A protocol with the quantities that its costs are counted in, as a list shows it.
private struct ListedCost {
    let name: String
    var quantities: [String]

    static func all(in catalog: Catalog) -> [ListedCost] {
        catalog.costs.reduce(into: []) { listed, figure in
            let quantity = figure.quantity.rawValue
            guard let known = listed.firstIndex(where: { $0.name == figure.name }) else {
                return listed.append(ListedCost(name: figure.name, quantities: [quantity]))
            }
            if !listed[known].quantities.contains(quantity) { listed[known].quantities.append(quantity) }
        }
    }

    var json: JSONValue {
        ["name": .string(name), "quantities": .array(quantities.map { .string($0) })]
    }
}

import Foundation
import QuorateLanguage
import QuorateSpecs
import QuorateTraces

@testable import QuorateCommand

/// A schedule as `quorate export --as-scenario` writes it, read as a harness would that knows nothing else.
struct AttackScenario {
    struct Step {
        let replica: String
        let action: String
        let arguments: JSONValue
        /// Messages of faulty replicas, by their sender.
        var fromFaulty: [(sender: String, message: JSONValue)]
        /// The last step of a correct replica whose messages have arrived.
        var fromCorrect: [String: Int]
    }

    /// Something that is not of the form, or of another version of it.
    struct Malformed: Error, CustomStringConvertible { let description: String }

    let spec: String
    let mutant: String?
    let variant: String?
    let parameters: [String: Int]
    let replicas: [String]
    let faulty: [String]
    let start: JSONValue
    var steps: [Step]
    let repeatsFrom: Int?
    let property: String

    /// The scenario of a kept counterexample, as the command writes it.
    init(ofCounterexample path: String) throws {
        try self.init(ScenarioFile(CatalogTrace(file: path, in: catalog)).json.line)
    }

    /// - Throws: ``Malformed`` for a field or a version that this reader does not know.
    init(_ text: String) throws {
        let whole = try Fields(
            JSONValue(parsing: Data(text.utf8)),
            [
                "scenario", "spec", "mutant", "variant", "parameters", "replicas", "correct", "faulty",
                "start",
                "steps", "repeatsFrom", "end",
            ])
        guard try whole.number("scenario") == 1 else { throw Malformed(description: "another version") }
        let end = try Fields(whole["end"], ["property", "kind", "says", "state"])
        spec = try whole.text("spec")
        mutant = try whole.isNull("mutant") ? nil : whole.text("mutant")
        variant = try whole.isNull("variant") ? nil : whole.text("variant")
        parameters = try whole.numbers("parameters")
        (replicas, faulty) = (try whole.texts("replicas"), try whole.texts("faulty"))
        guard try Set(replicas) == Set(faulty).union(whole.texts("correct")) else {
            throw Malformed(description: "a replica that is neither correct nor faulty")
        }
        start = whole["start"]
        steps = try whole.list("steps").enumerated().map { try Self.step($1, number: $0 + 1) }
        repeatsFrom = try whole.isNull("repeatsFrom") ? nil : whole.number("repeatsFrom")
        property = try end.text("property")
    }

    private static func step(_ value: JSONValue, number: Int) throws -> Step {
        let step = try Fields(
            value, ["step", "replica", "action", "arguments", "fromFaulty", "fromCorrect", "changes"])
        guard try step.number("step") == number else { throw Malformed(description: "a step is missing") }
        for change in try step.list("changes") { _ = try Fields(change, ["place", "before", "after"]) }
        let heard = try step.list("fromCorrect").map { value in
            let heard = try Fields(value, ["from", "throughStep"])
            return (try heard.text("from"), try heard.number("throughStep"))
        }
        return Step(
            replica: try step.text("replica"), action: try step.text("action"), arguments: step["arguments"],
            fromFaulty: try step.list("fromFaulty").map { value in
                let message = try Fields(value, ["from", "message"])
                return (try message.text("from"), message["message"])
            }, fromCorrect: Dictionary(uniqueKeysWithValues: heard))
    }
}

/// An object of which every field is known.
private struct Fields {
    private let value: JSONValue

    init(_ value: JSONValue, _ names: Set<String>) throws {
        guard case .object(let members) = value, Set(members.map(\.key)) == names,
            members.count == names.count
        else { throw AttackScenario.Malformed(description: "not just the fields \(names.sorted())") }
        self.value = value
    }

    subscript(_ name: String) -> JSONValue { value[name] ?? .null }

    func isNull(_ name: String) throws -> Bool { if case .null = self[name] { true } else { false } }

    func text(_ name: String) throws -> String {
        guard case .string(let text) = self[name] else { throw wrong(name) }
        return text
    }

    func number(_ name: String) throws -> Int {
        guard let number = self[name].integer else { throw wrong(name) }
        return number
    }

    func list(_ name: String) throws -> [JSONValue] {
        guard let elements = self[name].elements else { throw wrong(name) }
        return elements
    }

    func texts(_ name: String) throws -> [String] {
        try list(name).map { value in
            guard case .string(let text) = value else { throw wrong(name) }
            return text
        }
    }

    func numbers(_ name: String) throws -> [String: Int] {
        guard case .object(let members) = self[name] else { throw wrong(name) }
        return try Dictionary(
            uniqueKeysWithValues: members.map { member in
                guard let number = member.value.integer else { throw wrong(name) }
                return (member.key, number)
            })
    }

    private func wrong(_ name: String) -> AttackScenario.Malformed {
        .init(description: "\"\(name)\" is something else")
    }
}

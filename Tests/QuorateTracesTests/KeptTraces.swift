import Foundation
import QuorateLanguage
import Testing

@testable import QuorateSpecs
@testable import QuorateTraces

/// The files in `Counterexamples`, with their specs.
struct KeptTrace: Sendable, CustomTestStringConvertible {
    /// Spec and name, as in `TwoPhaseCommit/hasty-commit`.
    let name: String
    let data: Data
    let trace: Trace
    let spec: ErasedSpec

    var testDescription: String { name }

    /// All of them, first those that are read and walked fastest.
    static let all: [KeptTrace] = {
        let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().appending(path: "Counterexamples").path
        let files = try! FileManager.default.subpathsOfDirectory(atPath: folder).filter {
            $0.hasSuffix(".itf.json")
        }
        return files.map { try! KeptTrace(file: $0, in: folder) }
            .map { ($0, cost: $0.data.count + 200 * $0.spec.initialStates().count) }
            .sorted { ($0.cost, $0.0.name) < ($1.cost, $1.0.name) }.map(\.0)
    }()

    private init(file: String, in folder: String) throws {
        name = String(file.dropLast(".itf.json".count))
        data = try Data(contentsOf: URL(filePath: "\(folder)/\(file)"))
        trace = try ITF.trace(from: data)
        spec = try catalog.entry(trace.spec).spec(settings: trace.instance.values, mutant: trace.mutant)
    }

    /// The file as a tool writes it that has no fields of ours.
    var foreignData: Data {
        guard case .object(let members) = try! JSONParser.parse(data) else { return data }
        let foreign = JSONValue.object(members.filter { $0.key != "#meta" })
        return Data(JSONPrinter(width: 110) { depth, _ in depth <= 1 }.text(foreign).utf8)
    }
}

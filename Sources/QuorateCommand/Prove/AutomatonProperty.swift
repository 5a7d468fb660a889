import Foundation
import QuorateProver
import QuorateTraces

/// Property of a threshold automaton in a file.
struct AutomatonProperty {
    /// Path of the file.
    let file: String
    private let decision: AutomatonDecision
    private let position: Int
    /// Name of the automaton, which is the file's without folder and ending.
    let automaton: String

    /// The largest file that is read, in bytes: a hundred times the largest that anybody published.
    private static let sizeLimit = 32 << 20

    /// True for the name of a file, which no claim and no spec has.
    static func isFile(_ name: String) -> Bool { name.hasSuffix(".ta") }

    /// All properties of the automaton in the file at `path`.
    ///
    /// - Throws: ``CommandError`` for a file that is no automaton, `TraceInputOutputError` for one that cannot be read.
    static func all(inFile path: String) throws -> [AutomatonProperty] {
        let text = try text(ofFile: path)
        do {
            let automaton = try ThresholdAutomaton(reading: text, file: path)
            let decision = try AutomatonDecision(automaton)
            guard !decision.properties.isEmpty else { throw NoProperties() }
            return decision.properties.indices.map {
                .init(file: path, decision: decision, position: $0, automaton: automaton.name)
            }
        } catch {
            throw CommandError.refusedAutomaton(file: path, reason: error)
        }
    }

    /// A proof of nothing would look like a success.
    private struct NoProperties: Error, CustomStringConvertible {
        var description: String { "there are no specifications, so there is nothing to prove" }
    }

    private static func text(ofFile path: String) throws -> String {
        do {
            let file = try FileHandle(forReadingFrom: URL(fileURLWithPath: path))
            let data = try file.read(upToCount: sizeLimit + 1) ?? Data()
            guard data.count <= sizeLimit else {
                throw TraceInputOutputError(path: path, reason: "it has more than \(sizeLimit) bytes")
            }
            return String(decoding: data, as: UTF8.self)
        } catch let error as TraceInputOutputError {
            throw error
        } catch {
            throw TraceInputOutputError(path: path, reason: ITF.reason(of: error))
        }
    }

    /// Name on reports, as in `strb.relay`.
    var name: String { "\(automaton).\(decision.properties[position])" }

    /// Sentence for a reader.
    var sentence: String {
        "The property \(decision.properties[position]) of the automaton \(automaton) is true of every run."
    }

    /// Decides the property.
    func decide(timeLimit: Duration) -> AutomatonFinding { decision.decide(position, timeLimit: timeLimit) }

    /// Questions that are put to the solver, as files.
    var obligations: [Obligation] { decision.obligations(position) }
}

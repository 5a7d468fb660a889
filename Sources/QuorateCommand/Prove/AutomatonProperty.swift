import Foundation
import QuorateLanguage
import QuorateProver
import QuorateTraces

/// Property of a threshold automaton, in a file or among those that come with Quorate.
struct AutomatonProperty {
    /// Path of the file, or nil.
    let file: String?
    /// Name of the automaton, which is a file's without folder and ending, with a dot and the mutant's if it is one.
    let automaton: String
    /// True for a mutant, which is to lose the property.
    let isToBreak: Bool
    /// Suppositions in lines beside the automaton's own about its parameters.
    private(set) var suppositions: [String] = []
    private let decision: AutomatonDecision
    private let position: Int
    /// Idle parts of a file's automaton, which all its properties share.
    private var known: KnownIdleParts?

    /// Number of the automaton's rules.
    var ruleCount: Int { decision.automaton.rules.count }

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
            let decision = try AutomatonDecision(reading: text, file: path)
            guard !decision.properties.isEmpty else { throw NoProperties() }
            return all(of: decision, inFile: path)
        } catch {
            throw CommandError.refusedAutomaton(file: path, reason: error)
        }
    }

    private static func all(of decision: AutomatonDecision, inFile path: String?) -> [AutomatonProperty] {
        let known = path.map { _ in KnownIdleParts(of: decision) }
        return decision.properties.indices.map {
            .init(
                file: path, automaton: decision.automaton.name, isToBreak: false, decision: decision,
                position: $0, known: known)
        }
    }

    /// All properties of an automaton that comes with Quorate.
    ///
    /// - Parameter suppositions: Lines that are supposed beside the conditions on the parameters.
    /// - Throws: `SpecError` when it means nothing.
    static func all(
        of automaton: ThresholdAutomaton, supposing suppositions: [String] = []
    ) throws -> [AutomatonProperty] {
        var all = all(of: try decision(of: automaton), inFile: nil)
        for position in all.indices { all[position].suppositions = suppositions }
        return all
    }

    /// The property that the mutant is to lose.
    ///
    /// - Throws: `SpecError` when it means nothing, or has no such property.
    static func broken(by mutant: ThresholdAutomaton.Mutant) throws -> AutomatonProperty {
        let decision = try decision(of: mutant.automaton)
        guard let position = decision.properties.firstIndex(of: mutant.breaks) else {
            throw SpecError(
                spec: mutant.automaton.name,
                message: "the mutant \(mutant.name) breaks \(mutant.breaks), which is no property of it")
        }
        return .init(
            file: nil, automaton: "\(mutant.automaton.name).\(mutant.name)", isToBreak: true,
            decision: decision, position: position)
    }

    private static func decision(of automaton: ThresholdAutomaton) throws -> AutomatonDecision {
        do { return try AutomatonDecision(automaton) } catch {
            throw SpecError(spec: automaton.name, message: error.description)
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
    var name: String { "\(automaton).\(property)" }

    /// The property's own name.
    var property: String { decision.properties[position] }

    /// True for a property that asks that something happens.
    var isLiveness: Bool { decision.isLiveness(position) }

    /// Paper and section, or the path of the file.
    var source: String { file ?? decision.automaton.source }

    /// Conditions on the parameters in words, as in `n > 3t and t ≥ f`; nil where there are none.
    var condition: String? { decision.automaton.condition }

    /// Suppositions in lines, those about the parameters first.
    var supposed: [String] { (condition.map { [$0] } ?? []) + suppositions }

    /// Sentence for a reader.
    var sentence: String {
        let words = decision.automaton.sentence
        let subject = words.isEmpty ? "The property" : "\(words) Its property"
        let supposed = condition.map { " if \($0)" } ?? ""
        let truth = isToBreak ? "not true" : "true"
        return "\(subject) \(decision.properties[position]) is \(truth) of every run\(supposed)."
    }

    /// Rules and locations of a file's automaton that matter to no run; none for those that come with Quorate.
    var idleParts: IdleParts? { known?.parts }

    /// Decides the property.
    func decide(timeLimit: Duration) -> AutomatonFinding { decision.decide(position, timeLimit: timeLimit) }

    /// Decides the property, and looks for a certificate.
    func decideWithCertificate(timeLimit: Duration) -> AutomatonFinding {
        decision.decideWithCertificate(position, timeLimit: timeLimit)
    }

    /// Looks for the weakest conditions on the parameters.
    func bound(timeLimit: Duration) -> AutomatonBound { decision.bound(position, timeLimit: timeLimit) }

    /// Questions that are put to the solver, as files.
    ///
    /// A mutant's run is expected, and its files do not replace those of the protocol.
    var obligations: [Obligation] {
        isToBreak
            ? decision.obligations(position, ofMutant: automaton) : decision.obligations(position)
    }
}

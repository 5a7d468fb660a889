import QuorateExplorer
import QuorateLanguage
import QuorateReplay
import QuorateTraces

/// The text of a Swift Testing file that keeps one run of a spec.
struct SwiftTestFile {
    private let trace: Trace
    private let run: ScriptedRun
    private let program: String
    /// The spec's type, which may be called otherwise than the spec.
    private let type: SwiftTypeName
    /// Reason why the spec without its mutant or variant does not have the run; nil for a run that needs neither.
    private let refusal: TraceMismatch?
    /// The driver of the spec, if it has one, and what becomes of the run on real code.
    private let target: ReplayTarget?
    private let replays: [(isMutant: Bool, outcome: String)]

    init(_ walked: CatalogTrace, in session: Session) throws {
        let (catalog, program) = (session.catalog, session.program)
        let target = session.driver(of: walked.trace.spec)
        self.target = target
        replays = try [false, true].compactMap { isMutant in
            guard let target, !isMutant || walked.trace.mutant != nil else { return nil }
            let outcome = try target.replay(walked.trace, isMutant).outcome
            return outcome == .noSuchCode ? nil : (isMutant, "\(outcome)")
        }
        trace = walked.trace
        run = ScriptedRun(walked.trace, of: walked.spec)
        self.program = program
        type = SwiftTypeName(reflected: walked.spec.callName)
        let isChanged = !walked.trace.instance.changes.isEmpty
        refusal = isChanged ? Self.refusal(of: run, in: catalog, walked.trace.spec) : nil
    }

    private var tests: [String] {
        [provingTest] + (refusal.map { [refusingTest($0) + (replays.isEmpty ? "" : "\n")] } ?? [])
            + (replays.isEmpty ? [] : [replayingTest])
    }

    /// Number of tests in the file.
    var testCount: Int { tests.count }

    /// The file.
    var text: String {
        head + "\n" + suite(tests.joined(separator: "\n"))
    }

    private static func refusal(
        of run: ScriptedRun, in catalog: Catalog, _ spec: String
    ) -> TraceMismatch? {
        do { _ = try run.withoutMutant.withoutVariant.trace(in: catalog.entry(spec)) } catch {
            return error as? TraceMismatch
        }
        return nil
    }

    private var head: String {
        """
        // Written by `\(program.singleLine) export`. It belongs into a test target that depends on Quorate and on the
        // module of the spec; where the spec is made otherwise than by \(type.expression)(), say so below.
        import Quorate
        import Testing
        \(modules.isEmpty ? "" : "\n" + modules.map { "@testable import \($0)\n" }.joined())
        """
    }

    /// The modules of the spec and of its driver.
    private var modules: [String] {
        Set([type.module, driverType?.module].compactMap(\.self)).sorted()
    }

    private var driverType: SwiftTypeName? { target.map { SwiftTypeName(reflected: $0.driver) } }

    /// The run on real code.
    private var replayingTest: String {
        let expectations = replays.map { replay in
            """
                    let \(replay.isMutant ? "changed" : "shipped") = try target.replay(trace, \(replay.isMutant))
                    #expect("\\(\(replay.isMutant ? "changed" : "shipped").outcome)" == \(replay.outcome.swiftLiteral))
            """
        }
        return """
                /// The shipped code, and where there is such a change the changed code.
                @Test func runsOnRealCode() throws {
                    let target = ReplayTarget.driver(\(driverType?.expression ?? "").self, for: \(type.expression)())
                    let trace = try run.trace(in: spec)
            \(expectations.joined(separator: "\n"))
                }

            """
    }

    private func suite(_ tests: String) -> String {
        """
        /// \(instance): \(verb) "\(trace.property.singleLine)" \(length).
        @Suite struct \(typeName) {
            private let spec = Catalog.Entry.spec(\(type.expression)())

            private let run = ScriptedRun(
        \(arguments.map { "        \($0)" }.joined(separator: ",\n")),
                steps: \(Self.literal(run.steps.map(\.swiftLiteral), always: true))\(run.loop.map { ", loop: \($0)" } ?? ""))

        \(tests)
        }

        """
    }

    private var provingTest: String {
        """
            @Test func \(trace.propertyKind == .reachable ? "meetsTheProperty" : "breaksTheProperty")() {
                #expect(throws: Never.self) { try run.trace(in: spec) }
            }

        """
    }

    private func refusingTest(_ refusal: TraceMismatch) -> String {
        """
            /// \(explanation(of: refusal))
            @Test func isRefusedWithoutThe\(change.capitalized)() {
                let refusal = #expect(throws: TraceMismatch.self) { try run.without\(change.capitalized).trace(in: spec) }
                #expect(\(expectation(of: refusal)))
            }
        """
    }
}

extension SwiftTestFile {
    private var length: String {
        let steps = Numerals.count(trace.steps.count, "step")
        guard let loop = trace.loop else { return "after \(steps)" }
        return "in \(steps), those from \(loop.start + 1) on for ever"
    }

    private var verb: String { trace.propertyKind == .reachable ? "meets" : "breaks" }

    /// Spec, mutant or variant and parameters, as a rendering begins.
    private var instance: String {
        trace.instance.parts.joined(separator: ", ").singleLine
    }

    /// Kind of the change without which the spec refuses the run.
    private var change: String { trace.variant == nil ? "mutant" : "variant" }

    /// Arguments in front of the steps.
    private var arguments: [String] {
        var arguments: [String] = []
        if !trace.instance.settings.isEmpty {
            let pairs = trace.instance.settings.map { "\($0.name.swiftLiteral): \($0.value)" }
            arguments.append("parameters: \(Self.literal(pairs))")
        }
        if let mutant = trace.mutant { arguments.append("mutant: \(mutant.swiftLiteral)") }
        if let variant = trace.variant { arguments.append("variant: \(variant.swiftLiteral)") }
        arguments.append("property: \(trace.property.swiftLiteral)")
        if !run.start.isEmpty {
            arguments.append("start: \(Self.literal(run.start.map(\.swiftLiteral)))")
        }
        return arguments
    }

    /// The elements as a collection literal: in one line, or a line for each where they would not fit.
    ///
    /// - Parameter opens: whether more than one element is a line each in any case.
    private static func literal(_ elements: [String], always opens: Bool = false) -> String {
        let line = "[\(elements.joined(separator: ", "))]"
        if elements.count < 2 || !opens && line.count < 80 { return line }
        return "[\n" + elements.map { "            \($0),\n" }.joined() + "        ]"
    }

    /// The name of the suite, as in `TwoPhaseCommitHastyCommitTests`.
    private var typeName: String {
        let words = (trace.instance.changes.first ?? trace.property).split {
            !($0.isASCII && ($0.isLetter || $0.isNumber))
        }
        return type.word + words.map { $0.prefix(1).uppercased() + $0.dropFirst() }.joined() + "Tests"
    }

    private func explanation(of refusal: TraceMismatch) -> String {
        if case .unfairLoop(_, let reason) = refusal {
            return "Without the \(change) it is a run too, and \(reason.singleLine)."
        }
        guard let step = refusal.step else {
            return
                "Without the \(change) it is a run too, and its last state does not \(verb.dropLast()) the property."
        }
        if step == 0 { return "Without the \(change) no run begins like this." }
        return "Without the \(change) step \(step), `\(run.steps[step - 1].singleLine)`, is not enabled."
    }

    private func expectation(of refusal: TraceMismatch) -> String {
        if let step = refusal.step { return "refusal?.step == \(step)" }
        switch refusal {
        case .openLoop(let state): return "refusal == .openLoop(state: \(state))"
        case .unfairLoop(let name, let reason):
            return "refusal == .unfairLoop(\(name.swiftLiteral), \(reason.swiftLiteral))"
        default:
            return
                "refusal == .propertyNotHit(\(trace.property.swiftLiteral), kind: .\(trace.propertyKind.rawValue))"
        }
    }
}

extension String {
    /// The text as a Swift string literal.
    fileprivate var swiftLiteral: String { ForeignText.literal(self) }

    /// The text without anything that could end a comment.
    fileprivate var singleLine: String {
        String(swiftLiteral.dropFirst().dropLast()).replacing("\\\"", with: "\"")
    }
}

import ArgumentParser
import Foundation
import QuorateExplorer

/// `quorate prove`: decides claims for all numbers of replicas.
struct ProveCommand: AsyncParsableCommand {
    enum Format: String, CaseIterable, ExpressibleByArgument { case text, json }

    static let configuration = CommandConfiguration(
        commandName: "prove",
        abstract: "Decides claims about quorums for all numbers of replicas and faults, by logic.",
        discussion: """
            Without a CLAIM all claims of the catalog are decided, each against the verdict expected of it. A CLAIM is a \
            claim's name, the name of a spec (all that its quorums stand on, with its own thresholds), or both with a dot.

            A proof comes with a certificate that is re-checked without the solver. A refuted claim comes with the smallest \
            counterexample, and if it names a spec, that spec is explored with the counterexample's numbers.
            """)

    @Argument(help: ArgumentHelp("The claims or specs; all claims unless given.", valueName: "claim"))
    var claims: [String] = []

    @Option(help: ArgumentHelp("Take the thresholds of this mutant of the spec.", valueName: "name"))
    var mutant: String?

    @Option(
        name: .customLong("time-limit"), parsing: .unconditional,
        help: ArgumentHelp("Seconds that one claim may take.", valueName: "s"))
    var secondLimit: Double = 10

    @Option(
        help: ArgumentHelp(
            "Write each question to the solver as an SMT-LIB 2 file in this folder.", valueName: "folder"))
    var smt2: String?

    @Option(help: "How to print.")
    var format = Format.text

    func run() async throws {
        let session = Session.current
        guard secondLimit > 0, secondLimit <= 1e6 else {
            throw CommandError.tooSmall(
                option: "--time-limit", value: Figure.asGiven(secondLimit),
                least: "a number of seconds above 0, at most 1000000")
        }
        let plan = try ProvePlan(claims, mutant: mutant, session: session)
        if let smt2 {
            let count = try SMTExport(folder: smt2).write(plan.questions)
            session.console.note(
                count == 0
                    ? "nothing was written to \(smt2): what was asked for is computed, without the solver"
                    : "\(Figure.count(count, "file")) written to \(smt2)")
        }
        session.interrupt.heed()
        let runner = ProveRunner(
            plan: plan, catalog: session.catalog, timeLimit: .seconds(secondLimit),
            interrupt: session.interrupt)
        let status = try await runner.run(reporter: reporter(of: plan, in: session))
        if status != .asExpected { throw EndedWithStatus(status: status) }
    }

    private func reporter(of plan: ProvePlan, in session: Session) -> any ProveReporter {
        switch format {
        case .text: ProveText(console: session.console, program: session.program, plan: plan)
        case .json: ProveJSON(console: session.console)
        }
    }
}

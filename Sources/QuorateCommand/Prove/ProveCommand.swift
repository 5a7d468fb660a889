import ArgumentParser
import Foundation
import QuorateExplorer

/// `quorate prove`: decides claims for all numbers of replicas.
struct ProveCommand: AsyncParsableCommand, PrintingCommand {
    static let formats: [Format] = [.text, .json, .junit, .sarif, .github, .markdown]

    static let configuration = CommandConfiguration(
        commandName: "prove",
        abstract: "Decides claims about quorums for all numbers of replicas and faults, by logic.",
        discussion: """
            Without a CLAIM all claims of the catalog are decided, each against the verdict expected of it. A CLAIM is a \
            claim's name, the name of a spec (all that its quorums stand on, with its own thresholds), or both with a dot. \
            A file that ends in .ta is a threshold automaton as ByMC and TACO write it: each of its specifications, safety \
            and liveness, is decided for all values of its parameters.

            A proof comes with a certificate that is re-checked without the solver. A refuted claim comes with the smallest \
            counterexample, and if it names a spec, that spec is explored with the counterexample's numbers.

            Besides claims there are models of protocols, as in paxos, which are proved by induction for any number of \
            replicas; what is supposed of quorums are claims, by name. With --mutant the model is wrong on purpose, and what \
            it breaks is shown: a state, an action, and the state after it. With the name of a model, or of a spec that has \
            a picture in one, every step of the spec is held against the model, at a few small sizes: the chain from the \
            proof to the spec, of which each link says what it does not show.
            """)

    @Argument(
        help: ArgumentHelp(
            "The claims, specs or files of automata; all claims unless given.", valueName: "claim"),
        completion: .claims)
    var claims: [String] = []

    @Option(
        help: ArgumentHelp(
            "Take the thresholds of this mutant of the spec, or this mutant of the model or automaton.",
            valueName: "name")
    )
    var mutant: String?

    @Option(help: ArgumentHelp("Take the thresholds of this variant of the spec.", valueName: "name"))
    var variant: String?

    @Flag(
        help:
            "Look for the weakest conditions on the parameters under which each property of the automata is true."
    )
    var bounds = false

    @Flag(
        help:
            "Look for invariants of the model that nobody has written, and prove it with as few of its own as are found."
    )
    var harvest = false

    @Flag(
        help: "Take real replicas through the steps of each spec of the chain that has them, as conform does."
    )
    var conform = false

    @Option(
        name: .customLong("time-limit"), parsing: .unconditional,
        help: ArgumentHelp(
            "Seconds that one claim may take, or each fact that a statement about all rounds stands on, 10 unless given; where it is given, the search of a spec's steps too, and a harvest, which has \(Int(ProveRunner.usualHarvestLimit)) otherwise.",
            valueName: "s"))
    var givenLimit: Double?

    /// Seconds that one claim may take where nobody says otherwise.
    static let usualSecondLimit = 10.0

    @Option(
        help: ArgumentHelp(
            "Write each question to the solver as an SMT-LIB 2 file in this folder.", valueName: "folder"))
    var smt2: String?

    @OptionGroup var output: OutputOptions<Self>

    func run() async throws {
        let session = Session.current
        let secondLimit = givenLimit ?? Self.usualSecondLimit
        guard secondLimit > 0, secondLimit <= 1e6 else {
            throw CommandError.tooSmall(
                option: "--time-limit", value: Numerals.asGiven(secondLimit),
                least: "a number of seconds above 0, at most 1000000")
        }
        try refuseWithHarvest()
        let plan = try ProvePlan(
            claims, mutant: mutant, variant: variant, asksForBounds: bounds, asksForHarvest: harvest,
            asksForCode: conform, session: session)
        if let smt2 {
            let count = try SMTExport(folder: smt2, claims: session.catalog.claims).write(plan.requests)
            session.console.note(
                count == 0
                    ? "nothing was written to \(smt2): what was asked for is computed, without the solver"
                    : "\(Numerals.count(count, "file")) written to \(smt2)")
        }
        let runner = ProveRunner(
            plan: plan, catalog: session.catalog, timeLimit: .seconds(secondLimit),
            limits: .init(seconds: givenLimit),
            interrupt: session.interrupt)
        let reporter: any Reporter<ProofResult> = try output.reporter(among: [
            .text: ProveText(console: session.console, program: session.program, plan: plan),
            .json: ProveJSON(console: session.console),
            .junit: ProveJUnit(
                console: session.console, program: session.program, sources: session.sources),
            .sarif: SARIFReporter<ProofResult>(of: "prove", in: session),
            .github: GitHubReporter<ProofResult>(of: "prove", in: session) {
                ProveText(console: $0, program: session.program, plan: plan)
            },
            .markdown: MarkdownReporter<ProofResult>(of: "prove", in: session),
        ])
        try await runner.run(reporter: reporter).end()
    }

    /// A mutant's invariants are not to be found, and the questions that are written are those of the model as it is.
    private func refuseWithHarvest() throws {
        guard harvest else { return }
        let others = [
            ("--mutant", mutant != nil), ("--variant", variant != nil), ("--bounds", bounds),
            ("--smt2", smt2 != nil), ("--conform", conform),
        ]
        if let (other, _) = others.first(where: \.1) {
            throw CommandError.optionsExclude(
                "--harvest", other,
                because: "a harvest is of a model as it is, which it proves in another way")
        }
    }
}

import QuorateLanguage
import Testing

@testable import QuorateCommand
@testable import QuorateReplay
@testable import Toys

/// Every command prints something well-formed in each format that it promises, and refuses each other one.
@Suite struct PromisedFormatTests {
    @Test(arguments: Format.allCases)
    func everyCommand(format: Format) async throws {
        let lines: [(String, any PrintingCommand.Type)] = [
            ("check Staircase", CheckCommand.self), ("check Listeners --adversary-twin", CheckCommand.self),
            ("prove", ProveCommand.self), ("conform Staircase", ConformCommand.self),
            ("replay FILE", ReplayCommand.self), ("list", ListCommand.self),
            ("bounds masking", BoundsCommand.self), ("costs", CostsCommand.self),
            ("availability --failure 0.1 --replicas 5", AvailabilityCommand.self),
            ("bit-flips --replicas 4", BitFlipsCommand.self), ("mutate Committee", MutateCommand.self),
            ("diff --base-program a --head-program b --spec Staircase --max-states 2", DiffCommand.self),
        ]
        let catalog = Catalog(
            fixtures.entries + [.spec(Listeners(.hearsCorrectOnly)), .spec(Committee())],
            claims: [ProveTests.holds, ProveTests.fails],
            costs: [CostFigure("A", "n = 1", .rounds, formula: "2", gives: 2, stated: .exactly(2))])
        try await withTemporaryFolder { folder in
            _ = await quorate(["check", "Staircase", "--mutant", "leap", "--export", folder])
            for (line, command) in lines {
                let words = line.replacing("FILE", with: "\(folder)/Staircase/leap.itf.json")
                let outcome = await quorate(
                    words.split(separator: " ").map(String.init) + ["--format", format.rawValue],
                    over: catalog
                ) {
                    $0.drivers = [ReplayTarget.driver(StairsDriver<Seeing>.self, for: Staircase())]
                    $0.sources = sources
                    $0.environment = [:]
                    $0.freshProcess = { _ in "" }
                    $0.mutantProcess = mutantsInProcess(over: catalog)
                    $0.startSide = { side, _, arguments in
                        try InProcessSide.start(side, side == .base ? fixtures : catalog, arguments)
                    }
                }
                if command.formats.contains(format) {
                    let problem = outcome.problem(as: format)
                    #expect(problem == nil && outcome.status < 64, "\(line): \(problem ?? "") \(outcome)")
                } else {
                    #expect(outcome.status == 64 && outcome.output == "", "\(line)")
                    #expect(outcome.errors.contains("'\(format.rawValue)' is invalid"), "\(outcome.errors)")
                }
            }
        }
    }
}

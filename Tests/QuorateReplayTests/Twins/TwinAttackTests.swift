import QuorateSpecs
import QuorateTraces
import Testing

@testable import PBFTSpecs
@testable import QuorateCommand
@testable import QuorateDrivers
@testable import QuorateReplay

/// Every kept counterexample of PBFT as an attack by twins, on the code that ships and on that with the mutant's change;
/// the documentation has the same table.
@Suite struct TwinAttackTests {
    /// The changed code has no part of a mutant where there is no outcome.
    static let table: [(file: String, shipped: TwinAttack.Outcome, changed: TwinAttack.Outcome?)] = [
        ("agreement", .refused(step: 3), nil),
        ("any-certificate", .refused(step: 11), .reproduced),
        ("hasty-client", .withstood, .needsForged(step: 5, "reply")),
        ("hasty-tentative-client", .withstood, nil),
        ("ignored-certificates", .refused(step: 7), .reproduced),
        ("late-commit", .refused(step: 5), .reproduced),
        ("no-commit-phase", .withstood, .reproduced),
        ("no-view-change", .followed, .followed),
        ("prepare-quorum-2f", .needsForged(step: 2, "prepare"), .reproduced),
        ("quorum-2f", .needsForged(step: 2, "prepare"), .reproduced),
        ("quorum-f-plus-1", .needsForged(step: 2, "prepare"), .reproduced),
        ("quorum-of-all", .followed, .followed),
        ("replicas-3f", .needsForged(step: 2, "prepare"), .reproduced),
        // The VIEW-CHANGEs that twins have sent oblige the primary to the other request.
        ("unchecked-certificate", .refused(step: 7), .refused(step: 7)),
        (
            "unchecked-request-liveness", .needsForged(step: 1, "prePrepare"),
            .needsForged(step: 1, "prePrepare")
        ),
        ("unchecked-request", .needsForged(step: 1, "prePrepare"), .needsForged(step: 1, "prePrepare")),
    ]

    @Test(arguments: table)
    func twins(file: String, shipped: TwinAttack.Outcome, changed: TwinAttack.Outcome?) throws {
        #expect(shipped != .reproduced)
        #expect(try attack(file, onChanged: false)?.outcome() == shipped)
        #expect(try attack(file, onChanged: true)?.outcome() == changed)
    }

    @Test func everyKeptCounterexampleIsInTheTable() {
        let files = CounterexampleTests.files.filter { $0.hasPrefix("PBFT/") }
        #expect(Set(files) == Set(Self.table.map { "PBFT/\($0.file).itf.json" }))
    }

    /// An honest primary by itself proposes one request: it takes two of them to propose two.
    @Test(arguments: ["quorum-2f", "quorum-f-plus-1", "replicas-3f", "no-commit-phase"])
    func oneInstanceDoesNotDo(file: String) throws {
        var attack = try #require(try attack(file, onChanged: true))
        attack.instances = 1
        #expect(try attack.outcome() != .reproduced)
    }

    /// It is the schedule that leads the attack: with less in it there is none.
    @Test(arguments: ["prepare-quorum-2f"])
    func lessIsNotEnough(file: String) throws {
        let whole = try scenario(file)
        var kinds = Set<Bool>()
        for number in whole.steps.indices {
            for isFaulty in [true, false] {
                var less = whole
                if isFaulty {
                    less.steps[number].fromFaulty = []
                } else {
                    less.steps[number].fromCorrect = [:]
                }
                let outcome = try attack(less, onChanged: true)?.outcome()
                if outcome != .reproduced { kinds.insert(isFaulty) }
            }
        }
        #expect(kinds == [true, false])
    }

    @Test func readerRefusesWhatItDoesNotKnow() throws {
        let text = try ScenarioFile(CatalogTrace(file: path("prepare-quorum-2f"), in: catalog)).json.line
        _ = try AttackScenario(text)
        for (known, other) in [
            ("\"scenario\": 1", "\"scenario\": 2"), ("\"faulty\"", "\"guilty\""),
            ("\"throughStep\"", "\"through\""), ("\"step\": 2", "\"step\": 3"),
            ("\"repeatsFrom\": null", "\"repeatsFrom\": null, \"more\": 1"),
        ] {
            #expect(text.contains(known), "\(known)")
            #expect(throws: AttackScenario.Malformed.self, "\(other)") {
                try AttackScenario(text.replacing(known, with: other))
            }
        }
    }

    private func path(_ file: String) -> String {
        CounterexampleTests.folder.appendingPathComponent("PBFT/\(file).itf.json").path
    }

    private func scenario(_ file: String) throws -> AttackScenario {
        try AttackScenario(ofCounterexample: path(file))
    }

    private func attack(_ file: String, onChanged isChanged: Bool) throws -> TwinAttack? {
        try attack(scenario(file), onChanged: isChanged)
    }

    private func attack(_ scenario: AttackScenario, onChanged isChanged: Bool) throws -> TwinAttack? {
        let run = try ScenarioRun(scenario)
        var sound = run.spec
        (sound.mutant, sound.variant) = (nil, nil)
        let driver =
            isChanged
            ? run.spec.mutant.flatMap { PBFTDriver(run.spec, code: .mutant($0)) }
            : PBFTDriver(sound, code: .shipped)
        return driver.map { TwinAttack(driver: $0, scenario: scenario, run: run) }
    }
}

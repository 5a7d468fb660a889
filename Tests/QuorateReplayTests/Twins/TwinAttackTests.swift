import QuorateTraces
import Testing

@testable import PBFTSpecs
@testable import QuorateDrivers
@testable import QuorateReplay

/// Every kept counterexample of PBFT as an attack by twins, on the code that ships and on that with the mutant's change;
/// the documentation has the same table.
@Suite struct TwinAttackTests {
    /// The changed code has no part of a mutant where there is no outcome.
    static let table: [(file: String, shipped: TwinAttack.Outcome, changed: TwinAttack.Outcome?)] = [
        ("agreement", .refused(step: 3), nil),
        ("any-certificate", .needsForged(step: 11, "prePrepare"), .reproduced),
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

    private func attack(_ file: String, onChanged isChanged: Bool) throws -> TwinAttack? {
        let path = CounterexampleTests.folder.appendingPathComponent("PBFT/\(file).itf.json").path
        let trace = try ITF.trace(fromFile: path)
        let sound = trace.instance.unchanged.adjustedUnchecked(PBFT())
        var changed = sound
        changed.mutant = trace.mutant.flatMap(PBFT.Mutant.init(rawValue:))
        let run = try TypedRun(trace, of: changed)
        let driver =
            isChanged
            ? changed.mutant.flatMap { PBFTDriver(changed, code: .mutant($0)) }
            : PBFTDriver(sound, code: .shipped)
        return driver.map { TwinAttack(driver: $0, run: run, trace: trace) }
    }
}

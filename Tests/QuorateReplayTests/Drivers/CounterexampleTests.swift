import Foundation
import QuorateDrivers
import QuorateLanguage
import QuorateReplay
import QuorateTraces
import Testing

@testable import QuorateSpecs

/// Every kept counterexample of a spec with code, on the code that ships and on that with the mutant's change.
@Suite struct CounterexampleTests {
    static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent().appendingPathComponent("Counterexamples")

    static let files = drivers.flatMap { driver in
        let folder = folder.appendingPathComponent(driver.spec)
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
        return names.filter { $0.hasSuffix(".itf.json") }.sorted().map { driver.spec + "/" + $0 }
    }

    /// Files whose bug is no mutant's: the protocol itself does not do this with so few replicas.
    static let withoutMutant = [
        "BrachaBroadcast/totality-replicas-3-faults-1-faulty-1.itf.json",
        "BrachaBroadcast/totality-replicas-6-faults-2-faulty-2.itf.json",
    ]

    /// Runs that the code with the mutant's change does not take as they are: it takes another of the paper's steps first.
    static let takenOtherwise = [
        "BrachaBroadcast/anybodys-initial-delivery.itf.json": 4,
        "BrachaBroadcast/anybodys-initial.itf.json": 4,
        "BrachaBroadcast/hasty-amplification-delivery.itf.json": 7,
        "BrachaBroadcast/hasty-amplification-joint-delivery.itf.json": 6,
        "BrachaBroadcast/hasty-amplification-totality.itf.json": 6,
    ]

    /// Runs that the code with the mutant's change does not take as they are: it hands on a prepared request that no
    /// client has signed, where the spec's primary has nothing to propose.
    static let takenFurther = ["PBFT/unchecked-request-liveness.itf.json": 5]

    /// Mistakes for which our code has no place: it executes nothing that is not committed, writes entries before it sends
    /// them, and has no rule for leaving a joint configuration early.
    static let withoutCode: [String: Set<String>] = [
        "MembershipChange": ["uncommitted-joint"], "PBFT": ["hasty-tentative-client"],
        "Raft": ["counts-unwritten-entries"],
    ]

    /// Runs with a step that our code never takes, whatever its rules.
    static let withStepLeftOut = [
        "MembershipChange/two-servers-committed-entries-stay.itf.json",
        "MembershipChange/two-servers-leader-completeness.itf.json",
    ]

    @Test(arguments: files.filter { !withStepLeftOut.contains($0) })
    func onlyChangedCodeHasTheBug(file: String) throws {
        let trace = try ITF.trace(fromFile: Self.folder.appendingPathComponent(file).path)
        let driver = try #require(drivers.first { $0.spec == trace.spec })
        let shipped = try driver.replay(trace, false)
        switch shipped.outcome {
        case .refused, .withstood: #expect(!Self.withoutMutant.contains(file))
        case .reproduced: #expect(Self.withoutMutant.contains(file) && trace.mutant == nil)
        // Only who stays there for ever breaks the property.
        case .followed: #expect(trace.loop != nil)
        default: Issue.record("\(file): \(shipped.outcome)")
        }
        guard let mutant = trace.mutant, Self.withoutCode[trace.spec]?.contains(mutant) != true else {
            return
        }
        let changed = try driver.replay(trace, true)
        if let step = Self.takenOtherwise[file] {
            #expect(changed.outcome == .refused(step: step), "\(file)")
        } else if let step = Self.takenFurther[file] {
            guard case .diverged(step: step, _) = changed.outcome else {
                Issue.record("\(file): \(changed.outcome)")
                return
            }
        } else {
            #expect(changed.outcome == .reproduced, "\(file): \(changed.outcome)")
            #expect(changed.stepsTaken == changed.stepCount)
            #expect(changed.code == mutant)
        }
    }

    @Test(arguments: withStepLeftOut) func stepThatCodeLeavesOutIsSaid(file: String) throws {
        let trace = try ITF.trace(fromFile: Self.folder.appendingPathComponent(file).path)
        let driver = try #require(drivers.first { $0.spec == trace.spec })
        for againstMutant in [false, true] {
            let outcome = try driver.replay(trace, againstMutant).outcome
            guard case .leftOut = outcome else {
                Issue.record("\(file): \(outcome)")
                continue
            }
        }
    }

    /// The code has the mistake of every mutant for which it has a place, and a kept run shows each.
    @Test func everyMutantHasCodeAndARun() throws {
        for driver in drivers {
            let mutants = Set(try catalog.entry(driver.spec).mutants.map(\.name))
            let withoutCode = Self.withoutCode[driver.spec] ?? []
            #expect(Set(driver.mutantsWithCode) == mutants.subtracting(withoutCode), "\(driver.spec)")
            let runs = try Self.files.filter { $0.hasPrefix(driver.spec + "/") }.map {
                try ITF.trace(fromFile: Self.folder.appendingPathComponent($0).path)
            }
            #expect(Set(runs.compactMap(\.mutant)) == mutants, "\(driver.spec)")
        }
    }

    static let some = files.indices.filter { $0 % 4 == 0 }.map { files[$0] }

    /// What is seen is the same when it is seen again; `CounterexampleLongTests` has the other files.
    @Test(arguments: some) func replaysAreTheSameAgain(file: String) throws {
        let trace = try ITF.trace(fromFile: Self.folder.appendingPathComponent(file).path)
        let driver = try #require(drivers.first { $0.spec == trace.spec })
        let (once, again) = (try driver.replay(trace, false), try driver.replay(trace, false))
        #expect(once.transcript == again.transcript)
        #expect(once.transcript.firstDifference(from: again.transcript.text) == nil)
    }

    @Test func everySpecWithCodeHasFiles() {
        #expect(
            Set(Self.files.compactMap { $0.split(separator: "/").first.map(String.init) })
                == Set(drivers.map(\.spec)))
    }
}

/// The other kept counterexamples.
@Suite struct CounterexampleLongTests {
    @Test(arguments: CounterexampleTests.files.filter { !CounterexampleTests.some.contains($0) })
    func replaysAreTheSameAgain(file: String) throws {
        try CounterexampleTests().replaysAreTheSameAgain(file: file)
    }
}

import Foundation
import QuorateExplorer
import QuorateLanguage
import QuorateQuorums
import Synchronization
import Testing

@testable import QuorateCommand
@testable import Toys

/// `quorate mutate` says which mutants nobody notices, and ends with a status that goes with it.
@Suite struct MutateTests {
    private static let committee = Catalog([
        .spec(Committee(), instances: [SpecInstance(Committee(), .holds(distinct: 24))])
    ])

    private func mutate(
        _ arguments: String..., over catalog: Catalog = committee,
        process: (@Sendable ([String]) async throws -> String)? = nil
    ) async -> Outcome {
        await quorate(["mutate"] + arguments, over: catalog) {
            $0.mutantProcess = process ?? mutantsInProcess(over: catalog)
        }
    }

    @Test func survivorsComeFirst() async throws {
        let outcome = await mutate("Committee")
        #expect(outcome.status == 21, "\(outcome.errors)")
        let lines = outcome.output.split(separator: "\n").map(String.init)
        #expect(
            lines[0].hasPrefix(
                "Committee: 16 mutants: 5 survived, 7 noticed, 1 noticed by vacuity, 3 equivalent; of members=3"
            ), "\(lines[0])")
        #expect(lines[1].hasPrefix("  survived    drop-guard Committee.swift:"), "\(lines[1])")
        #expect(lines[1].hasSuffix("light    after 1 step: light can be taken too, to isLit = true"))
        #expect(lines.contains { $0.contains("noticed") && $0.hasSuffix("by enough votes in 1 step") })
        #expect(lines.count == 17)
    }

    /// Mutants are made of the spec as it is, however small an instance of a variant is.
    @Test func instancesOfVariantsAreLeftOut() async throws {
        let catalog = Catalog([
            .spec(
                Ferry(),
                instances: [
                    SpecInstance(Ferry(seats: 1, variant: .atLeastOne), .holds(distinct: 3)),
                    SpecInstance(Ferry(seats: 2), .holds(distinct: 5)),
                ])
        ])
        let outcome = await mutate("Ferry", over: catalog)
        #expect([0, 21].contains(outcome.status), "\(outcome.errors)")
        let line = outcome.output.split(separator: "\n").first ?? ""
        #expect(line.hasSuffix("of the one instance") || line.hasSuffix("of seats=2"), "\(line)")
        #expect(!outcome.errors.contains("at-least-one"), "\(outcome.errors)")
    }

    /// Initial states that nobody misses are a line together.
    @Test func initialStatesTogether() async throws {
        let outcome = await mutate(over: Catalog([.spec(Beginnings())]))
        #expect(outcome.status == 21, "\(outcome.errors)")
        let lines = outcome.output.split(separator: "\n").filter { $0.contains("drop-initial-state") }
        #expect(lines.count == 1, "\(outcome.output)")
        let line = lines.first?.split(separator: " ").joined(separator: " ") ?? ""
        #expect(line == "survived drop-initial-state 1, 2, 3 after 0 steps: no run begins in who = 1")
    }

    @Test func json() async throws {
        let outcome = await mutate("--format", "json")
        #expect(outcome.status == 21)
        let object = try #require(
            try JSONSerialization.jsonObject(with: Data(outcome.output.utf8)) as? [String: Any])
        let spec = try #require((object["specs"] as? [[String: Any]])?.first)
        let mutants = try #require(spec["mutants"] as? [[String: Any]])
        #expect(mutants.count == 16 && spec["status"] as? Int == 21)
        #expect(mutants.filter { $0["fate"] as? String == "survived" }.count == 5)
    }

    @Test func waivers() async throws {
        let waived = await mutate(over: Catalog([.spec(Bells<FittingWaivers>())]))
        #expect(waived.status == 0, "\(waived.output)\(waived.errors)")
        #expect(waived.output.contains("waived      never-take Bells.swift:"), "\(waived.output)")
        #expect(waived.output.hasPrefix("Bells: 6 mutants: 3 waived, 2 noticed, 1 equivalent;"))
        #expect(waived.output.contains("nobody hears it"))
        let some = await mutate(over: Catalog([.spec(Bells<WaiversByNumber>())]))
        #expect(some.status == 21)
        let none = await mutate(over: Catalog([.spec(Bells<NoWaiver>())]))
        #expect(none.status == 21)
    }

    /// What nobody need notice need not be searched to the end.
    @Test func waiversOfTheUndecided() async throws {
        for (catalog, status, count) in [
            (Catalog([.spec(Bells<FittingWaivers>())]), 0, "3 waived"),
            (Catalog([.spec(Bells<WaiversByNumber>())]), 30, "2 waived, 1 undecided"),
        ] {
            let outcome = await mutate(over: catalog) { arguments in
                try await mutantsInProcess(over: catalog)(arguments)
                    .replacing("\"fate\":\"survived\"", with: "\"fate\":\"undecided\"")
            }
            #expect(outcome.status == status, "\(outcome.output)\(outcome.errors)")
            #expect(outcome.output.hasPrefix("Bells: 6 mutants: \(count), 2 noticed, 1 equivalent;"))
        }
    }

    /// A waiver of what is noticed, or is no mutant at all, does not stay unseen.
    @Test func staleWaivers() async throws {
        let noticed = await mutate(over: Catalog([.spec(Bells<WaiverOfTheNoticed>())]))
        #expect(noticed.status == 50, "\(noticed.output)\(noticed.errors)")
        #expect(
            noticed.output.contains(
                "the waiver of never-take open 1 waives nothing: the mutant is noticed; take it out"))
        let unknown = await mutate(over: Catalog([.spec(Bells<WaiverOfNothing>())]))
        #expect(unknown.status == 50)
        #expect(
            unknown.output.contains("the waiver of drop-guard close waives nothing: there is no such mutant"))
    }

    /// Waivers are made for the usual limit: fewer states may have no such mutant, and more may show what is waived.
    @Test(arguments: [("4000", 50, 0), ("20001", 0, 0)])
    func staleWaiversUnderOtherLimits(limit: String, noticed: Int32, unknown: Int32) async throws {
        let first = await mutate("--max-states", limit, over: Catalog([.spec(Bells<WaiverOfTheNoticed>())]))
        #expect(first.status == noticed, "\(first.output)\(first.errors)")
        let second = await mutate("--max-states", limit, over: Catalog([.spec(Bells<WaiverOfNothing>())]))
        #expect(second.status == unknown, "\(second.output)\(second.errors)")
    }

    /// The mutant that ends its process is noticed, and the others are run all the same.
    @Test func aMutantThatEndsItsProcess() async throws {
        let calls = Mutex<[[String]]>([])
        let outcome = await mutate("Committee") { arguments in
            let text = try await mutantsInProcess(over: Self.committee)(arguments)
            let call = calls.withLock { calls -> Int in
                calls.append(arguments)
                return calls.count
            }
            if call > 1 { return text }
            // It ends while the third mutant runs.
            let lines = text.split(separator: "\n").prefix(5).joined(separator: "\n")
            throw CommandError.toolFailed(
                "quorate", output: lines + "\nError: the spec's own code ended the process")
        }
        #expect(outcome.status == 21, "\(outcome.errors)")
        #expect(outcome.output.contains("16 mutants: 4 survived,"), "\(outcome.output)")
        #expect(
            outcome.output.contains("refused     drop-guard Committee.swift:"), "\(outcome.output)")
        let skipped = calls.withLock { $0.map { $0.filter { $0 == "--skip" }.count } }
        #expect(skipped == [0, 3])
    }

    /// A process that ends before it has begun with any is our own error, and no mutant.
    @Test func aProcessWithoutMutants() async throws {
        let outcome = await mutate("Committee") { _ in throw CommandError.toolFailed("quorate", output: "no")
        }
        #expect(outcome.status == 74)
        #expect(outcome.output == "")
    }

    @Test func nothingToMakeMutantsOf() async throws {
        let small = await mutate("Committee", "--max-states", "1")
        #expect(small.status == 30)
        #expect(small.output.contains("no instance is small enough"))
        #expect(await mutate("Committee", "--max-states", "0").status == 64)
        #expect(await mutate("--set", "members=3").status == 64)
        #expect(await mutate("Committee", "--set", "members=9").status == 64)
        let unsound = await mutate("Staircase", "--set", "mayRest=0", over: fixtures)
        #expect(unsound.status == 64)
        #expect(unsound.errors.contains("of which every property holds"), "\(unsound.errors)")
    }
}

/// Mutants of claims: what is needed, what is not, and what says less.
@Suite struct ClaimMutantTests {
    private func fates(_ claims: [Claim]) throws -> [String: MutantFate.Kind] {
        let mutants = try ClaimMutants(claims).mutants(until: Interrupt())
        return Dictionary(uniqueKeysWithValues: mutants.map { ($0.outline.lastingName, $0.fate.kind) })
    }

    private let n: Quantity = "n"
    private let f: Quantity = "f"
    private let first: SetExpression = "A"
    private let second: SetExpression = "B"
    private let faulty: SetExpression = "F"

    @Test func hypotheses() throws {
        let fates = try fates([
            Claim("overlap", "") {
                n > 3 * f
                first.count >= n - f
                second.count >= n - f
                faulty.count <= f
                // Nobody needs it.
                n < 100
            } then: {
                (first & second - faulty).count >= 1
            }
        ])
        #expect(
            fates == [
                "drop-hypothesis n > 3f 1": .noticed, "drop-hypothesis |A| ≥ n - f 1": .noticed,
                "drop-hypothesis |B| ≥ n - f 1": .noticed, "drop-hypothesis |F| ≤ f 1": .noticed,
                "drop-hypothesis n < 100 1": .survived,
                // n > 2f is too little, and n > 4f says less.
                "change-number n > 3f 1": .noticed, "change-number n > 3f 2": .narrower,
                "change-number n < 100 1": .narrower, "change-number n < 100 2": .survived,
            ])
    }

    /// A rule is changed in all claims together: what one does not notice, another does.
    @Test func rules() throws {
        let size = QuorumSize.byzantine.quantity()
        let overlap = Claim("overlap", "") {
            n > 3 * f
            first.count >= size
            second.count >= size
            faulty.count <= f
        } then: {
            (first & second - faulty).count >= 1
        }
        let available = Claim("available", "") {
            n > 3 * f
            faulty.count <= f
        } then: {
            (.everyone - faulty).count >= size
        }
        let rule = "change-number \(size)"
        let alone = try fates([overlap]).filter { $0.key.hasPrefix(rule) }
        let both = try fates([overlap, available]).filter { $0.key.hasPrefix(rule) }
        // A constant less, and a constant more, which asks for larger quorums.
        #expect(alone["\(rule) 1"] == .noticed && alone["\(rule) 2"] == .narrower)
        #expect(both["\(rule) 1"] == .noticed && both["\(rule) 2"] == .noticed, "\(both)")
    }

    /// Of a claim that is expected to be refuted nothing is made.
    @Test func refutedClaims() throws {
        let claim = Claim("false", "") {
            n > 3 * f
        } then: {
            n > 4 * f
        }
        #expect(try fates([claim.refuted()]).isEmpty)
    }
}

/// Somebody among three begins; who does not matter.
private struct Beginnings: Spec {
    struct State: SpecState {
        var who: UInt32 = 1
        var isDone: UInt32 = 0
    }
    enum Action: SpecAction { case act }
    var initialStates: [State] { [State(who: 1), State(who: 2), State(who: 3)] }
    func actions(in s: State, _ next: inout Next<Self>) {
        next.take(.act, if: s.isDone == 0) { $0.isDone = 1 }
    }
    var properties: [Property<State>] { [.reachable("the act") { $0.isDone == 1 }] }
}

import QuorateExplorer
import QuorateReplay
import SeededRandom
import Testing

/// Code that takes the steps of the spec and answers to the others as its table says, showing both of two numbers or one:
/// what it has refused and what nobody has seen, beside loops over the table.
@Suite struct HidingAdapterTests {
    @Test(arguments: Seed.each([3])) func refusalsAreThoseThatWereTold(seed: UInt64) async throws {
        var random = SplitMix(seed: seed)
        var notTold = 0, shown = 0
        for round in 0..<60 {
            let (table, isHiding) = (PaletteTable(seed: random.next()), round % 2 == 0)
            let comment = Comment(rawValue: "PaletteTable(seed: \(table.seed)), \(isHiding)")
            let conformance = try #require(try table.target(isHiding: isHiding).conformance([:], nil, true))
            let report = try await Explorer(erased: conformance.pairs, workers: 2).run()
            #expect(report.outcome == .holds, comment)
            let (tally, twin) = (conformance.figures().refusals[0].tally, table.answers)
            #expect((tally.disabled, tally.impossible) == (twin.count, twin["impossible"]), comment)
            let done = twin["done"]
            #expect(tally.refused == twin["refused"] + (isHiding ? 0 : done), comment)
            #expect(tally.notTold == (isHiding ? done : 0), comment)
            #expect(tally.tried == tally.disabled - tally.impossible, comment)
            notTold += tally.notTold
            shown += isHiding ? 0 : done
        }
        #expect(notTold > 25 && shown > 25, "seed \(seed): \(notTold), \(shown)")
    }

    /// Code that does nothing at one step, and says that it has done it.
    @Test(arguments: Seed.each([4])) func idlenessIsNoRefusal(seed: UInt64) throws {
        var random = SplitMix(seed: seed)
        var outcomes: [String: Int] = [:]
        for round in 0..<150 {
            let (table, isHiding) = (PaletteTable(seed: random.next()), round % 3 == 0)
            let actions = table.actions(of: 6, &random)
            let states = table.states(along: actions)
            let step = random.number(0..<actions.count)
            let sleep = isHiding ? nil : PaletteTable.Sleep(state: states[step], action: actions[step])
            let comment = Comment(
                rawValue: "PaletteTable(seed: \(table.seed)), \(isHiding), \(actions), asleep at \(step)")
            let target = table.target(isHiding: isHiding, asleep: sleep)
            let trace = table.trace(along: actions)
            let expected = table.outcome(of: actions, isHiding: isHiding, asleep: sleep)
            let outcome = try target.replay(trace, false).outcome
            #expect("\(outcome)".hasPrefix(expected), comment)
            let kind = expected.replacing(#/[0-9]/#, with: "N")
            outcomes[kind, default: 0] += 1
            // Code that is said to have the change, and has none, refuses nothing that it should.
            if case .refused = try target.replay(trace, true).outcome { Issue.record(comment) }
        }
        #expect(outcomes.count == 5 && outcomes.allSatisfy { $0.value > 2 }, "seed \(seed): \(outcomes)")
    }
}

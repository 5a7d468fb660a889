import Foundation
import QuorateLanguage
import SeededRandom
import Testing

@testable import QuorateTraces

/// Runs of the catalog of which something is left out are explained; with a value changed they are refused where it was
/// changed, or explained by another run.
///
/// `QUORATE_ROUND_TRIPS=all` in the environment takes every kept run.
@Suite struct RoundTripTests {
    private static let all = ProcessInfo.processInfo.environment["QUORATE_ROUND_TRIPS"] == "all"

    /// Runs to try: some that are walked fast, or every one.
    private static func kept(_ random: inout SplitMix) -> [KeptTrace] {
        if all { return KeptTrace.all }
        return Array(KeptTrace.all.prefix(KeptTrace.all.count / 4).shuffled(using: &random).prefix(8))
    }

    @Test func whatIsLeftOutIsFound() throws {
        let seed = Seed.announced()
        var random = SplitMix(seed: seed)
        var (found, tooMany) = (0, 0)
        for kept in Self.kept(&random) {
            let whole = try ITF.run(from: kept.foreignData)
            let run = Self.leavingOut(of: whole, &random)
            do {
                let matched = try run.matched(in: kept.spec)
                found += 1
                #expect(kept.spec.walk(matched.words) != nil, "QUORATE_SEED=\(seed): \(kept.name)")
            } catch TraceMismatch.tooManyCandidates {
                tooMany += 1
            } catch { Issue.record("QUORATE_SEED=\(seed): \(kept.name): \(error)") }
        }
        #expect(found > 3 * tooMany, "QUORATE_SEED=\(seed): \(found) found, \(tooMany) left open")
        if Self.all { print("round trips: \(found) found, \(tooMany) left open") }
    }

    /// A line that is left out is a silent step.
    @Test func aLineThatIsLeftOutIsTakenSilently() throws {
        let seed = Seed.announced()
        var random = SplitMix(seed: seed)
        var found = 0
        for kept in Self.kept(&random) {
            var run = try ITF.run(from: kept.foreignData)
            guard run.steps.count > 1, run.loop == nil else { continue }
            let line = random.number(0..<run.steps.count - 1)
            run.steps.remove(at: line)
            run.states.remove(at: line + 1)
            let place: Comment = "QUORATE_SEED=\(seed): \(kept.name) without line \(line)"
            let file = try run.fitting(in: kept.spec, silent: .init(most: 1), all: false)
            let explained = try file.runs.run(to: file.runs.ends[0].entry)
            #expect(explained.silentCount <= 1 && kept.spec.walk(explained.words) != nil, place)
            found += 1
        }
        #expect(found > 0)
    }

    @Test func aChangedValueIsNoticed() throws {
        let seed = Seed.announced()
        var random = SplitMix(seed: seed)
        var (refused, otherwise) = (0, 0)
        for kept in Self.kept(&random) {
            let whole = try ITF.run(from: kept.foreignData)
            guard let (run, state) = Self.changed(whole, &random) else { continue }
            let place: Comment = "QUORATE_SEED=\(seed): \(kept.name), state \(state)"
            do {
                let matched = try run.matched(in: kept.spec)
                otherwise += 1
                #expect(kept.spec.walk(matched.words) != nil, place)
                #expect(matched.states != kept.trace.states, place)
            } catch let error as TraceMismatch {
                // What is true until there is followed until there.
                #expect(error.step.map { $0 >= state } ?? false, "\(place): \(error)")
                refused += 1
            }
        }
        #expect(refused > otherwise, "QUORATE_SEED=\(seed): \(refused) refused, \(otherwise) otherwise")
        if Self.all { print("changed values: \(refused) refused, \(otherwise) explained otherwise") }
    }

    /// The run without some of its variables and actions; of each step something is left.
    private static func leavingOut(of run: ForeignRun, _ random: inout SplitMix) -> ForeignRun {
        var run = run
        for index in run.states.indices {
            let kept = run.states[index].filter { _ in random.number(0..<4) > 0 }
            if !kept.isEmpty { run.states[index] = kept }
        }
        for index in run.steps.indices {
            switch random.number(0..<4) {
            case 0: run.steps[index] = .init(action: nil, picks: nil)
            case 1: run.steps[index].picks = nil
            default: break
            }
        }
        return run
    }

    /// The run with a variable of one state as it is in another, and the position of that state.
    private static func changed(_ run: ForeignRun, _ random: inout SplitMix) -> (ForeignRun, Int)? {
        var run = run
        for _ in 0..<40 {
            let (one, other) = (random.number(0..<run.states.count), random.number(0..<run.states.count))
            let variable = random.number(0..<run.states[one].count)
            let value = run.states[other][variable].value
            if run.states[one][variable].value == value || run.loop != nil { continue }
            run.states[one][variable].value = value
            return (run, one)
        }
        return nil
    }
}

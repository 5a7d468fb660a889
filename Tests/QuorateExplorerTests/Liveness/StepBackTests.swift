import QuorateLanguage
import SeededRandom
import Testing

@testable import QuorateExplorer

/// The watch for steps that lead to a level which is not deeper, over levels wide enough for several workers.
@Suite struct StepBackTests {
    /// A cube that every step leads through towards its far corner, but for leaps from one point to another.
    struct Slope: Spec {
        static let side = 60

        var leaps: [(from: State, to: State)] = []

        struct State: SpecState {
            var x: UInt8 = 0
            var y: UInt8 = 0
            var z: UInt8 = 0
            var unused: UInt8 = 0

            var level: Int { Int(x) + Int(y) + Int(z) }

            func precedes(_ other: State) -> Bool { x <= other.x && y <= other.y && z <= other.z }
        }

        enum Action: SpecAction { case moveOn, leap }

        var initialStates: [State] { [State()] }

        func actions(in s: State, _ next: inout Next<Self>) {
            let end = UInt8(Self.side - 1)
            next.take(.moveOn, if: s.x < end) { $0.x += 1 }
            next.take(.moveOn, if: s.y < end) { $0.y += 1 }
            next.take(.moveOn, if: s.z < end) { $0.z += 1 }
            for leap in leaps { next.take(.leap, if: s == leap.from) { $0 = leap.to } }
        }

        var fairness: [Fairness<Self>] { [.weak("the run moves on", actions: "moveOn")] }

        var properties: [Property<State>] {
            [.eventually("the far corner") { s in s.level == 3 * (Self.side - 1) }]
        }

        static func randomState(using random: inout SplitMix) -> State {
            State(
                x: UInt8(random.number(0..<side)), y: UInt8(random.number(0..<side)),
                z: UInt8(random.number(0..<side)))
        }
    }

    private func check(_ slope: Slope, workers: Int) async throws {
        let report = try await Explorer(slope, workers: workers).run()
        let back = slope.leaps.filter { $0.to.level <= $0.from.level }
        let liveness = try #require(report.liveness)
        #expect(liveness.isAcyclic == back.isEmpty, "\(slope.leaps), \(workers) workers")
        // The one way around is from where the leap ends to where it began; otherwise nothing is left to keep.
        let goesAround = back.contains { $0.to.precedes($0.from) }
        #expect(liveness.stepsBack == (goesAround ? back.count : 0))
        #expect(liveness.states > 0 || !goesAround)
        #expect((report.properties[0].outcome == .violated) == goesAround)
    }

    /// `StepBackLongTests` has more leaps, and other numbers of workers.
    @Test func oneStepBackIsSeenWhereverItIs() async throws {
        try await checkLeaps(count: 3, workers: 2)
    }

    fileprivate func checkLeaps(count: Int, workers: Int) async throws {
        var random = SplitMix(seed: Seed.announced())
        try await check(Slope(), workers: workers)
        for _ in 0..<count {
            var from = Slope.randomState(using: &random)
            // Around the corners hardly anything is as far, and nothing is nearer than the first state.
            while !(3...3 * (Slope.side - 2)).contains(from.level) {
                from = Slope.randomState(using: &random)
            }
            // Any level, the same level, and the next one, which is no step back.
            var to = Slope.randomState(using: &random)
            while to.level > from.level || to == from { to = Slope.randomState(using: &random) }
            try await check(Slope(leaps: [(from, to)]), workers: workers)
            while abs(to.level - from.level) > 1 || to == from { to = Slope.randomState(using: &random) }
            try await check(Slope(leaps: [(from, to)]), workers: workers)
        }
    }

    /// Of loops that are equally far, the one of the least words is shown, whoever comes by first.
    @Test func theLoopIsTheSameForAnyNumberOfWorkers() async throws {
        var random = SplitMix(seed: Seed.announced())
        var leaps: [(from: Slope.State, to: Slope.State)] = []
        while leaps.count < 40 {
            let from = Slope.randomState(using: &random)
            guard from.level == 3 * (Slope.side - 1) / 2, from.x > 0 else { continue }
            leaps.append((from, Slope.State(x: from.x - 1, y: from.y, z: from.z)))
        }
        let slope = Slope(leaps: leaps)
        let expected = try await Explorer(slope, workers: 1).run().counterexamples
        #expect(expected.first?.loop != nil)
        for workers in 2...4 {
            let found = try await Explorer(slope, workers: workers).run().counterexamples
            #expect(found == expected, "\(workers) workers")
        }
    }
}

/// More leaps, for all numbers of workers.
@Suite struct StepBackLongTests {
    @Test(arguments: [1, 2, 4]) func oneStepBackIsSeenWhereverItIs(workers: Int) async throws {
        try await StepBackTests().checkLeaps(count: 6, workers: workers)
    }
}

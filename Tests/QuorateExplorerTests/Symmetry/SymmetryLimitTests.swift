@testable import QuorateExplorer
import QuorateLanguage
import QuorateQuorums
import Testing

/// Searches up to symmetry that are too large for something: for a proof, for figures, or for trying all orders.
@Suite struct SymmetryLimitTests {
    /// Replicas that draw numbers one after the other: very many states, few of them stored.
    private struct Tickets: SymmetricSpec {
        var count: Int
        var group: ReplicaSet?

        var replicas: ReplicaSet { ReplicaSet(count: count) }
        var interchangeable: Interchangeable { .all(group ?? replicas) }
        struct State: SpecState {
            var ticket = PerReplica<UInt8, 16>(0)
            var drawn: UInt8 = 0
        }
        enum Action: SpecAction { case draw(ReplicaID) }
        var initialStates: [State] { [State()] }

        func actions(in s: State, _ next: inout Next<Self>) {
            for r in replicas where s.drawn < count - 1 {
                next.take(.draw(r), if: s.ticket[r] == 0) {
                    $0.drawn += 1
                    $0.ticket[r] = $0.drawn
                }
            }
        }
        var properties: [Property<State>] { [.always("few are drawn") { $0.drawn < 16 }] }
    }

    /// Two groups, in each of which one hears another.
    private struct Pairs: SymmetricSpec {
        var half: Int
        var replicas: ReplicaSet { ReplicaSet(count: 2 * half) }
        var interchangeable: Interchangeable {
            .apart(ReplicaSet(count: half), replicas.subtracting(ReplicaSet(count: half)))
        }
        struct State: SpecState { var heard = PerReplica<ReplicaSet, 16>(ReplicaSet()) }
        enum Action: SpecAction { case hear(ReplicaID, ReplicaID) }
        var initialStates: [State] { [State()] }
        func actions(in s: State, _ next: inout Next<Self>) {
            guard s == State() else { return }
            for r in replicas {
                for q in replicas where q != r && (q.number < half) == (r.number < half) {
                    next.take(.hear(r, q)) { $0.heard[r].insert(q) }
                }
            }
        }
        var properties: [Property<State>] {
            [.always("nobody hears all") { s in replicas.allSatisfy { s.heard[$0] != replicas } }]
        }
    }

    private func search(
        _ spec: some Spec, quota: Int = SymmetricSearch.usualQuota, workers: Int = 1
    ) async throws -> Report {
        var explorer = Explorer(spec, workers: workers)
        explorer.symmetry = .checked
        explorer.symmetryQuota = quota
        return try await explorer.run()
    }

    @Test func sampledVerdictSaysSo() async throws {
        let proved = try await search(Tickets(count: 4))
        #expect(proved.symmetry?.isProved == true && proved.headline.hasSuffix(": holds"))
        let sampled = try await search(Tickets(count: 4), quota: 10)
        #expect(sampled.symmetry?.isProved == false)
        #expect(sampled.headline.hasSuffix(": holds, if the replicas are interchangeable: sampled"))
        #expect("\(sampled)".contains("every reachable state, if the replicas are interchangeable: "))
        #expect(sampled.statesPerLevel == proved.statesPerLevel && sampled.statesPerLevel == [1, 4, 12, 24])
    }

    @Test func aStoreThatForgetsIsRefused() async {
        var explorer = Explorer(Tickets(count: 3), store: .fingerprint)
        explorer.symmetry = .checked
        let error = await #expect(throws: ExplorerError.self) { try await explorer.run() }
        #expect(error.map { "\($0)".contains("the fingerprint store forgets them") } == true)
    }

    /// What a large level leaves of the quota goes into it; groups of few are asked about whole.
    @Test func quotaIsSpent() async throws {
        let four = try #require(try await search(Tickets(count: 4), quota: 36).symmetry)
        #expect(!four.isProved && (26...37).contains(four.askedStates), "\(four)")
        let two = try #require(try await search(Tickets(count: 4, group: [0, 1]), quota: 0).symmetry)
        #expect(two.isProved && two.permutations == 2)
    }

    /// Replicas that count: of each state there are many, and the last one counts to the end alone, if it may.
    private struct Counters: SymmetricSpec {
        var treatsOneUnlike = false
        var replicas: ReplicaSet { ReplicaSet(count: 5) }
        var interchangeable: Interchangeable { .all(replicas) }
        struct State: SpecState { var count = PerReplica<UInt8, 16>(0) }
        enum Action: SpecAction { case add(ReplicaID) }
        var initialStates: [State] { [State()] }

        func actions(in s: State, _ next: inout Next<Self>) {
            let isLate = treatsOneUnlike && replicas.reduce(0) { $0 + Int(s.count[$1]) } > 15
            for r in replicas {
                next.take(.add(r), if: s.count[r] < (isLate && r.number == 2 ? 7 : 6)) { $0.count[r] += 1 }
            }
        }
        var properties: [Property<State>] { [.always("no one passes six") { _ in true }] }
    }

    /// Where very many states have been asked about, some of a large level are, the same for any workers.
    @Test func largeLevelsAreAskedAboutHereAndThere() async throws {
        let dense = try await search(Counters(), quota: 100)
        let sparse = try await search(Counters(), quota: 0)
        #expect(dense.distinctStates == 16_807 && sparse.statesPerLevel == dense.statesPerLevel)
        #expect(sparse.actions.map(\.taken) == dense.actions.map(\.taken))
        let (all, some) = try (#require(dense.symmetry), #require(sparse.symmetry))
        #expect(
            !some.isProved && some.askedStates * 4 < all.askedStates && some.askedStates > 50,
            "\(some) \(all)")
        for workers in 2...3 {
            let again = try await search(Counters(), quota: 0, workers: workers).symmetry
            #expect(again?.askedStates == some.askedStates)
        }
        let error = await #expect(throws: SpecError.self) {
            try await search(Counters(treatsOneUnlike: true), quota: 0)
        }
        #expect(error?.message.contains("`add` treats") == true, "\(error.debugDescription)")
    }

    @Test func largeCountsAreFigures() async throws {
        let report = try await search(Tickets(count: 16), quota: 0)
        #expect(report.distinctStates > 1 << 45)
        var figures = SymmetricSearch.Figures(actions: 2, properties: 1)
        figures.add(SymmetryProbe.Answer(taken: [1 << 17, 1 << 16]), 1 << 44, [])
        #expect(!figures.isTooLarge && figures.generated.value == 3 << 60)
        var others = figures
        others.add(figures)
        others.add(figures)
        #expect(others.isTooLarge)
        figures.add(SymmetryProbe.Answer(taken: [1 << 20, 0]), 1 << 44, [])
        #expect(figures.isTooLarge && FullCount.error.description.contains("pass 2^63"))
    }

    @Test func sumsNoticeOverflow() {
        var count = FullCount()
        count.add(.max / 2, times: 2)
        #expect(count.value == .max - 1 && !count.isTooLarge)
        var other = count
        count.add(1)
        #expect(count.value == .max && !count.isTooLarge)
        other.add(count)
        #expect(other.isTooLarge)
        other.add(1)
        #expect(other.isTooLarge)
    }

    @Test func entangledGroupsAreLimitedTogether() async throws {
        #expect(try await search(Pairs(half: 3)).symmetry?.permutations == 36)
        let error = await #expect(throws: SpecError.self) { try await search(Pairs(half: 8)) }
        #expect(error?.message.contains("at most 40,320") == true)
    }

    @Test func groupOfOneIsNamed() async throws {
        let error = await #expect(throws: SpecError.self) {
            try await search(Tickets(count: 4, group: [2]))
        }
        #expect(error?.message.contains("with these parameters fewer than two") == true)
    }
}

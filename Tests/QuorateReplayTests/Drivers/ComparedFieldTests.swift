import QuorateDrivers
import QuorateLanguage
import QuorateTraces
import Testing

@testable import QuorateReplay
@testable import BroadcastSpecs
@testable import PBFTSpecs
@testable import RaftSpecs

/// Whatever a driver compares, a replay sees when it is otherwise; and nothing else is left out than is said.
@Suite struct ComparedFieldTests {
    /// A run that the shipped code goes all the way.
    struct Walk<D: Driver> {
        let spec: D.Subject
        let driver: D
        let trace: Trace
        let states: [D.Subject.State]

        init(_ spec: D.Subject, _ actions: [D.Subject.Action], shows property: String) throws {
            self.spec = spec
            driver = try #require(D(spec, code: .shipped))
            trace = try run(spec, taking: actions, shows: property)
            states = try TypedRun(trace, of: spec).states
        }

        func outcome(_ alteration: AlteredDriver<D>.Alteration?, isDurable: Bool = false) throws
            -> ReplayOutcome
        {
            let altered = AlteredDriver(driver, alteration, isDurable: isDurable)
            return try Replay<AlteredDriver<D>>(spec).report(of: trace, driver: altered, code: "altered")
                .outcome
        }

        /// The variables in which two states differ.
        func variables(from old: D.Subject.State, to new: D.Subject.State) -> Set<String> {
            let fields = zip(
                SpecValue.fields(describing: old, for: spec.replicas),
                SpecValue.fields(describing: new, for: spec.replicas))
            return Set(fields.filter { $0 != $1 }.map(\.0.name))
        }

        /// For each byte a bit that shows when it is flipped in the first state, with the variable that it belongs to.
        var visibleBits: [(alteration: AlteredDriver<D>.Alteration, variable: String)] {
            (0..<MemoryLayout<D.Subject.State>.size).compactMap { byte in
                for bit in 0..<8 {
                    let alteration = AlteredDriver<D>.Alteration.flip(byte: byte, bit: bit)
                    var altered = states[0]
                    alteration.apply(to: &altered)
                    if let name = variables(from: states[0], to: altered).first { return (alteration, name) }
                }
                return nil
            }
        }
    }

    static func bracha() throws -> Walk<BrachaDriver> {
        let actions: [BrachaBroadcast.Action] = [
            .echo(1, .zero), .echo(2, .zero), .echo(3, .one), .ready(1, .zero), .ready(2, .zero),
            .ready(3, .zero),
            .deliver(1, .zero),
        ]
        return try Walk(BrachaBroadcast(), actions, shows: "some correct replica delivers")
    }

    static func pbft() throws -> Walk<PBFTDriver> {
        let view0: [PBFT.Action] = [
            .changeView(3, to: .v1), .prePrepare(0, .v0, .a), .prepare(1, .v0, .a), .prepare(2, .v0, .a),
            .commit(1, .v0, .a),
            .commit(0, .v0, .a),
        ]
        let views = view0 + [.commit(2, .v0, .a)]
        return try Walk(PBFT(faulty: 0, views: 2), views, shows: "the correct replicas decide by themselves")
    }

    static func raft() throws -> Walk<RaftDriver> {
        let actions: [Raft.Action] = [
            .timeout(0), .vote(1, for: 0, term: 1), .lead(0), .propose(0),
            .append(1, leader: 0, term: 1, length: 1), .commit(0, length: 1),
        ]
        return try Walk(Raft(), actions, shows: "an entry is committed")
    }

    @Test func bracha() throws { try expectSight(of: try Self.bracha()) }
    @Test func pbft() throws { try expectSight(of: try Self.pbft()) }
    @Test func raft() throws { try expectSight(of: try Self.raft()) }

    private func expectSight<D: Driver>(of walk: Walk<D>) throws {
        #expect(try walk.outcome(nil) == .reproduced)
        var (seen, unseen): (Set<String>, Set<String>) = ([], [])
        for (alteration, variable) in walk.visibleBits {
            // One bit of what is not compared is enough: such a replay goes all the way.
            if unseen.contains(variable) { continue }
            switch try walk.outcome(alteration) {
            case .diverged(step: 0, .value(let difference)):
                #expect(difference.source == .state)
                #expect(difference.place.hasPrefix(variable), "\(alteration): \(difference)")
                seen.insert(variable)
            case .reproduced: unseen.insert(variable)
            case let outcome: Issue.record("\(alteration) of \(variable): \(outcome)")
            }
        }
        #expect(unseen == Set(D.notCompared))
        let all = SpecValue.fields(describing: walk.states[0], for: walk.spec.replicas).map(\.name)
        #expect(seen == Set(all).subtracting(D.notCompared))
    }

    /// A byte that stays as it was is seen in the step that changes it, or before.
    private func expectSightOfFrozenBytes<D: Driver>(of walk: Walk<D>) throws {
        var count = 0
        for byte in 0..<MemoryLayout<D.Subject.State>.size {
            let values = walk.states.map { state in withUnsafeBytes(of: state) { $0[byte] } }
            guard let step = values.firstIndex(where: { $0 != values[0] }) else { continue }
            let alteration = AlteredDriver<D>.Alteration.freeze(byte: byte, at: values[0])
            var frozen = walk.states[step]
            alteration.apply(to: &frozen)
            let variables = walk.variables(from: walk.states[step], to: frozen)
            guard let variable = variables.first, !D.notCompared.contains(variable) else { continue }
            count += 1
            // What code does where a step is disabled looks different too, and that may be tried before.
            switch try walk.outcome(alteration) {
            case .diverged(let found, _), .refused(let found): #expect(found <= step, "\(alteration)")
            case let outcome: Issue.record("\(alteration) of \(variable): \(outcome)")
            }
        }
        #expect(count >= 3)
    }

    @Test func frozenBytesOfBracha() throws { try expectSightOfFrozenBytes(of: try Self.bracha()) }
    @Test func frozenBytesOfPBFT() throws { try expectSightOfFrozenBytes(of: try Self.pbft()) }
    @Test func frozenBytesOfRaft() throws { try expectSightOfFrozenBytes(of: try Self.raft()) }

    /// What the logs show is compared on top: every bit of it is seen there.
    private func expectSightOfLogs<D: Driver>(of walk: Walk<D>) throws {
        var seen: Set<String> = []
        for (alteration, variable) in walk.visibleBits where !D.notCompared.contains(variable) {
            let outcome = try walk.outcome(alteration, isDurable: true)
            guard case .diverged(step: 0, .value(let difference)) = outcome else {
                Issue.record("\(alteration) of \(variable): \(outcome)")
                continue
            }
            #expect(difference.source == .durable)
            #expect(difference.place.hasPrefix(variable))
            seen.insert(variable)
        }
        #expect(!seen.isEmpty)
    }

    @Test func logsOfPBFT() throws { try expectSightOfLogs(of: try Self.pbft()) }
    @Test func logsOfRaft() throws { try expectSightOfLogs(of: try Self.raft()) }
}

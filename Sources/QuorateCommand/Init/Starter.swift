// swift-format-ignore-file

/// The package from which `init` makes others: the files of Tests/Starter, word for word. `KeptStarterTests` writes
/// them here.
enum Starter {
    /// Paths and texts.
    static let files: [(path: String, text: String)] = [
        (
            ".gitignore", #"""
.build/
.swiftpm/

"""#),
        (
            "Package.swift", #"""
// swift-tools-version: 6.2
import PackageDescription

let package = Package(
    name: "my-protocols",
    platforms: [.macOS(.v26)],
    dependencies: [
        .package(name: "quorate", path: "../quorate")
    ],
    targets: [
        .target(name: "Protocols", dependencies: [.product(name: "Quorate", package: "quorate")]),
        .testTarget(name: "ProtocolTests", dependencies: ["Protocols"]),
        .executableTarget(
            name: "Checker",
            dependencies: ["Protocols", .product(name: "QuorateCommand", package: "quorate")]),
    ]
)

"""#),
        (
            "Sources/Checker/main.swift", #"""
import Protocols
import QuorateCommand

await CommandLineTool.run(catalog, drivers: drivers)

"""#),
        (
            "Sources/Protocols/Catalog.swift", #"""
import Quorate

public let catalog = Catalog([
    .spec(
        Election(),
        // 4^3 ways to vote, and in 30 of them somebody has a majority and may lead.
        instances: Election.expected(by: "counted by hand", [.holds(Election(), distinct: 94)])),
    .spec(EchoBroadcast()),
])

"""#),
        (
            "Sources/Protocols/EchoBroadcast.swift", #"""
import Quorate

/// Broadcast with echoes: a sender who may be Byzantine cannot make two correct replicas deliver different values.
/// Bracha and Toueg, "Asynchronous Consensus and Broadcast Protocols" (1985), the echo protocol.
struct EchoBroadcast: VotingSpec {
    static let summary = "A value is delivered once more than (n + f)/2 replicas have echoed it."

    let replicas = ReplicaSet(count: 4)
    var adversary = Adversary(.every(1))  // every choice of one of them is tried
    var mutant: Mutant?

    enum Message: FiniteValue { case sendA, sendB, echoA, echoB }

    struct State: ByzantineState {
        var sent: MonotoneVotes<Message, OneWord>  // who has sent what, to everybody
        var faulty: FaultyReplicas
    }

    /// All that a liar can say is in the votes.
    static var votes: VotePath<State, Message, OneWord> { \.sent }

    enum Action: SpecAction {
        case send(Message), echo(ReplicaID, Message)
    }

    enum Mutant: String, SpecMutant {
        case hastyDelivery = "hasty-delivery"

        var expectation: MutantExpectation { .breaks("consistency", "2 of 4 echoes are taken to be enough") }
    }

    /// Initial states: all that the Byzantine replica can send is there from the start.
    var initialStates: [State] {
        adversary.choices(among: replicas).map { State(sent: MonotoneVotes(from: $0, adversary), faulty: $0) }
    }

    func actions(in s: State, _ next: inout Next<Self>) {
        for i in s.faulty.correct(among: replicas) {
            let hasSent = s.sent.hasCast(.sendA, by: i) || s.sent.hasCast(.sendB, by: i)
            let hasEchoed = s.sent.hasCast(.echoA, by: i) || s.sent.hasCast(.echoB, by: i)
            for (value, echo) in [(Message.sendA, Message.echoA), (.sendB, .echoB)] {
                next.take(.send(value), if: i.id == 0 && !hasSent) { $0.sent.cast(value, by: i.id) }
                next.take(.echo(i.id, echo), if: !hasEchoed, given: s.sent[value].contains(0)) {
                    $0.sent.cast(echo, by: i.id)
                }
            }
        }
    }

    var properties: [Property<State>] {
        let enough = mutant == .hastyDelivery ? 2 : 3
        return [
            .always(
                "consistency",
                unless: { s in s.sent[.echoA].count >= enough && s.sent[.echoB].count >= enough }),
            .reachable("a value is delivered", given: { s in s.sent[.echoA].count >= enough }),
        ]
    }
}

"""#),
        (
            "Sources/Protocols/Election+Claims.swift", #"""
import Quorate

private let n: Quantity = "n", f: Quantity = "f"
private let some: SetExpression = "A", others: SetExpression = "B", crashed: SetExpression = "F"

extension Election {
    /// Claims that the election stands on, for every number of voters.
    var claims: [Claim] {
        let majority = QuorumSize.majority.quantity()
        return [
            Claim("common-voter", "Two majorities share a voter, who votes once.") {
                some.count >= majority
                others.count >= majority
            } then: {
                (some & others).count >= 1
            },
            Claim("enough-voters", "With n > 2f a majority is left when f voters crash.") {
                n > 2 * f
                crashed.count <= f
            } then: {
                (.everyone - crashed).count >= majority
            },
        ]
    }
}

"""#),
        (
            "Sources/Protocols/Election.swift", #"""
import Quorate

/// Leader election by majority: one term of Raft. Ongaro and Ousterhout, "In Search of an Understandable
/// Consensus Algorithm" (2014), section 5.2.
struct Election: Spec {
    static let summary = "Everybody votes once, and whoever has the votes of a majority leads."

    var voters = 3
    var mutant: Mutant?

    var parameters: [Parameter<Self>] { [Parameter("voters", \.voters, in: 1...8)] }
    var replicas: ReplicaSet { ReplicaSet(count: voters) }

    struct State: SpecState {
        var votes = ReplicaMap<ReplicaSet>([])  // who voted for each candidate
        var leaders = ReplicaSet()
    }

    enum Action: SpecAction {
        case vote(ReplicaID, for: ReplicaID), lead(ReplicaID)
    }

    enum Mutant: String, SpecMutant {
        case forgetfulVoters = "forgetful-voters"

        var expectation: MutantExpectation { .breaks("one leader", "voters forget that they have voted") }
    }

    var initialStates: [State] { [State()] }

    func actions(in s: State, _ next: inout Next<Self>) {
        let majority = ThresholdQuorums.majority(of: replicas)
        for candidate in replicas {
            for voter in replicas {
                let hasVoted = replicas.contains { s.votes[$0].contains(voter) }
                next.take(.vote(voter, for: candidate), if: !hasVoted || mutant == .forgetfulVoters) {
                    $0.votes[candidate].insert(voter)
                }
            }
            next.take(.lead(candidate), if: majority.isQuorum(s.votes[candidate])) {
                $0.leaders.insert(candidate)
            }
        }
    }

    var properties: [Property<State>] {
        [
            .always("one leader") { s in s.leaders.count <= 1 },
            .reachable("some leader") { s in !s.leaders.isEmpty },
        ]
    }
}

"""#),
        (
            "Sources/Protocols/ElectionDriver.swift", #"""
import Quorate

/// The spec `Election` beside the code in `Voter`.
struct ElectionDriver: Driver {
    struct System: RealSystem {
        var voters: [Voter]
        var outbox = Outbox()  // the votes that were sent
    }

    enum Input: Hashable {
        case request(from: ReplicaID), vote(from: ReplicaID)
    }

    let spec: Election
    let code: CodeUnderTest<Election.Mutant>

    init(_ spec: Election, code: CodeUnderTest<Election.Mutant>) {
        self.spec = spec
        self.code = code
    }

    func system(startingIn state: Election.State) -> System {
        System(
            voters: spec.replicas.map {
                Voter(number: $0.number, clusterSize: spec.voters, forgetsVotes: code != .shipped)
            })
    }

    func stimulus(for action: Election.Action, in system: System) -> Stimulus<Input> {
        switch action {
        case .vote(let voter, for: let candidate):
            return .local(.request(from: candidate), at: voter)
        case .lead(let candidate):
            let votes = system.outbox.messages.filter { $0.receiver == candidate }
            return .deliver(votes.map { .vote(from: $0.sender) }, to: candidate)
        }
    }

    func feed(_ input: Input, to replica: ReplicaID, of system: inout System) {
        switch input {
        case .request(from: let candidate):
            if system.voters[replica.number].receiveRequest(from: candidate.number) {
                system.outbox.send([], from: replica, to: candidate)
            }
        case .vote(from: let voter):
            system.voters[replica.number].receiveVote(from: voter.number)
        }
    }

    func observe(_ system: System, in state: inout Election.State) {
        for vote in system.outbox.messages {
            if let candidate = vote.receiver { state.votes[candidate].insert(vote.sender) }
        }
        for voter in system.voters where voter.leads { state.leaders.insert(ReplicaID(voter.number)) }
    }
}

public let drivers: [ReplayTarget] = [.driver(ElectionDriver.self, for: Election())]

"""#),
        (
            "Sources/Protocols/Voter.swift", #"""
/// The code that ships: a voter without clock or network, which is told what happens and says what to send.
struct Voter: Hashable {
    let number: Int
    let clusterSize: Int
    var forgetsVotes = false  // what the change under review does

    private(set) var choice: Int?
    private(set) var supporters: Set<Int> = []

    var leads: Bool { supporters.count > clusterSize / 2 }

    /// A candidate asks for this voter's vote. Returns whether it gets it.
    mutating func receiveRequest(from candidate: Int) -> Bool {
        guard choice == nil || forgetsVotes else { return false }
        choice = candidate
        return true
    }

    /// A vote for this voter arrives; one that comes twice counts once.
    mutating func receiveVote(from voter: Int) { supporters.insert(voter) }
}

"""#),
        (
            "Tests/ProtocolTests/ElectionDriverTests.swift", #"""
import Quorate
import Testing

@testable import Protocols

@Suite struct ElectionDriverTests {
    @Test func votersConform() async throws {
        let conformance = Conformance(Election(), driver: ElectionDriver(Election(), code: .shipped))
        let report = try await Explorer(erased: conformance.pairs).run()
        #expect(report.outcome == .holds, "\(report)")
    }

    /// Counterexample on real voters: forgetful ones go all the way, and those that ship refuse.
    @Test func forgetfulVotersElectTwo() async throws {
        let report = try await Explorer(Election(mutant: .forgetfulVoters)).run()
        let counterexample = try #require(report.counterexamples.first)
        let voters = ReplayTarget.driver(ElectionDriver.self, for: Election())
        #expect(try voters.replay(counterexample, true).outcome == .reproduced)
        #expect(try voters.replay(counterexample, false).outcome == .refused(step: 4))
    }
}

"""#),
        (
            "Tests/ProtocolTests/ElectionTests.swift", #"""
import Quorate
import Testing

@testable import Protocols

@Suite struct ElectionTests {
    @Test(arguments: 1...4)
    func onlyOneLeader(voters: Int) async throws {
        let report = try await Explorer(Election(voters: voters)).run()
        #expect(report.outcome == .holds, "\(report)")
    }

    @Test func forgetfulVotersElectTwo() async throws {
        let report = try await Explorer(Election(mutant: .forgetfulVoters)).run()
        #expect(report.counterexamples.map(\.property) == ["one leader"], "\(report)")
    }
}

"""#),
    ]
}

import QuorateFaults
import QuorateLanguage
import QuorateQuorums
import Testing

@testable import QuorateExplorer
@testable import Toys

/// Who notices a mutant, where that is known by construction.
@Suite struct MutantFateTests {
    private func fates(_ spec: some Spec, stateLimit: Int = 1000) async throws -> [String: MutantFate] {
        let search = MutantSearch(ErasedSpec(spec), stateLimit: stateLimit)
        let survey = try await search.survey()
        var fates: [String: MutantFate] = [:]
        for mutant in survey.mutants {
            let outline = mutant.outline
            let name = [outline.kind.rawValue, outline.subject, "\(outline.ordinal)"].joined(separator: " ")
            #expect(fates[name] == nil, "\(name)")
            fates[name] = try await search.fate(of: mutant, in: survey)
        }
        return fates
    }

    @Test func aCommittee() async throws {
        let fates = try await fates(Committee())
        let rule = Committee.ruleName
        let kinds = fates.mapValues(\.kind)
        #expect(
            kinds == [
                // Who votes again changes nothing, and the bell may always be rung.
                "drop-guard vote 1": .equivalent, "drop-guard ring 1": .equivalent,
                "drop-effect ring 1": .equivalent,
                "drop-guard decide 1": .noticed, "smaller-quorum \(rule) 1": .noticed,
                "never-take vote 1": .noticed, "drop-effect vote 1": .noticed,
                "never-take decide 1": .noticed, "drop-effect decide 1": .noticed,
                "drop-initial-state  1": .noticed, "never-take ring 1": .vacuous,
                // The lamp, and how many votes more than two there are, nobody looks at.
                "drop-guard light 1": .survived, "never-take light 1": .survived,
                "drop-effect light 1": .survived, "larger-quorum \(rule) 1": .survived,
                "drop-initial-state  2": .survived,
            ])
        #expect(fates["drop-guard decide 1"] == MutantFate(.noticed, "enough votes", steps: 1))
        #expect(fates["never-take decide 1"] == MutantFate(.noticed, "decision"))
        #expect(fates["never-take ring 1"]?.text == "ring is never taken")
        #expect(
            fates["drop-guard light 1"]
                == MutantFate(.survived, "light can be taken too, to isLit = true", steps: 1))
        #expect(
            fates["larger-quorum \(rule) 1"]
                == MutantFate(.survived, "decide cannot be taken any more, to isDecided = true", steps: 2))
        #expect(fates["drop-initial-state  2"]?.text == "no run begins in isLit = true")
        #expect(fates["drop-effect light 1"]?.text == "light cannot be taken any more, to isLit = true")
    }

    /// A limit that a mutant reaches decides nothing.
    @Test func tooManyStates() async throws {
        let fates = try await fates(Climber())
        #expect(fates["drop-guard climb 1"]?.kind == .undecided)
    }

    /// What its types do not allow stops a mutant, and that is told of the right action.
    @Test func theSpecsOwnChecks() async throws {
        let fate = try #require(try await fates(Counter())["drop-guard add 1"])
        #expect(fate.kind == .refused)
        #expect(fate.text.contains("in action add out of the state small = 3"), "\(fate.text)")
    }

    /// One replica more is faulty, and thresholds stay as they were made for fewer.
    @Test func moreFaultyReplicas() async throws {
        let spec = ErasedSpec(Listeners())
        let more = spec.mutant(.faultyReplica).spec
        #expect(spec.initialStates().count == 3 && more.initialStates().count == 3)
        #expect(Set(spec.initialStates()).isDisjoint(with: more.initialStates()))
        #expect(try await fates(Committee())["more-faulty  1"] == nil)
        #expect(try await fates(Listeners())["more-faulty  1"] != nil)
    }

    /// Properties are compared by name: one that the mutant does not have is missing, and hides no other.
    @Test func aPropertyOfSomeQuorums() async throws {
        let fates = try await fates(Spares())
        let fate = fates["larger-quorum \(Spares.rule.quantity()) 1"]
        #expect(fate == MutantFate(.vacuous, "\"a spare\" is not asked"))
    }

    /// A property of whole runs notices what no state shows.
    @Test func liveness() async throws {
        let fates = try await fates(Patient())
        #expect(fates["drop-effect go 1"] == MutantFate(.noticed, "arrival", steps: 0))
        #expect(fates["drop-guard rest 1"]?.kind == .noticed)
    }
}

/// Of three, as many vote as the quorum has; a goal is there only where somebody is left.
private struct Spares: Spec {
    /// A rule that no other spec has, since other tests run beside.
    static let rule = QuorumSize(replicas: 4, plus: 6, over: 9)

    struct State: SpecState { var votes: UInt64 = 0 }
    enum Action: SpecAction { case vote }
    var initialStates: [State] { [State()] }
    var quorum: UInt64 { UInt64(Self.rule(n: 3)) }
    func actions(in s: State, _ next: inout Next<Self>) {
        next.take(.vote, if: s.votes < quorum) { $0.votes += 1 }
    }
    var properties: [Property<State>] {
        let goals: [Property<State>] = quorum < 3 ? [.reachable("a spare") { $0.votes == 2 }] : []
        return goals + [.reachable("votes") { $0.votes > 0 }]
    }
}

private struct Climber: Spec {
    struct State: SpecState { var height: UInt64 = 0 }
    enum Action: SpecAction { case climb }
    var initialStates: [State] { [State()] }
    func actions(in s: State, _ next: inout Next<Self>) {
        next.take(.climb, if: s.height < 10) { $0.height += 1 }
    }
    var properties: [Property<State>] { [.reachable("the top") { $0.height == 10 }] }
}

private struct Counter: Spec {
    struct State: SpecState {
        var small: BoundedInt<0, 3> = 0
        var isOff = false
    }
    enum Action: SpecAction { case off, add }
    var initialStates: [State] { [State()] }
    func actions(in s: State, _ next: inout Next<Self>) {
        next.take(.off) { $0.isOff = true }
        next.take(.add, if: s.small < 3) { $0.small += 1 }
    }
    var properties: [Property<State>] { [.reachable("the top") { $0.small == 3 }] }
}

/// Who goes arrives, unless there is a rest on the way.
private struct Patient: Spec {
    struct State: SpecState {
        var hasArrived = false
        var isResting = false
    }
    enum Action: SpecAction { case go, rest }
    var initialStates: [State] { [State()] }
    func actions(in s: State, _ next: inout Next<Self>) {
        next.take(.go, if: !s.hasArrived && !s.isResting) { $0.hasArrived = true }
        next.take(.rest, if: s.hasArrived) { $0.isResting = true }
    }
    var fairness: [Fairness<Self>] { [.weak("steps", actions: "go")] }
    var properties: [Property<State>] { [.eventually("arrival") { $0.hasArrived }] }
}

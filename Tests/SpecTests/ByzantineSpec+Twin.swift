import QuorateExplorer
import QuorateFaults
import QuorateLanguage
import SeededRandom
import Testing

@testable import Toys

extension ByzantineSpec {
    /// Expects the same verdict on every property and the same states of correct replicas whether faulty messages are
    /// there from the start or each is sent in a step of its own.
    func expectSameStepByStep(sourceLocation: SourceLocation = #_sourceLocation) async throws {
        let twin = StepByStep(self)
        let (states, slowStates) = (reachableStates(), twin.reachableStates())
        #expect(
            Set(states.map(correctPart)) == Set(slowStates.map(correctPart)), sourceLocation: sourceLocation)
        // The twin is worth its name only where the adversary has something to send.
        #expect(slowStates.count > states.count, sourceLocation: sourceLocation)
        let quick = try await Explorer(self, continuesAfterViolation: true).run()
        let slow = try await Explorer(twin, continuesAfterViolation: true).run()
        #expect(
            quick.properties.map(\.outcome) == slow.properties.map(\.outcome), sourceLocation: sourceLocation)
        #expect(quick.distinctStates == states.count, sourceLocation: sourceLocation)
        #expect(slow.distinctStates == slowStates.count, sourceLocation: sourceLocation)
    }

    /// Expects that random runs of the twin, for instances where it is too large to be searched, never bring correct
    /// replicas where they do not come otherwise.
    func expectStepByStepStaysInside(walks: Int, steps: Int) {
        let parts = Set(reachableStates().map(correctPart))
        let twin = StepByStep(self)
        let seed = Seed.announced()
        var random = SplitMix(seed: seed)
        var compared = 0
        var successors: [StepByStep<Self>.State] = []
        let lister = StepLister(twin) { successors.append($1) }
        for _ in 0..<walks {
            guard var state = twin.initialStates.randomElement(using: &random) else { break }
            for _ in 0..<steps {
                successors.removeAll(keepingCapacity: true)
                lister.list(state)
                let origin = state
                let changes = successors.filter { $0 != origin }
                guard let successor = changes.randomElement(using: &random) else { break }
                state = successor
                // Asked outside of the macro, which would print all of them.
                let isKnown = parts.contains(correctPart(of: state))
                #expect(isKnown, "QUORATE_SEED=\(seed): \(state)")
                compared += 1
            }
        }
        // Most walks go on to the end, or all that this says is that little was tried.
        #expect(compared > walks * steps / 4, "QUORATE_SEED=\(seed)")
    }

    /// Expects that the spec and its twin go together, for instances of which no set of all states can be made: the spec
    /// takes every step that the twin takes on a random run, and the twin every one of the spec's as soon as its faulty
    /// replicas have sent all that they can. Correct replicas are then the same in both.
    func expectStepByStepGoesAlong(walks: Int, steps: Int) {
        let seed = Seed.announced()
        var random = SplitMix(seed: seed)
        for walk in 0..<walks {
            var pair = TwinPair(self, using: &random)
            for step in 0..<steps {
                let isAlong =
                    walk % 2 == 0 ? pair.followTwin(using: &random) : pair.followSpec(using: &random)
                #expect(isAlong != false, "QUORATE_SEED=\(seed), walk \(walk), step \(step): \(pair.latest)")
                if isAlong != true { break }
            }
            // Correct replicas take steps on every walk, or it compares nothing.
            #expect(pair.followed > 2, "QUORATE_SEED=\(seed), walk \(walk)")
        }
    }
}

/// A state of a spec and one of its twin in which correct replicas are the same.
private struct TwinPair<S: ByzantineSpec> {
    let spec: S
    let twin: StepByStep<S>
    private var (inSpec, inTwin): (S.State, S.State)
    /// Number of the steps of correct replicas that both have taken.
    private(set) var followed = 0
    /// The latest step that one of them was to take after the other.
    private(set) var latest = ""

    init(_ spec: S, using random: inout SplitMix) {
        self.spec = spec
        twin = StepByStep(spec)
        let (state, start) = (twin.initialStates.randomElement(using: &random)!, spec.initialStates)
        inTwin = state
        inSpec = start.first { spec.correctPart(of: $0) == state }!
    }

    /// Truth of a random step of the twin being one of the spec too, or nil where the twin has none left. What a faulty
    /// replica sends is there in the spec already.
    mutating func followTwin(using random: inout SplitMix) -> Bool? {
        let takes = twin.takes(in: inTwin)
        let own = takes.filter { if case .step = $0.action { $0.successor != nil } else { false } }
        // Faulty replicas have many messages, and would seldom let another have a turn.
        let chosen = (own.isEmpty || Bool.random(using: &random) ? takes : own).randomElement(using: &random)
        guard let chosen, let successor = chosen.successor else { return chosen == nil ? nil : true }
        inTwin = successor
        guard case .step(let action) = chosen.action else { return isTheSame }
        return advance(action, spec.takes(in: inSpec).first { $0.action == action }?.successor, \.inSpec)
    }

    /// Truth of a random step of the spec being one of the twin too once all is sent that can be, or nil where the spec has
    /// none left.
    mutating func followSpec(using random: inout SplitMix) -> Bool? {
        let takes = spec.takes(in: inSpec).filter { $0.successor != nil }
        guard let chosen = takes.randomElement(using: &random), let successor = chosen.successor else {
            return nil
        }
        inSpec = successor
        sendEverything()
        let way = twin.takes(in: inTwin).first { $0.action == .step(chosen.action) }
        return advance(chosen.action, way?.successor, \.inTwin)
    }

    /// Takes a step in the other one of the two; false where it has no such step, or another one.
    private mutating func advance(
        _ action: S.Action, _ successor: S.State?, _ other: WritableKeyPath<Self, S.State>
    ) -> Bool {
        latest = "\(action) from \(self[keyPath: other])"
        guard let successor else { return false }
        self[keyPath: other] = successor
        followed += 1
        return isTheSame
    }

    /// Sends what faulty replicas can send, and what they can send once that is there.
    private mutating func sendEverything() {
        while true {
            let before = inTwin
            for take in twin.takes(in: inTwin) where take.successor != nil {
                if case .send(let sender, let message) = take.action {
                    twin.original.send(message, from: sender, in: &inTwin)
                }
            }
            if inTwin == before { return }
        }
    }

    private var isTheSame: Bool { spec.correctPart(of: inSpec) == spec.correctPart(of: inTwin) }
}

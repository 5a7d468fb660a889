import QuorateLanguage
import QuorateQuorums
import QuorateReplicas
import QuorateTraces

@testable import PBFTSpecs
@testable import QuorateDrivers
@testable import QuorateReplay

/// Attack on PBFT's replicas by twins: in place of what a Byzantine replica forges in a counterexample, two honest
/// instances with its key say what they say. Bano et al., "Twins: BFT Systems Made Robust" (2020).
///
/// The schedule says who takes a step, which messages of correct replicas have reached it, and which ones the Byzantine
/// replica sends to it; COMMITs alone, which make a replica execute and are no part of a step, come when they exist.
/// Where a step needs a message of the Byzantine replica, everything is tried that one of the two
/// can have sent of that kind, view and request. Whoever has sent something stays the one that has sent it.
struct TwinAttack {
    enum Outcome: Hashable {
        /// The property is broken, and nothing was forged.
        case reproduced
        /// The step is not taken without a message that neither twin can send.
        case needsForged(step: Int, String)
        /// The step is not taken, whatever the twins say.
        case refused(step: Int)
        case withstood
        /// A run without end, whose steps were taken.
        case followed
    }

    let driver: PBFTDriver
    /// The schedule of the counterexample, as `quorate export --as-scenario` writes it.
    let scenario: AttackScenario
    let run: ScenarioRun
    /// Honest instances with the key of each Byzantine replica.
    var instances = 2

    private var faulty: ReplicaSet { run.states[0].faulty.members }

    /// Place in the attack.
    private struct Place {
        var system: PBFTDriver.System
        var twins: [TwinStates]
        var missing: String?
        /// Steps in which correct replicas have sent their messages, the first being 1.
        var sentIn: [[UInt8]: Int] = [:]

        /// Notes that what was not there before was sent in a step.
        mutating func note(step: Int) {
            for message in system.outbox.messages where sentIn[message.bytes] == nil {
                sentIn[message.bytes] = step
            }
        }
    }

    /// Returns true if the scenario has the message of a correct replica reach the one that takes the step.
    private func isHeard(
        _ bytes: [UInt8], of sender: Int, to replica: ReplicaID, in step: Int, _ place: Place
    ) -> Bool {
        guard let sentIn = place.sentIn[bytes], scenario.steps[step].replica == "\(replica)" else {
            return false
        }
        return sentIn <= scenario.steps[step].fromCorrect["\(ReplicaID(sender))"] ?? 0
    }

    func outcome() throws -> Outcome {
        // The shipped code's own instance of the faulty replica is what a twin is.
        var correct = run.spec
        correct.adversary.count = 0
        let whole = try driver.system(startingIn: correct.initialStates[0])
        let twins = faulty.compactMap { whole.nodes[$0.number] }
            .flatMap { Array(repeating: TwinStates($0), count: instances) }
        let start = Place(system: try driver.system(startingIn: run.states[0]), twins: twins)
        return try go(on: start, 0)
    }

    private func go(on place: Place, _ step: Int) throws -> Outcome {
        guard step < run.actions.count else { return try end(in: place) }
        var place = place
        for twin in place.twins.indices {
            try place.twins[twin].close(
                under: inputs(place.system, withCommits: false), lastView: run.spec.views - 1)
        }
        let stimulus = driver.stimulus(for: run.actions[step], in: place.system)
        guard stimulus.exists else { return .refused(step: step + 1) }
        let deliveries = stimulus.evidence + stimulus.inputs
        var worst = Outcome.refused(step: step + 1)
        for next in try places(after: deliveries[...], in: step, from: place) {
            var outcome = Outcome.refused(step: step + 1)
            if isTaken(step, next.system) {
                var next = next
                next.note(step: step + 1)
                outcome = try go(on: next, step + 1)
            } else if let missing = next.missing {
                outcome = .needsForged(step: step + 1, missing)
            }
            if outcome == .reproduced { return outcome }
            if depth(outcome) >= depth(worst) { worst = outcome }
        }
        return worst
    }

    /// How far it came.
    private func depth(_ outcome: Outcome) -> Int {
        switch outcome {
        case .reproduced, .followed, .withstood: .max
        case .needsForged(let step, _), .refused(let step): step
        }
    }

    private func isTaken(_ step: Int, _ system: PBFTDriver.System) -> Bool {
        var seen = run.states[0]
        driver.observe(system, in: &seen)
        return seen.votes == run.states[step + 1].votes && seen.view == run.states[step + 1].view
    }

    private func end(in place: Place) throws -> Outcome {
        if scenario.repeatsFrom != nil { return .followed }
        guard driver.isBroken(scenario.property, by: place.system) == true else {
            return place.missing.map { .needsForged(step: run.actions.count, $0) } ?? .withstood
        }
        guard scenario.property == "client agreement" else { return .reproduced }
        // The driver has a Byzantine replica make up the reply; a twin replies with what it has executed.
        let executed = Set(place.system.nodes.flatMap { $0?.replica.state.history.map(\.digest) ?? [] })
        for var twin in place.twins {
            try twin.close(under: inputs(place.system, withCommits: true), lastView: run.spec.views - 1)
            let own = twin.states.flatMap { $0.node.replica.state.history.map(\.digest) }
            if !executed.isSuperset(of: own) { return .reproduced }
        }
        return .needsForged(step: run.actions.count + 1, "reply")
    }
}

extension TwinAttack {
    /// What can reach a twin, with the view in which it matters: requests that a client has signed, of which a primary
    /// makes proposals, and what correct replicas have sent. A VIEW-CHANGE matters to the primary of its view, and comes in
    /// its NEW-VIEW to the others; a COMMIT makes a replica execute, and say nothing more.
    private func inputs(_ system: PBFTDriver.System, withCommits: Bool) -> [(view: Int, input: PBFTInput)] {
        let values = PBFT.Value.values.filter { $0 == .a || system.hasBothRequests }
        let requests = values.map { (0, PBFTInput.request(driver.request($0, in: system).encoded)) }
        return requests
            + system.envelopes.compactMap { envelope in
                let view: Int? =
                    switch envelope.message {
                    case .prePrepare(let body): body.view
                    case .prepare(let body): body.view
                    case .commit(let body): withCommits ? body.view : nil
                    case .newView(let body): body.view
                    default: nil
                    }
                return view.map { ($0, .message(envelope.encoded)) }
            }
    }

    /// The COMMITs that a replica is to hear, as there are now: one of each sender.
    private func commits(
        _ view: PBFT.View, _ value: PBFT.Value, to replica: ReplicaID, in system: PBFTDriver.System
    ) -> [Stimulus<PBFTDriver.Input>.Delivery] {
        var known: Set<[UInt8]> = []
        return driver.votes(\.commit, view, value, for: replica, in: system, atMost: .max)
            .filter { known.insert($0).inserted }.map { .init(.message($0), to: replica) }
    }

    /// The places after the deliveries: what a correct replica has not sent does not come, and for what a Byzantine one
    /// forges comes one of the messages that a twin can have sent in its place.
    private func places(
        after deliveries: ArraySlice<Stimulus<PBFTDriver.Input>.Delivery>, in step: Int, from place: Place
    ) throws -> [Place] {
        guard let delivery = deliveries.first else { return [place] }
        let rest = deliveries.dropFirst()
        if case .commits(let view, let value) = delivery.input {
            let heard = commits(view, value, to: delivery.replica, in: place.system)
            return try places(after: (heard + rest)[...], in: step, from: place)
        }
        guard case .message(let bytes) = delivery.input, let envelope = try? PBFTEnvelope(decoding: bytes)
        else {
            return try places(after: rest, in: step, from: fed(delivery.input, to: delivery.replica, place))
        }
        guard faulty.contains(ReplicaID(envelope.sender)) else {
            let isCommit = if case .commit = envelope.message { true } else { false }
            let exists =
                isCommit
                ? place.system.outbox.messages.contains { $0.bytes == bytes }
                : isHeard(bytes, of: envelope.sender, to: delivery.replica, in: step, place)
            return try places(
                after: rest, in: step, from: exists ? fed(delivery.input, to: delivery.replica, place) : place
            )
        }
        guard isTold(envelope, to: delivery.replica, in: step) else {
            return try places(after: rest, in: step, from: place)
        }
        var found: [Place] = []
        for (number, twin) in place.twins.enumerated() where !place.twins[..<number].contains(twin) {
            for said in twin.sayable where isSubstitute(said, for: envelope) {
                var next = try fed(.message(said), to: delivery.replica, place)
                next.twins[number] = twin.having(said: said)
                found += try places(after: rest, in: step, from: next)
            }
        }
        if !found.isEmpty { return found }
        var next = place
        next.missing = "\(envelope.message.kind)"
        return try places(after: rest, in: step, from: next)
    }

    /// Returns true if the scenario has a faulty replica send such a message to the one that takes the step, by then.
    private func isTold(_ envelope: PBFTEnvelope, to replica: ReplicaID, in step: Int) -> Bool {
        if case .commit = envelope.message { return true }
        return scenario.steps[...step].contains { told in
            told.replica == "\(replica)"
                && told.fromFaulty.contains {
                    $0.sender == "r\(envelope.sender)" && means($0.message, envelope.message)
                }
        }
    }

    /// Returns true if a message of the spec stands for one of the code: the vote of a primary for its proposal.
    private func means(_ told: JSONValue, _ message: PBFTMessage) -> Bool {
        let value = told["value"]
        func isVote(_ view: Int, _ digest: PBFTDigest?) -> Bool {
            guard value?["tag"] == "prepare", let parts = value?["value"]?["#tup"]?.elements else {
                return false
            }
            return parts.first == .string("v\(view)")
                && (digest == nil
                    || digest.flatMap { driver.value(of: $0) }.map { parts.last == .string("\($0)") } ?? false)
        }
        return switch message {
        case .prePrepare(let body): isVote(body.view, body.digest)
        case .prepare(let body): isVote(body.view, body.digest)
        case .newView(let body): isVote(body.view, nil)
        case .viewChange(let body): told["tag"] == "viewChange" && value?["view"] == .string("v\(body.view)")
        default: false
        }
    }

    private func fed(_ input: PBFTDriver.Input, to replica: ReplicaID, _ place: Place) throws -> Place {
        var next = place
        try driver.feed(input, to: replica, of: &next.system)
        return next
    }

    private func isSubstitute(_ bytes: [UInt8], for forged: PBFTEnvelope) -> Bool {
        guard let own = try? PBFTEnvelope(decoding: bytes), own.sender == forged.sender else { return false }
        return switch (own.message, forged.message) {
        case (.prePrepare(let own), .prePrepare(let other)):
            (own.view, own.digest) == (other.view, other.digest)
        case (.prepare(let own), .prepare(let other)): (own.view, own.digest) == (other.view, other.digest)
        case (.commit(let own), .commit(let other)): (own.view, own.digest) == (other.view, other.digest)
        case (.viewChange(let own), .viewChange(let other)): own.view == other.view
        case (.newView(let own), .newView(let other)): own.view == other.view
        default: false
        }
    }
}

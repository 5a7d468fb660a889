internal import QuorateLanguage
internal import QuorateQuorums

/// Checks of an adversary before a search relies on it: that it is the one that reports speak of, and that it
/// can do what they say.
///
/// - Complexity: every message is sent once for each faulty replica of each initial state.
struct AdversaryCheck<S: ByzantineSpec> {
    let spec: S
    /// The same with the adversary acting step by step.
    let twin: S
    let initialStates: [S.State]

    init(_ spec: S) {
        self.spec = spec
        var twin = spec
        twin.adversary.timing = .stepByStep
        self.twin = twin
        initialStates = spec.initialStates
    }

    /// First mistake, or nil.
    func problem() -> SpecError? {
        let before = SpecFault.countOnThisThread
        var message = firstProblem
        if SpecFault.countOnThisThread != before {
            message = "in the messages of faulty replicas in an initial state: \(SpecFault.latestText)"
        }
        return message.map { SpecError(spec: S.name, message: $0) }
    }

    private var firstProblem: String? {
        if let problem = placementProblem ?? assumptionsProblem { return problem }
        guard spec.adversary.placement.faultCount > 0 else { return nil }
        if spec.adversary.timing == .stepByStep {
            return
                "the adversary acts step by step, and nobody takes its steps: leave its timing as it is, and search"
                + " StepByStep(\(S.name)(...)) for the twin that does"
        }
        if spec.faultyReplicasAreSilent { return silenceProblem }
        if spec.messages.isEmpty {
            return
                "there are faulty replicas and `messages` lists none that they could send; list every well-typed message,"
                + " or say faultyReplicasAreSilent, and .boundedAdversary in the assumptions"
        }
        return absenceProblem ?? twinProblem
    }

    // MARK: Who is faulty

    /// Mistake that the initial states have other faulty replicas than the placement.
    private var placementProblem: String? {
        let placement = spec.adversary.placement
        let wanted = Set(placement.choices(among: spec.suspects))
        let found = Set(initialStates.map { spec.faulty(in: $0).members })
        let words = "the adversary's placement says \"\(placement.note(among: spec.suspects))\""
        let remedy =
            "; make one for each of adversary.choices(among: suspects), where `suspects` are all `replicas` unless given"
        if let missing = wanted.subtracting(found).min(by: { $0.bits < $1.bits }) {
            return "\(words), and in no initial state \(missing) is faulty" + remedy
        }
        if let other = found.subtracting(wanted).min(by: { $0.bits < $1.bits }) {
            return "\(words), and in an initial state \(other) is faulty" + remedy
        }
        return nil
    }

    /// Mistake that the assumptions speak of other faulty replicas than the adversary's.
    private var assumptionsProblem: String? {
        guard let assumptions = spec.assumptions else { return nil }
        let placement = spec.adversary.placement
        guard let faults = assumptions.faults else {
            return assumptions.saysByzantine
                ? "its assumptions say Byzantine in words that nobody compares with the adversary; make them with"
                    + " Assumptions(replicas:faults:_:network:placement:)" : nil
        }
        // What replicas do that only crash is in the spec's own steps.
        if faults.power == .benign { return nil }
        if faults.count != placement.faultCount {
            return
                "the assumptions say f = \(faults.count), and the adversary's placement has \(placement.faultCount) faulty;"
                + " give the assumptions adversary.placement.faultCount, or the adversary another placement"
        }
        let note = placement.note(among: spec.suspects)
        if faults.count > 0, faults.placement != note {
            let said = faults.placement.map { "say \"\($0)\"" } ?? "do not say who is faulty"
            return
                "the assumptions \(said), and the adversary's placement is \"\(note)\"; give the assumptions"
                + " placement: adversary.placement, and among: suspects where these are not all"
        }
        if faults.power == .anything, spec.faultyReplicasAreSilent {
            return
                "faulty replicas that are silent are not Byzantine; say .boundedAdversary(limit: \"says nothing\", ...)"
        }
        return nil
    }

    // MARK: What they can do

    /// Mistake that silent replicas send something.
    private var silenceProblem: String? {
        if !spec.messages.isEmpty {
            return "faultyReplicasAreSilent is said, and `messages` lists some; leave one of them out"
        }
        guard let state = initialStates.first(where: { spec.correctPart(of: $0) != $0 }) else { return nil }
        return
            "faultyReplicasAreSilent is said, and \(spec.faulty(in: state).members) have sent something in an initial state;"
            + " begin with empty votes"
    }

    /// Mistake that a message that could be sent is not there from the start.
    private var absenceProblem: String? {
        for state in initialStates {
            for sender in spec.faulty(in: state).members {
                for message in spec.messages
                where spec.canSend(message, from: sender, in: state).isGiven
                    && spec.sending(message, from: sender, in: state) != state
                {
                    return
                        "\(text(message)) of \(sender) is not there from the start in the initial state where"
                        + " \(spec.faulty(in: state).members) is faulty: sending it changes the state. Begin with votes"
                        + " MonotoneVotes(from: faulty, adversary); where a message holds signatures of others, `send`"
                        + " calls adversary.show"
                }
            }
        }
        return nil
    }

    /// Mistake that the adversary that acts step by step is none to compare with.
    private var twinProblem: String? {
        if twin.adversary.timing != .stepByStep {
            return "setting adversary.timing changes nothing; store it, so that StepByStep can set it"
        }
        let states = twin.initialStates
        if let state = states.first(where: { twin.correctPart(of: $0) != $0 }) {
            return
                "in the initial state where \(twin.faulty(in: state).members) is faulty, correctPart(of:) is another state"
                + " although the adversary acts step by step and has sent nothing yet. Begin with votes"
                + " MonotoneVotes(from: faulty, adversary), and let correctPart take nothing away but what faulty"
                + " replicas have sent"
        }
        if Set(states) != Set(initialStates.map(spec.correctPart)) {
            return
                "the initial states are other ones to correct replicas when the adversary acts step by step; nothing but"
                + " the votes of faulty replicas may depend on adversary.timing"
        }
        return sendProblem(in: states)
    }

    /// Mistake that sending does nothing, or does something to correct replicas.
    private func sendProblem(in states: [S.State]) -> String? {
        var isSeen = false
        for state in states {
            for sender in twin.faulty(in: state).members {
                for message in twin.messages {
                    let after = twin.sending(message, from: sender, in: state)
                    isSeen = isSeen || after != state
                    if twin.correctPart(of: after) != twin.correctPart(of: state) {
                        return
                            "\(text(message)) of \(sender), which is faulty, changes what correct replicas are; let"
                            + " correctPart(of:) take away all that faulty replicas have sent"
                    }
                }
            }
        }
        return isSeen
            ? nil
            : "`send` changes nothing, whichever message a faulty replica sends; let it cast the message"
    }

    private func text(_ message: S.Message) -> String {
        "\(SpecValue(describing: message, for: spec.replicas))"
    }
}

import QuorateFaults

/// Randomised binary consensus in rounds of two exchanges and, where these leave it open, a coin.
///
/// Ben-Or, "Another Advantage of Free Choice: Completely Asynchronous Agreement Protocols", PODC 1983:
/// protocol B for n > 5f Byzantine replicas and, with `crash`, protocol A for n > 2f that stop. Differences
/// from the paper: rounds are bounded, and the coin falls either way wherever it is tossed, without a
/// probability; a replica's input is chosen when it first reports, since before that no one can know it; hearing
/// and reacting is one step.
///
/// With `endless` the last round comes again and again, which stands for all rounds that follow: what a replica
/// does in a round depends on messages of that round alone. See `BenOr+Termination` for what is owed then.
///
/// Fault model: Byzantine replicas, oral messages; or crash-stop, where a replica that has crashed is one
/// that takes no further step, a message that it has sent to some only is heard by those only, and what it
/// decided before still counts. Asynchronous reliable network. No rule tells one replica from another, so the
/// last are faulty, for every choice.
///
/// A replica waits for n - f messages and acts on those alone, whichever they are, so "at most so many say v"
/// is part of its rules. Here a step is offered if among the messages sent there are n - f, from as many
/// replicas, with which the paper's rule allows it. Further messages leave those where they are, so this is
/// evidence, and all that faulty replicas can send may be present from the start; see `Sample`.
///
/// With `lockstep`, which is the default, the correct replicas take each exchange together, in order, and
/// send 0 before 1 before neither, save in endless rounds. That loses no violation. A step hears only the exchange before it, so any
/// run can be sorted by exchanges, and ends in the same state. A replica that the run leaves behind can take
/// some step of each exchange, because the others' n - f messages are all that it needs; what it sends takes
/// nothing from them, and its input can be chosen not to be the decided value. And what a replica sends next
/// depends on what it hears, not on what it has sent, so replicas can change places between exchanges. The
/// tests compare the verdicts.
struct BenOr: VotingSpec {
    static let summary = "Replicas agree on one of two values, tossing coins while they differ."
    static let source = "Ben-Or, Another Advantage of Free Choice (1983)"

    var replicas: ReplicaSet
    /// f, the number of faulty replicas.
    var faults: Int
    /// Last round; the first is 1.
    var rounds: Int
    /// Crashes instead of lies: the faulty replicas only crash, which protocol A is made for.
    var crash: Bool
    /// Lockstep: the correct replicas take each exchange together.
    var lockstep: Bool
    /// Rounds without end: the last one comes again and again.
    var endless: Bool
    /// Coins of endless rounds that are fair; otherwise they fall as the scheduler likes.
    var fairCoin: Bool
    var mutant: Mutant?
    var timing = Adversary.Timing.fromTheStart

    /// Consensus among `replicas` replicas (1 to 8), `faults` of them faulty, in `rounds` rounds (1 to 3).
    init(
        replicas: Int = 6, faults: Int = 1, rounds: Int = 2, crash: Bool = false, lockstep: Bool = true,
        endless: Bool = false, fairCoin: Bool = true, mutant: Mutant? = nil
    ) {
        self.replicas = ReplicaSet(count: replicas)
        self.faults = faults
        self.rounds = rounds
        self.crash = crash
        self.lockstep = lockstep
        self.endless = endless
        self.fairCoin = fairCoin
        self.mutant = mutant
    }

    var parameters: [Parameter<Self>] {
        [
            Parameter("replicas", \.replicas, in: 1...8), Parameter("faults", \.faults, in: 0...3),
            Parameter("rounds", \.rounds, in: 1...3), Parameter("crash", \.crash),
            Parameter("lockstep", \.lockstep), Parameter("endless", \.endless),
            Parameter("fairCoin", \.fairCoin),
        ]
    }
    var assumptions: Assumptions? {
        let order = lockstep ? ["correct replicas take each exchange together, which loses no violation"] : []
        return Assumptions(
            replicas: replicas, faults: faults, crash ? .crashStop : .byzantine(.oral),
            network: .asynchronous, placement: crash ? nil : adversary.placement,
            notes: [
                endless
                    ? "two values, rounds without end, \(fairCoin ? "fair coins" : "the scheduler fixes the coins")"
                    : "two values, at most \(rounds) \(rounds == 1 ? "round" : "rounds"), the coin falls either way"
            ] + order)
    }

    func validate() throws {
        if faults >= replicas.count {
            throw SpecError(
                spec: Self.name,
                message:
                    "faults=\(faults) of replicas=\(replicas.count) leave no correct one; lower faults")
        }
        if endless && rounds > 2 {
            throw SpecError(
                spec: Self.name, message: "endless rounds begin with the first or the second; lower rounds")
        }
    }

    /// The last f replicas, for every choice, or none where replicas only crash; setting it changes the timing
    /// only.
    var adversary: Adversary {
        get { Adversary(.representative(crash ? 0 : faults), timing: timing) }
        set { timing = newValue.timing }
    }

    enum Value: FiniteValue { case zero, one }

    struct State: ByzantineState {
        /// Senders of each message.
        var votes: MonotoneVotes<Message, TwoWords>
        /// Correct replicas that have decided each value.
        var decided = Decisions()
        /// Correct replicas whose coin has not fallen yet, where rounds are endless: one at most.
        var tossing = ReplicaSet()
        let faulty: FaultyReplicas
    }

    var initialStates: [State] {
        adversary.choices(among: replicas).map {
            State(votes: MonotoneVotes(from: $0, adversary), faulty: $0)
        }
    }

    static var votes: VotePath<State, Message, TwoWords> { \.votes }
    /// The messages of the rounds that there are.
    var messages: [Message] { Message.values.filter { $0.packed < UInt64(rounds * 5) } }

    /// Steps of a correct replica: it reports its input, then in each round proposes, and decides, adopts or
    /// tosses.
    ///
    /// The last three are step 3 of the paper and end in the report of the next round.
    enum Action: SpecAction {
        case report(ReplicaID, Value)
        case propose(ReplicaID, round: Int, Value?)
        case decide(ReplicaID, round: Int, Value)
        case adopt(ReplicaID, round: Int, Value)
        case toss(ReplicaID, round: Int, Value)
        /// Without end a toss has two steps, so that no liar has a hand in how the coin falls.
        case takeCoin(ReplicaID, round: Int)
    }

    func actions(in s: State, _ next: inout Next<Self>) {
        let correct = s.faulty.correct(among: replicas)
        if !s.tossing.isEmpty { return toss(in: s, &next, correct) }
        for i in turn(after: correct.members, done: s.reporters(in: 1, correct), correct) {
            for v in Value.values {
                next.take(.report(i, v), if: mayReport(v, in: 1, s, correct)) {
                    $0.votes.cast(.report(round: 1, v), by: i)
                }
            }
        }
        for r in 1...rounds {
            let (reported, proposed) = (s.reporters(in: r, correct), s.proposers(in: r, correct))
            for i in turn(after: reported, done: proposed, correct) { propose(i, r, s, &next, correct) }
            if r < rounds || endless {
                let ended = s.reporters(in: r + 1, correct)
                for i in turn(after: proposed, done: ended, correct) { endRound(i, r, s, &next, correct) }
            } else {
                decideAtLast(after: proposed, s, &next, correct)
            }
        }
    }

    @inline(__always)
    private func propose(
        _ i: ReplicaID, _ r: Int, _ s: State, _ next: inout Next<Self>, _ correct: CorrectReplicas
    ) {
        let reports = reports(of: r, in: s)
        let enough = thresholds.proposal
        for v in Value.values {
            next.take(
                .propose(i, round: r, v), if: mayPropose(v, in: r, s, correct),
                given: reports.canHold(enough, for: v)
            ) { $0.votes.cast(.proposal(round: r, v), by: i) }
        }
        next.take(.propose(i, round: r, nil), given: reports.canHold(atMost: enough - 1)) {
            $0.votes.cast(.proposal(round: r, nil), by: i)
        }
    }

    @inline(__always)
    private func endRound(
        _ i: ReplicaID, _ r: Int, _ s: State, _ next: inout Next<Self>, _ correct: CorrectReplicas
    ) {
        let (proposals, thresholds) = (proposals(of: r, in: s), thresholds)
        let mostToToss = (mutant == .tossAnyway ? thresholds.decision : thresholds.adoption) - 1
        next.take(.takeCoin(i, round: r), if: endless, given: proposals.canHold(atMost: mostToToss)) {
            $0.tossing.insert(i)
        }
        for v in Value.values where mayReport(v, in: r + 1, s, correct) {
            next.take(.decide(i, round: r, v), given: proposals.canHold(thresholds.decision, for: v)) {
                $0.decided[v].insert(i)
                report(v, by: i, after: r, &$0)
            }
            next.take(
                .adopt(i, round: r, v), if: thresholds.adoption < thresholds.decision,
                given: proposals.senders(of: v).count >= thresholds.adoption
                    && proposals.canHold(atMost: thresholds.decision - 1)
            ) { report(v, by: i, after: r, &$0) }
            next.take(
                .toss(i, round: r, v), if: !endless, given: proposals.canHold(atMost: mostToToss)
            ) { report(v, by: i, after: r, &$0) }
        }
    }

    /// End of the last round; only a decision is seen of it.
    ///
    /// Nothing says that a replica has ended it, so it might decide on one sample and again on another. Where
    /// that is a violation, two replicas that decide on these samples are one as well.
    @inline(__always)
    private func decideAtLast(
        after proposed: ReplicaSet, _ s: State, _ next: inout Next<Self>, _ correct: CorrectReplicas
    ) {
        let proposals = proposals(of: rounds, in: s)
        for v in Value.values {
            for i in turn(after: proposed, done: s.decided[v], correct) {
                next.take(
                    .decide(i, round: rounds, v), given: proposals.canHold(thresholds.decision, for: v)
                ) { $0.decided[v].insert(i) }
            }
        }
    }

    var properties: [Property<State>] {
        let spec = self
        let validity = Property<State>.always(
            "validity", when: { s in !s.decided.replicas.isEmpty },
            then: { s in Self.areInputs(s.decided, in: s, s.faulty.correct(among: spec.replicas)) })
        let safety: [Property<State>] = [
            .always("agreement", when: { s in !s.decided.replicas.isEmpty }) { s in
                s.decided[.zero].isEmpty || s.decided[.one].isEmpty
            }
        ]
        let everyoneDecides = { @Sendable (s: State) in
            s.faulty.correct(among: spec.replicas).members.isSubset(of: s.decided.replicas)
        }
        return safety + (keepsInputs ? [validity] : []) + [
            .reachable("some correct replica decides") { s in !s.decided.replicas.isEmpty },
            .reachable("every correct replica decides", everyoneDecides),
        ] + waysToDecide + (endless ? [.eventually("termination", everyoneDecides)] : [])
    }

    /// Validity of the decisions: each is the input of a correct replica. With two values, this is to say
    /// that where all have the same input nothing else is decided.
    ///
    /// A replica that has not reported yet may have had any input, so it counts for none.
    static func areInputs(_ decided: Decisions, in s: State, _ correct: CorrectReplicas) -> Bool {
        Value.values.allSatisfy {
            decided[$0].isEmpty || !s.votes.senders(of: .report(round: 1, $0), in: correct).isEmpty
        }
    }
}

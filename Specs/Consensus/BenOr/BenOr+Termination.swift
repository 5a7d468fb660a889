import QuorateFaults

/// Termination, in rounds without end.
///
/// The last round, once all correct replicas have ended it, begins again with the values that they have then. They
/// begin it together, in lockstep or not, which loses no view of a fair run: a correct replica takes steps for ever, so
/// it ends each round, by messages of that round. A replica that has crashed is one that nobody hears any more. With one
/// round only the inputs are forgotten, and validity is not asked.
///
/// A coin that is fair and tossed again and again falls again and again like those before it in its round, and like
/// what can be proposed there: owed by strong fairness, for each number of coins, this has probability 1, since nothing
/// happens between a toss and the fall. Those behind may choose whom they hear once they know how it fell, though not
/// in an earlier round or, in lockstep, exchange.
extension BenOr {
    /// Validity can be asked: the reports of the first round are still those of the inputs.
    var keepsInputs: Bool { !endless || rounds > 1 }

    // What may decide where rounds have an end.

    /// Possibility of each way to a decision: a majority of the inputs, a value that is adopted before anybody decides it,
    /// and coins where nobody has proposed a value.
    var waysToDecide: [Property<State>] {
        if endless { return [] }
        let laterWays = rounds > 1 && faults > 0
        // Mutants may leave no room for one of them.
        let canAdopt = thresholds.adoption < thresholds.decision
        let canProposeNothing = thresholds.reports <= 2 * (thresholds.proposal - 1)
        return (replicas.count > faults + 2 ? [earlyDecision] : [])
            + (laterWays && canAdopt ? [adoptedDecision] : [])
            + (laterWays && canProposeNothing ? [tossedDecision] : [])
    }

    private var earlyDecision: Property<State> {
        .reachable("different inputs are decided in the first round") { [replicas] s in
            let correct = s.faulty.correct(among: replicas)
            return !s.decided.replicas.isEmpty && s.proposers(in: 2, correct).isEmpty
                && Value.values.allSatisfy {
                    !s.votes.senders(of: .report(round: 1, $0), in: correct).isEmpty
                }
        }
    }

    private var adoptedDecision: Property<State> {
        let (replicas, thresholds) = (replicas, thresholds)
        // So many proposals that whoever misses all that it may miss hears enough of them, and tosses no coin.
        let enough = thresholds.adoption + replicas.count - thresholds.proposals
        return .reachable("a value is adopted before it is decided") { s in
            let correct = s.faulty.correct(among: replicas)
            return s.decided.replicas.isEmpty && !s.reporters(in: 2, correct).isEmpty
                && Value.values.contains {
                    s.votes.senders(of: .proposal(round: 1, $0), in: correct).count >= enough
                }
        }
    }

    private var tossedDecision: Property<State> {
        .reachable("a value is decided that nobody proposes in the first round") { [replicas] s in
            let correct = s.faulty.correct(among: replicas)
            return !s.decided.replicas.isEmpty
                && s.votes.senders(of: .proposal(round: 1, nil), in: correct) == correct.members
        }
    }

    /// Every correct replica goes on, and the coin is fair.
    var fairness: [Fairness<Self>] {
        guard endless else { return [] }
        let steps = everyCorrectReplicaTakesSteps { action in
            switch action {
            case .report(let i, _), .propose(let i, _, _), .decide(let i, _, _), .adopt(let i, _, _),
                .toss(let i, _, _), .takeCoin(let i, _):
                i
            }
        }
        return steps + (fairCoin ? fairCoins : [])
    }

    /// A coin agrees with the correct replicas that have ended the round before it, and with what can be proposed in
    /// the round: of two values one at most.
    private var fairCoins: [Fairness<Self>] {
        let (spec, liars) = (self, adversary.placement.faultCount)
        return (0..<replicas.count - liars).map { count in
            .strong("a coin agrees with \(count) before it") { action, s in
                guard case .toss(_, let r, let v) = action else { return false }
                let correct = s.faulty.correct(among: spec.replicas)
                let agreeing = s.votes.senders(of: .report(round: r + 1, v), in: correct)
                let others = Value.values.filter { $0 != v }.map { other in
                    s.votes.senders(of: .report(round: r, other), in: correct).count + liars
                }
                return agreeing.count == count && s.reporters(in: r + 1, correct) == agreeing
                    && others.allSatisfy { $0 < spec.thresholds.proposal }
            }
        }
    }

    /// A coin falls before anything else happens: it was tossed in the step before.
    @inline(__always)
    func toss(in s: State, _ next: inout Next<Self>, _ correct: CorrectReplicas) {
        for i in s.tossing {
            let round = rounds == 1 || s.reporters(in: 2, correct).contains(i) ? rounds : 1
            for v in Value.values {
                next.take(.toss(i, round: round, v)) {
                    $0.tossing.remove(i)
                    report(v, by: i, after: round, &$0)
                }
            }
        }
    }

    /// Report of `v` in the round after `round`, or, where that was the last and all have ended it, once again in it.
    @inline(__always)
    func report(_ v: Value, by i: ReplicaID, after round: Int, _ s: inout State) {
        s.votes.cast(.report(round: round + 1, v), by: i)
        if endless && round == rounds { beginAgain(&s) }
    }

    private func beginAgain(_ s: inout State) {
        let correct = s.faulty.correct(among: replicas)
        guard s.reporters(in: rounds + 1, correct) == correct.members else { return }
        var votes = MonotoneVotes<Message, TwoWords>(from: s.faulty, adversary)
        for v in Value.values {
            let inputs = s.votes.senders(of: .report(round: 1, v), in: correct)
            let values = s.votes.senders(of: .report(round: rounds + 1, v), in: correct)
            if keepsInputs { for i in inputs { votes.cast(.report(round: 1, v), by: i) } }
            for i in values { votes.cast(.report(round: rounds, v), by: i) }
        }
        s.votes = votes
    }
}

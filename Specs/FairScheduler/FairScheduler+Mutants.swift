public import QuorateLanguage

extension FairScheduler {
    public enum Mutant: String, SpecMutant {
        case noVectorClocks = "no-vector-clocks"
        case noFairnessCheck = "no-fairness-check"
        case noTieBreak = "no-tie-break"
        case openClock = "open-clock"
        case forgetfulClock = "forgetful-clock"
        case forgottenDequeue = "forgotten-dequeue"
        case quorumOfFPlusOne = "quorum-f-plus-1"

        public var expectation: MutantExpectation {
            switch self {
            case .noVectorClocks:
                .breaks(
                    "no false accusation",
                    "a replica rejects what passes over a process that it has itself seen, whoever has not"
                )
            case .noFairnessCheck:
                .breaks("bounded overtaking", "replicas vote for any process that the proposer picks")
            case .noTieBreak:
                .breaks(
                    "bounded overtaking", "of processes with one timestamp the proposer picks which it likes")
            case .openClock:
                .breaks("causal order", "a clock need not hold what the homes of its processes had seen")
            case .forgetfulClock:
                .breaks(
                    "bounded overtaking", "a proposer need not have seen what was in the clock decided last")
            case .forgottenDequeue:
                .breaks("no process dequeued twice", "a process stays in the queue after its decision")
            case .quorumOfFPlusOne:
                .breaks("agreement", "f + 1 votes decide, and two such quorums share no correct replica")
            }
        }
    }
}

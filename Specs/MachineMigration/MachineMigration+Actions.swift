import QuorateFaults
public import QuorateLanguage
public import QuorateQuorums

extension MachineMigration {
    /// A verifier signs what the source exhibits or reports to the destination; the destination resumes the
    /// machine.
    public enum Action: SpecAction {
        case sign(ReplicaID, Checkpoint)
        case report(ReplicaID)
        case resume(Checkpoint)

        public enum Kind: CaseIterable, Sendable, BitwiseCopyable { case sign, report, resume }

        public var kind: Kind {
            switch self {
            case .sign: .sign
            case .report: .report
            case .resume: .resume
            }
        }
    }

    public func actions(in s: State, _ next: inout Next<Self>) {
        for i in s.faulty.correct(among: verifiers) {
            let (latest, hasReported) = (latestSigned(by: i, in: s), hasReported(i, in: s))
            let isSilenced = hasReported && mutant != .signingAfterReport
            for checkpoint in Checkpoint.values where isExhibited(checkpoint) {
                next.take(
                    .sign(i.id, checkpoint), if: checkpoint.number > latest && !isSilenced,
                    given: verifiersCheck ? isResult(checkpoint, in: s) : Evidence(true)
                ) { $0.signed.cast(.checkpoint(checkpoint), by: i.id) }
            }
            next.take(.report(i.id), if: !hasReported) { $0.signed.cast(.latest(latest), by: i.id) }
        }
        for checkpoint in Checkpoint.values where isExhibited(checkpoint) {
            next.take(
                .resume(checkpoint), if: s.resumed == nil, given: isBelieved(checkpoint, in: s)
            ) { $0.resumed = checkpoint }
        }
    }

    /// Whether verifiers run the machine from the checkpoint before.
    var verifiersCheck: Bool { mutant != .oneCheckpoint && mutant != .uncheckedHistory }

    @inline(__always)
    func isExhibited(_ checkpoint: Checkpoint) -> Bool {
        checkpoint.number <= checkpoints && (mixing || checkpoint.isWhole)
    }

    /// The highest number that a correct verifier has signed, or 0.
    func latestSigned(by i: CorrectReplica, in s: State) -> Int {
        var latest = 0
        for checkpoint in Checkpoint.values where s.signed.hasCast(.checkpoint(checkpoint), by: i) {
            latest = max(latest, checkpoint.number)
        }
        return latest
    }

    func hasReported(_ i: CorrectReplica, in s: State) -> Bool {
        (0...2).contains { s.signed.hasCast(.latest($0), by: i) }
    }

    /// A certificate: enough verifiers have signed the checkpoint.
    func isCertified(_ checkpoint: Checkpoint, in s: State) -> Evidence {
        s.signed[.checkpoint(checkpoint)].count >= quorumSize
    }

    /// The machine runs from what is certified with the number before to this checkpoint.
    func isResult(_ checkpoint: Checkpoint, in s: State) -> Evidence {
        guard let previous = checkpoint.predecessor else { return Evidence(checkpoint.followsStart) }
        return isCertified(previous, in: s)
    }

    /// Enough verifiers have signed nothing above `number`, and never will.
    func isLatest(_ number: Int, in s: State) -> Evidence {
        var reporters = s.signed[.latest(0)]
        for other in 1...number { reporters = reporters.union(s.signed[.latest(other)]) }
        return reporters.count >= quorumSize
    }

    /// Everything that the destination wants to see.
    func isBelieved(_ checkpoint: Checkpoint, in s: State) -> Evidence {
        let checksLink = destinationChecks && mutant != .oneCheckpoint
        return isCertified(checkpoint, in: s)
            && (checksLink ? isResult(checkpoint, in: s) : Evidence(true))
            && (mutant == .staleCheckpoint ? Evidence(true) : isLatest(checkpoint.number, in: s))
    }
}

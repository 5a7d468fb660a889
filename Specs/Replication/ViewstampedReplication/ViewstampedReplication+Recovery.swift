import QuorateFaults

/// Recovery: section 4.3.
extension ViewstampedReplication {
    /// RecoveryResponse; the log counts in that of a primary only.
    struct Answer: FiniteValue {
        let sender: BoundedInt<0, 2>
        let view: View
        let log: Operation
    }

    @inline(__always)
    func recover(_ i: ReplicaID, _ s: State, _ next: inout Next<Self>) {
        let down = replicas.filter { s.status[$0] == .recovering }
        if s.status[i] == .recovering {
            for answer in s.answers where isEnough(answer, s) {
                next.take(.recover(i, from: answer)) {
                    $0.beNormal(i, in: answer.view, answer.log)
                    if mutant != .noNonce { $0.answers = FiniteSet() }
                }
            }
            return
        }
        let mayCrash = down.isEmpty && s.crashes < crashes && (s.crashed | [i]).count <= crashing
        next.take(.crash(i), if: mayCrash) {
            $0.beNormal(i, in: 0, 0)
            $0.status[i] = .recovering
            if mutant != .noNonce || s.crashed != [i] { $0.answers = FiniteSet() }
            $0.crashed.insert(i)
            $0.crashes += 1
        }
        let isPrimary = i == primary(of: s.view[i])
        let answer = Answer(
            sender: BoundedInt(i.number), view: s.view[i], log: isPrimary ? s.log[i] : 0)
        let isAsked = !down.isEmpty && s.status[i] == .normal
        next.take(.answer(i), if: isAsked && !s.answers.contains(answer)) { $0.answers.insert(answer) }
    }

    /// Sufficiency of a primary's `answer`: there is one of another replica, which knows of no later view.
    private func isEnough(_ answer: Answer, _ s: State) -> Bool {
        guard primary(of: answer.view).number == answer.sender.value else { return false }
        return mutant == .oneAnswer
            || s.answers.contains { $0.sender != answer.sender && $0.view <= answer.view }
    }
}

import QuorateProver
import Synchronization

/// The parts of an automaton that matter to no run, which are looked for once, and only when somebody is told of them.
final class KnownIdleParts: Sendable {
    private let decision: AutomatonDecision
    private let known = Mutex<IdleParts?>(nil)

    init(of decision: AutomatonDecision) { self.decision = decision }

    var parts: IdleParts {
        known.withLock { known in
            if let known { return known }
            let found = decision.idleParts()
            known = found
            return found
        }
    }
}

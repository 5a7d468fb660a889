import CQuorateSearch
import QuorateLanguage

extension Search {
    /// Positions among the checked properties of those that speak of whole runs.
    var livenessPositions: [Int] {
        checked.indices.filter { spec.properties[checked[$0]].kind.isLiveness }
    }

    /// Looks for fair runs against the liveness properties, once every reachable state is known.
    ///
    /// A run without end stays in one state for ever or goes around in the graph of states, and in a search breadth first
    /// each way around has a step to a level that is not deeper (Barnat, Brim and Chaloupka, "Parallel breadth-first
    /// search LTL model-checking", ASE 2003), which the search has looked out for. Where there is none, and something is
    /// owed in each state in which a run against a property may stay, all properties hold. Otherwise states are taken
    /// away from which every way leads out of those in question; the steps among what is left, if a property asks for
    /// any of it, are kept, and their components looked through.
    func checkLiveness() throws {
        guard !livenessPositions.isEmpty else { return }
        let start = qs_wall_seconds()
        var liveness = Report.Liveness()
        liveness.isAcyclic = !hasStepBack
        for first in stride(from: 0, to: livenessPositions.count, by: StateMarks.regionLimit) {
            let group = livenessPositions.dropFirst(first).prefix(StateMarks.regionLimit)
            try checkLiveness(of: Array(group), &liveness)
        }
        isLivenessKnown = !control.isStopped
        liveness.seconds = qs_wall_seconds() - start
        if isLivenessKnown { self.liveness = liveness }
    }

    private func checkLiveness(of positions: [Int], _ liveness: inout Report.Liveness) throws {
        let faults = SpecFault.countOnThisThread
        let check = try LivenessCheck(self, of: positions)
        try check.run(&liveness)
        if SpecFault.countOnThisThread != faults || check.hasSeenFault {
            throw SpecError(
                spec: spec.name,
                message: "in `fairness` or the predicates of liveness properties: \(SpecFault.latestText)")
        }
        for position in positions {
            tallies[position].premiseHeld = check.hasPremise(position)
            tallies[position].violations = runs[position]?.stateCount ?? 0
        }
    }
}

/// Run against a liveness property: to a state, and around for ever.
struct FairRun {
    /// Words of the states to where the loop begins, and of those around to its beginning again; only the first where
    /// the run stays there.
    var stem: [[UInt64]]
    var loop: [[UInt64]]
    /// States in which fair runs against the property can be for ever.
    var stateCount: Int
}

import QuorateLanguage
import QuorateQuorums

extension SymmetricSearch {
    /// Runs of the spec itself to states that differ from the targets by names only: back from form to form, and then forward
    /// step by step, each time to the least state that has the form.
    func paths(to targets: [Search.Target], _ levels: [[Range<Int>]]) throws -> [[[UInt64]]] {
        try targets.map { target in
            var forms = [target.words]
            for depth in stride(from: target.depth - 1, through: 0, by: -1) {
                forms.append(try predecessor(of: forms.last!, in: levels[depth]))
            }
            return try run(through: forms.reversed())
        }
    }

    /// The least stored state of a level out of which a step leads to a state with the given form.
    private func predecessor(of form: [UInt64], in level: [Range<Int>]) throws -> [UInt64] {
        let canonicalizer = canonicalizer()
        var least: [UInt64]?
        for index in level.joined() {
            let state = state(index)
            if let least, !state.lexicographicallyPrecedes(least) { continue }
            if !successors(of: state, with: form, canonicalizer).isEmpty { least = state }
        }
        guard let least else { throw InternalError("a state found up to symmetry has no predecessor") }
        return least
    }

    private func run(through forms: [[UInt64]]) throws -> [[UInt64]] {
        let canonicalizer = canonicalizer()
        var run = [forms[0]]
        for form in forms.dropFirst() {
            let following = successors(of: run.last!, with: form, canonicalizer)
            guard let next = following.min(by: { $0.lexicographicallyPrecedes($1) }) else {
                throw brokenRun
            }
            run.append(next)
        }
        return run
    }

    private func successors(
        of state: [UInt64], with form: [UInt64], _ canonicalizer: Canonicalizer
    ) -> [[UInt64]] {
        var found: [[UInt64]] = []
        visitSuccessors(state) { if self.form(of: $0, canonicalizer) == form { found.append($0) } }
        return found
    }

    /// Figures for the report.
    var report: Report.Symmetry {
        Report.Symmetry(
            groups: symmetry.groups.map { ReplicaSet($0) }, values: symmetry.values.map(\.names),
            permutations: symmetry.order, storedStates: stored, askedStates: asked, isProved: isProved)
    }
}

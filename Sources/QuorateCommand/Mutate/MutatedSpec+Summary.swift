import QuorateExplorer

extension MutatedSpec: SummarizedResult {
    static var columns: [Summary.Column] {
        [.init(name: "Spec")]
            + ["Mutants", "Noticed", "Equivalent", "Undecided", "Waived", "Survivors"].map {
                .init(name: $0, isNumber: true)
            }
    }

    static func words(for results: JobResults<MutatedSpec>) -> String {
        results.counts(of: "spec")
    }

    var rows: [Summary.Row] {
        let open = survivors.count + undecided.count
        let counts = [
            mutants.count, count(.noticed, .vacuous, .refused), count(.equivalent, .narrower),
            undecided.count, count(.survived, .undecided) - open, survivors.count,
        ]
        return [
            Summary.Row(
                cells: [.code(name)] + counts.map { .words(Numerals.count($0)) },
                status)
        ]
    }

    private func count(_ kinds: MutantFate.Kind...) -> Int {
        mutants.count { kinds.contains($0.fate.kind) }
    }
}

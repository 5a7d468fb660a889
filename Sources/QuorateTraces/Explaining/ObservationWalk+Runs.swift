internal import QuorateLanguage

extension ObservationWalk {
    /// The run along the entries of a log, walked once more, and then once by the spec alone.
    func run(along path: [PairLog.Entry]) throws(TraceMismatch) -> ExplainedRun {
        var words = [initialStates[Int(path[0].step)]]
        var found: [(label: UInt32, observation: ObservationPlace?)] = []
        var stateAfter: [[Int]] = lanes.map { _ in [] }
        for entry in path.dropFirst() {
            let lane = Int(entry.lane)
            let place = lane < 0 ? nil : ObservationPlace(lane: lane, position: stateAfter[lane].count)
            if entry.step >= 0 {
                let (label, successor) = step(Int(entry.step), from: words[words.count - 1])
                words.append(successor)
                found.append((label, place))
            }
            if lane >= 0 { stateAfter[lane].append(words.count - 1) }
        }
        return ExplainedRun(words: words, steps: try steps(found, along: words), stateAfter: stateAfter)
    }

    private func step(_ position: Int, from words: [UInt64]) -> (label: UInt32, words: [UInt64]) {
        expanded = -1
        search.spec.evaluated.evaluating {
            _ = words.withUnsafeBufferPointer { view.expand($0.baseAddress!) }
        }
        let (label, successor) = view.steps[position]
        return (label, Array(UnsafeBufferPointer(start: successor, count: view.wordCount)))
    }

    /// The steps with their places, which the spec tells when it walks the run without this search.
    private func steps(
        _ found: [(label: UInt32, observation: ObservationPlace?)], along words: [[UInt64]]
    ) throws(TraceMismatch) -> [ExplainedRun.Step] {
        guard let takes = search.spec.walk(words) else { throw .notWalkedAgain(spec: search.spec.name) }
        return zip(found, takes).map { step, take in
            let (action, site) = view.labels[Int(step.label)]
            // Another action may lead to the same state, and stand before it in the text.
            return .init(
                action: action, site: take.action == action ? take.site : site, observation: step.observation)
        }
    }
}

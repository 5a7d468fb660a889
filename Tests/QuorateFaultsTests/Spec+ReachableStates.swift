import QuorateLanguage

extension Spec {
    /// Every reachable state, found with a set and the spec's own actions.
    func reachableStates() -> Set<State> {
        var seen = Set(initialStates)
        var rest = Array(seen)
        while let state = rest.popLast() {
            for take in takes(in: state) {
                if let successor = take.successor, seen.insert(successor).inserted { rest.append(successor) }
            }
        }
        return seen
    }
}

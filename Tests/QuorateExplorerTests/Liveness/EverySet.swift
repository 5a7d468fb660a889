import QuorateLanguage

/// Liveness by trying every set of states as that in which a run stays: slow, and obvious.
///
/// A run without end stays from some step on among states that it comes to again and again. Such a set is connected by its
/// own steps, and the run that takes all of these again and again discharges most.
struct EverySet {
    private let web: Web
    /// Sets in which a fair run can stay.
    private var fair: [[Int]] = []

    init(web: Web) {
        self.web = web
        for bits in 1..<1 << web.count {
            let set = (0..<web.count).filter { bits >> $0 & 1 == 1 }
            if isFair(set) && isConnected(set) { fair.append(set) }
        }
    }

    /// Truth of a property: no fair run breaks it.
    func holds(_ kind: PropertyKind) -> Bool { !fair.contains { breaks(kind, $0) } }

    private func changing(_ set: [Int]) -> [Web.Step] {
        web.steps.filter { $0.from != $0.to && set.contains($0.from) && set.contains($0.to) }
    }

    private func isConnected(_ set: [Int]) -> Bool {
        set.allSatisfy { start in
            set.allSatisfy { reached(from: [start], by: changing(set)).contains($0) }
        }
    }

    private func reached(from start: [Int], by steps: [Web.Step]) -> Set<Int> {
        var found = Set(start)
        while case let more = steps.filter({ found.contains($0.from) && !found.contains($0.to) }),
            !more.isEmpty
        {
            found.formUnion(more.map(\.to))
        }
        return found
    }

    private func isOwed(_ obligation: Int, in state: Int) -> Bool {
        web.steps.contains {
            $0.from == state && $0.to != state && !$0.isHelped && $0.obligations >> obligation & 1 == 1
        }
    }

    private func isFair(_ set: [Int]) -> Bool {
        web.strengths.indices.allSatisfy { obligation in
            let isTaken = changing(set).contains { $0.obligations >> obligation & 1 == 1 }
            let owing = set.filter { isOwed(obligation, in: $0) }
            return isTaken || (web.strengths[obligation] ? owing.isEmpty : owing.count < set.count)
        }
    }

    /// A run to the set and in it for ever breaks the property.
    private func breaks(_ kind: PropertyKind, _ set: [Int]) -> Bool {
        let all = web.steps
        let avoiding = all.filter { !web.goals.contains($0.from) && !web.goals.contains($0.to) }
        let reachable = reached(from: web.initial, by: all)
        guard reachable.contains(set[0]) else { return false }
        let avoids = set.allSatisfy { web.misses(kind, $0) }
        switch kind {
        case .eventually:
            return avoids
                && reached(from: web.asked.filter { !web.goals.contains($0) }, by: avoiding).contains(
                    set[0])
        case .leadsTo:
            let asking = reachable.filter { web.asking.contains($0) && !web.goals.contains($0) }
            return avoids && reached(from: Array(asking), by: avoiding).contains(set[0])
        case .infinitelyOften: return avoids
        case .eventuallyAlways: return set.contains { web.misses(kind, $0) }
        default: return false
        }
    }
}

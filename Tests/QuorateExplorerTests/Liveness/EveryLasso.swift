import QuorateLanguage

/// A run through a graph to a state and around for ever, judged by the definitions and nothing else.
struct Lasso {
    let web: Web
    /// Numbers of the states to where the loop begins, and around to its beginning again.
    var states: [Int]
    /// Position at which the loop begins: the last where the run stays there.
    var start: Int

    private var loop: ArraySlice<Int> { states[start...] }

    /// A run of the graph whose loop closes.
    var isRun: Bool {
        web.initial.contains(states[0]) && states.last == states[start]
            && zip(states, states.dropFirst()).allSatisfy { from, to in
                web.changing.contains { $0.from == from && $0.to == to }
            }
    }

    /// No obligation is neglected. Where several steps lead from a state to the next, the run takes each at times.
    var isFair: Bool {
        var taken = 0
        for (from, to) in zip(loop, loop.dropFirst()) {
            for step in web.steps where step.from == from && step.to == to { taken |= step.obligations }
        }
        return web.strengths.indices.allSatisfy { obligation in
            if taken >> obligation & 1 == 1 { return true }
            let isOwed = { (state: Int) in
                web.steps.contains {
                    $0.from == state && $0.to != state && !$0.isHelped
                        && $0.obligations >> obligation & 1 == 1
                }
            }
            return web.strengths[obligation] ? !loop.contains(where: isOwed) : !loop.allSatisfy(isOwed)
        }
    }

    func breaks(_ kind: PropertyKind) -> Bool {
        let missed = states.map { web.misses(kind, $0) }
        switch kind {
        case .eventually: return web.asked.contains(states[0]) && missed.allSatisfy { $0 }
        case .leadsTo:
            return states.indices.contains {
                web.asking.contains(states[$0]) && missed[min($0, start)...].allSatisfy { $0 }
            }
        case .infinitelyOften: return missed[start...].allSatisfy { $0 }
        case .eventuallyAlways: return missed[start...].contains(true)
        default: return false
        }
    }
}

/// Liveness by going every way of a few steps, for graphs of few states: what a fair lasso breaks, does not hold.
struct EveryLasso {
    /// Properties that some lasso breaks.
    private(set) var broken: Set<PropertyKind> = []
    private let web: Web
    private let length: Int
    private let following: [[Int]]

    /// - Parameter length: steps of the longest lassos. With three states 9 are enough for every verdict: 2 to the
    ///   loop, and at most 7 by all steps between three states to the first again.
    init(_ web: Web, length: Int) {
        self.web = web
        self.length = length
        following = (0..<web.count).map { from in
            Set(web.changing.filter { $0.from == from }.map(\.to)).sorted()
        }
        for state in web.initial { go([state]) }
    }

    private mutating func go(_ way: [Int]) {
        guard broken.count < web.kinds.count else { return }
        for start in way.indices where way[start] == way.last {
            let lasso = Lasso(web: web, states: way, start: start)
            let more = web.kinds.filter { !broken.contains($0) && lasso.breaks($0) }
            if !more.isEmpty && lasso.isFair { broken.formUnion(more) }
        }
        if way.count <= length { for next in following[way.last!] { go(way + [next]) } }
    }
}

import SeededRandom

/// PBFT of four correct replicas at one place with three requests, as plain as can be: what the spec with two requests is
/// compared with.
struct ThreeRequestModel {
    enum Step: Hashable {
        case propose(Int, view: Int, String)
        case prepare(Int, view: Int, String)
        case commit(Int, view: Int, String)
        case changeView(Int, to: Int)
    }

    private(set) var steps: [Step] = []
    private var views = [0, 0, 0, 0]
    /// Request that a replica has voted for, by view and replica.
    private var prepared: [[Int: String]] = [[:], [:], [:], [:]]
    private var committed: [[Int: String]] = [[:], [:], [:], [:]]

    static let requests = ["x", "y", "z"]
    static let all: [Step] = (0..<4).flatMap { node in
        (0..<4).flatMap { view in
            [Step.changeView(node, to: view)]
                + requests.flatMap { request in
                    [
                        .propose(node, view: view, request), .prepare(node, view: view, request),
                        .commit(node, view: view, request),
                    ]
                }
        }
    }

    func allows(_ step: Step) -> Bool {
        switch step {
        case .changeView(let node, let view): view == views[node] + 1
        case .propose(let node, let view, let request):
            node == view && views[node] == view && prepared[view][node] == nil && mayPropose(request, view)
        case .prepare(let node, let view, let request):
            node != view && views[node] == view && prepared[view][node] == nil
                && prepared[view][view] == request
        case .commit(let node, let view, let request):
            views[node] == view && prepared[view][node] == request && committed[view][node] == nil
                && prepared[view].values.count { $0 == request } >= 3
        }
    }

    /// Some three replicas in the view know, as the last that was prepared, this request or none.
    private func mayPropose(_ request: String, _ view: Int) -> Bool {
        if view == 0 { return true }
        return (0..<4).contains { left in
            let others = (0..<4).filter { $0 != left }
            guard others.allSatisfy({ views[$0] >= view }) else { return false }
            let last = (0..<view).reversed().first { lower in
                others.contains { committed[lower][$0] != nil }
            }
            return last.map { lower in others.contains { committed[lower][$0] == request } } ?? true
        }
    }

    mutating func take(_ step: Step) {
        steps.append(step)
        switch step {
        case .changeView(let node, let view): views[node] = view
        case .propose(let node, let view, let request), .prepare(let node, let view, let request):
            prepared[view][node] = request
        case .commit(let node, let view, let request): committed[view][node] = request
        }
    }

    /// Proposes all three requests, each in a view of its own; of the first two one backup votes, too few to prepare them.
    mutating func proposeAll(_ backup: Int) {
        for (view, request) in zip(0..., ["x", "y", "z"]) {
            if view > 0 { for node in 0..<4 { take(.changeView(node, to: view)) } }
            take(.propose(view, view: view, request))
            if view < 2, backup != view { take(.prepare(backup, view: view, request)) }
        }
    }

    /// A walk, in which changes of view are as frequent as it wants: with many, all three requests are proposed, with
    /// few, something is prepared.
    mutating func walk(_ count: Int, _ random: inout SplitMix) {
        let share = random.number(2..<9)
        for _ in 0..<count {
            let allowed = Self.all.filter(allows)
            let changes = allowed.filter { if case .changeView = $0 { true } else { false } }
            let votes = allowed.filter { !changes.contains($0) }
            let isChange = !changes.isEmpty && (votes.isEmpty || random.number(0..<10) < share)
            // Those that are behind go first: a primary whose view all others have left proposes nothing.
            let lowest = views.min() ?? 0
            let late = changes.filter {
                if case .changeView(let node, _) = $0 { views[node] == lowest } else { false }
            }
            let choices = isChange ? late : votes
            if choices.isEmpty { return }
            take(random.pick(choices))
        }
    }

    /// The lines of the nodes, as they write them, with clocks that leave no other order.
    var lines: [[String]] {
        var (lines, counts) = ([[String]](repeating: [], count: 4), [0, 0, 0, 0])
        for step in steps {
            let (node, action, arguments) = Self.text(of: step)
            counts[node] += 1
            let clock = counts.indices.map { "\"r\($0)\":\(counts[$0])" }.joined(separator: ",")
            lines[node].append(
                "{\"arguments\":{\"_0\":\"r\(node)\",\(arguments)},\"clock\":{\(clock)},\"event\":\"\(action)\","
                    + "\"node\":\"r\(node)\",\"run\":\"7/1\",\"said\":\"7 \(lines[node].count)\"}")
        }
        return lines
    }

    private static func text(of step: Step) -> (Int, String, String) {
        func vote(_ view: Int, _ request: String) -> String { "\"_1\":\"v\(view)\",\"_2\":\"#\(request)\"" }
        return switch step {
        case .changeView(let node, let view): (node, "changeView", "\"to\":\"v\(view)\"")
        case .propose(let node, let view, let request):
            (node, view == 0 ? "prePrepare" : "newView", vote(view, request))
        case .prepare(let node, let view, let request): (node, "prepare", vote(view, request))
        case .commit(let node, let view, let request): (node, "commit", vote(view, request))
        }
    }
}

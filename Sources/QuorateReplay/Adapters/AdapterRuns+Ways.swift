internal import QuorateLanguage

extension AdapterRuns {
    /// Systems that are looked at for a way on to a step that was not taken yet.
    private static var lookahead: Int { 64 }

    /// Requests that take the adapter to the system from where it is, or from the start of a run.
    mutating func way(to system: Int) -> [Leg] {
        if place == system { return keep(system) }
        let way = book.way(to: system)
        // From where it is, from the last snapshot on the way, or from the start.
        let known = way.lastIndex { $0 == place || book[$0].snapshot != nil } ?? 0
        var legs: [Leg] = []
        if way[known] != place {
            if let name = book[way[known]].snapshot {
                legs.append(Leg(kind: .restore(way[known]), request: .restore(name), system: way[known]))
            } else {
                legs.append(
                    Leg(kind: .start, request: startRequest(book[way[0]].start), system: way[0]))
            }
        }
        for (former, next) in zip(way[known...], way[(known + 1)...]) {
            guard let input = book[next].input else { continue }
            legs.append(Leg(kind: .again(next), request: request(input), system: former, input: input))
        }
        return legs + keep(system)
    }

    /// A snapshot of the system, which it is to be left from more than once, where the adapter can make one.
    private func keep(_ system: Int) -> [Leg] {
        guard dialogue.abilities?.hasSnapshots == true, book[system].snapshot == nil else { return [] }
        return [Leg(kind: .again(system), request: .snapshot, system: system)]
    }

    /// Adds steps of the spec that nobody has asked for yet, each from where the one before leads.
    mutating func walkOn(_ legs: inout [Leg]) {
        guard let last = legs.last, let input = last.input, finding == nil else { return }
        guard var system = expected(after: last.system, input) else { return }
        var steps = 0
        while steps < AdapterDialogue.batch {
            if let input = book.nextUntried(at: system) {
                legs.append(Leg(kind: .new, request: request(input), system: system, input: input))
                guard let next = expected(after: system, input) else { return }
                system = next
                steps += 1
                continue
            }
            guard let detour = detour(from: system) else { return }
            for (input, next) in detour {
                legs.append(Leg(kind: .again(next), request: request(input), system: system, input: input))
                system = next
                steps += 1
            }
        }
    }

    /// The one system to which the step leads in the spec; nil where there is none or more than one.
    private mutating func expected(after system: Int, _ input: Input) -> Int? {
        let states = book.successors(of: system, input.action)
        return states.count == 1 ? book.system(after: system, input, in: states, showing: nil) : nil
    }

    /// A short way over steps that were taken to a system with one that was not.
    private mutating func detour(from system: Int) -> [(Input, Int)]? {
        var former: [Int: (Input, Int)] = [:]
        var queue = [system]
        var position = 0
        while position < queue.count, position < Self.lookahead {
            let current = queue[position]
            position += 1
            for (input, next) in book.stepsTaken(from: current)
            where next != system && former[next] == nil && !book[next].tracked.isEmpty {
                former[next] = (input, current)
                if let untried = book.nextUntried(at: next) {
                    book[next].untried?.append(untried)
                    return path(to: next, from: system, former)
                }
                queue.append(next)
            }
        }
        return nil
    }

    private func path(to end: Int, from system: Int, _ former: [Int: (Input, Int)]) -> [(Input, Int)] {
        var path: [(Input, Int)] = []
        var current = end
        while current != system, let (input, before) = former[current] {
            path.append((input, current))
            current = before
        }
        return path.reversed()
    }
}

internal import Foundation

/// Lines of a log, sorted into runs and lanes as they are read, and put in order at the end.
struct LogBuilder {
    struct Lane {
        let name: String
        var observations: [Observation] = []
        var places: [ObservedLog.Place] = []
        var stamps: [LogStamp] = []
    }

    struct Run {
        let name: String
        var lanes: [Lane] = []
        var positions: [String: Int] = [:]
    }

    let order: LogMap.Order
    private let paths: [String]
    private(set) var found: [Run] = []
    private var positions: [String: Int] = [:]
    /// The nodes of all lines, of those that say nothing as well.
    private(set) var nodes: Set<String> = []
    /// Executions, whose clocks must be those of what is known.
    private(set) var executions: [LoggedExecution] = []

    init(order: LogMap.Order, paths: [String]) {
        (self.order, self.paths) = (order, paths)
    }

    /// - Throws: ``LineProblem`` for a line that cannot stand behind the one before it.
    mutating func add(_ line: LogLine, at place: ObservedLog.Place) throws(LineProblem) {
        note(line.node)
        let run = position(of: line.run)
        let key: String
        switch order {
        case .files: key = "\(place.file)"
        case .sequence: key = ""
        case .clock, .interval: key = line.node
        }
        let name = order == .files ? paths[place.fileIndex] : key
        let lane = found[run].position(of: key, name: name)
        try found[run].lanes[lane].add(line, at: place, isWhole: order.isWhole)
    }

    /// Takes an execution, which no clock counts and whose own clock tells on what it stands.
    ///
    /// - Throws: ``LineProblem`` where its clock does not stand behind the line of its node before it.
    mutating func add(_ execution: LoggedExecution) throws(LineProblem) {
        note(execution.node)
        let count = execution.clock[execution.node] ?? 0
        let lane = lanes(of: execution.lineRun).first { $0.name == execution.node }
        let node = ForeignText.quoted(execution.node)
        if order.isWhole, count != lane?.stamps.count ?? 0 {
            throw LineProblem(
                text: "the clock of \(node) is \(count), and "
                    + "\((lane?.stamps.count ?? 0).counted("line")) of it in this run "
                    + "\(lane?.stamps.count == 1 ? "stands" : "stand") in front of the execution")
        }
        if case .clock(let last)? = lane?.stamps.last, count < last[execution.node] ?? 0 {
            throw LineProblem(
                text:
                    "the clock of \(node) is \(count), and was \(last[execution.node] ?? 0) in its line before"
            )
        }
        executions.append(execution)
    }

    func lanes(of run: String) -> [Lane] { positions[run].map { found[$0].lanes } ?? [] }

    /// Notes that a node has a line.
    mutating func note(_ node: String) { if order.isClock { nodes.insert(node) } }

    private mutating func position(of run: String) -> Int {
        if let position = positions[run] { return position }
        positions[run] = found.count
        found.append(Run(name: run))
        return found.count - 1
    }

    /// The runs, with the order of their lines.
    ///
    /// - Throws: ``LogError`` for lines whose order contradicts itself.
    func runs() throws(LogError) -> [ObservedLog.Run] {
        var runs: [ObservedLog.Run] = []
        try checkClocks()
        for run in found {
            var lanes = run.lanes
            if case .sequence = order { lanes = [try sorted(lanes[0])] }
            let needs = LogOrder(lanes.map(\.stamps), names: lanes.map(\.name)).needs
            for lane in lanes.indices where !needs.isEmpty {
                for position in lanes[lane].observations.indices {
                    lanes[lane].observations[position].needs = needs[lane][position]
                }
            }
            if let stuck = LogOrder.circle(needs) {
                throw error(
                    lanes[stuck.lane].places[stuck.position],
                    "by their order this line and others would each have come before the other")
            }
            runs.append(
                .init(
                    name: run.name, observed: ObservedRun(lanes: lanes.map(\.observations)),
                    places: lanes.map(\.places), lanes: lanes.map(\.name)))
        }
        return runs
    }

    func error(_ place: ObservedLog.Place, _ problem: String) -> LogError {
        LogError(path: paths[place.fileIndex], line: place.line, problem: problem)
    }

    private func sorted(_ lane: Lane) throws(LogError) -> Lane {
        let times = lane.stamps.map { stamp in
            if case .place(let number) = stamp { number } else { Decimal(0) }
        }
        let order = times.indices.sorted { (times[$0], $0) < (times[$1], $1) }
        for (first, second) in zip(order, order.dropFirst()) where times[first] == times[second] {
            throw error(lane.places[second], "the line has the same place in the order as another one")
        }
        var sorted = Lane(name: lane.name)
        sorted.observations = order.map { lane.observations[$0] }
        sorted.places = order.map { lane.places[$0] }
        return sorted
    }
}

extension LogBuilder.Run {
    fileprivate mutating func position(of key: String, name: String) -> Int {
        if let position = positions[key] { return position }
        positions[key] = lanes.count
        lanes.append(.init(name: name))
        return lanes.count - 1
    }
}

extension LogBuilder.Lane {
    fileprivate mutating func add(
        _ line: LogLine, at place: ObservedLog.Place, isWhole: Bool
    ) throws(LineProblem) {
        if case (.clock(let last)?, .clock(let next)) = (stamps.last, line.stamp) {
            let (before, now) = (last[line.node] ?? 0, next[line.node] ?? 0)
            guard before < now else {
                throw LineProblem(
                    text:
                        "the clock of \(ForeignText.quoted(line.node)) is \(now), and was \(before) in its line before"
                )
            }
        }
        if isWhole, case .clock(let next) = line.stamp { try checkNext(next[line.node] ?? 0) }
        observations.append(line.observation)
        places.append(place)
        if line.stamp != .none { stamps.append(line.stamp) }
    }

    private func checkNext(_ count: Int) throws(LineProblem) {
        let expected = stamps.count + 1
        if count == expected { return }
        throw LineProblem(
            text:
                "the clock of \(ForeignText.quoted(name)) is \(count), and the line with \(expected) is missing"
        )
    }
}

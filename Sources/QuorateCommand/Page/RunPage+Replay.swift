import QuorateExplorer
import QuorateReplay
import QuorateTraces

extension RunPage {
    /// Puts a replay on real code beside the steps.
    mutating func add(_ replay: FinishedReplay) {
        let seen = replay.report.transcript.byState(count: states.count)
        let pairs = seen.enumerated().map { state, lines in self.sights(of: lines, state) }
        var sights = pairs.map(\.sights)
        if case .diverged(let step, .value(let difference)) = replay.report.outcome,
            sights.indices.contains(step)
        {
            sights[step].append(
                .init(
                    name: Self.shown(difference.place), inSpec: difference.inSpec.map { Self.shown("\($0)") },
                    inCode: difference.inCode.map { Self.shown("\($0)") }))
        }
        code.append(
            CodeRun(
                name: Self.shown(replay.codeName), outcome: Self.shown("\(replay.report.outcome)"),
                isExpected: replay.status == .asExpected, facts: Self.facts(on: replay),
                marks: Self.marks(of: replay.report, count: states.count), sights: sights,
                agreeing: pairs.map(\.agreeing), sent: seen.map(Self.sent)))
    }

    private static func facts(on replay: FinishedReplay) -> [Fact] {
        let report = replay.report
        let rest =
            report.notCompared.isEmpty
            ? [] : [Fact("Not compared", shown(report.notCompared.joined(separator: ", ")))]
        let other = replay.disagreement.map {
            Fact("In a process of its own", shown("another replay, from step \($0.step) on: \($0.field)"))
        }
        return [
            Fact("Steps taken", "\(report.stepsTaken) of \(report.stepCount)"),
            Fact("Compared", shown(report.compared.joined(separator: ", "))),
        ] + rest + [other].compactMap(\.self)
    }

    /// Values that the code shows of a state and the spec's run does not have so, and in how many variables they agree.
    private func sights(of lines: [Transcript.Line], _ state: Int) -> (sights: [CodeRun.Sight], agreeing: Int)
    {
        var (sights, agreeing) = ([CodeRun.Sight](), 0)
        for line in lines where line.field != "outcome" {
            let (name, value) = (Self.shown(line.field), Self.shown(line.value))
            let inSpec = fields.firstIndex(of: name).flatMap { states[state][$0] }
            if inSpec == value {
                agreeing += 1
            } else if inSpec != nil {
                sights.append(.init(name: name, inSpec: inSpec, inCode: value.clipped(to: Self.longestSight)))
            }
        }
        return (sights, agreeing)
    }

    /// Messages that are sent on the way to a state, as in `message of r1 to everybody: 10 bytes, 0200…`.
    private static func sent(_ lines: [Transcript.Line]) -> [String] {
        lines.filter { $0.field.hasPrefix("message of ") }.map { line in
            let size = Numerals.count(line.value.count / 2, "byte")
            return shown("\(line.field): \(size), \(line.value.clipped(to: longestMessage))")
        }
    }

    private static let longestMessage = 60
    /// The longest value that is shown of what the code has.
    private static let longestSight = 240

    private static func marks(of report: ReplayReport, count: Int) -> [CodeRun.Mark] {
        let (end, mark): (Int?, CodeRun.Mark) =
            switch report.outcome {
            case .refused(let step): (step, .refused)
            case .diverged(let step, _): (step, .diverged)
            case .leftOut(let step, _): (step, .leftOut)
            case .noSuchStart, .noSuchCode: (0, .refused)
            case .reproduced, .withstood, .followed: (nil, .taken)
            }
        return (0..<count).map { state in
            guard let end, state >= end else { return .taken }
            return state == end ? mark : .unreached
        }
    }
}

extension Transcript {
    /// The lines of each state; those of the states that the code did not come to are none.
    fileprivate func byState(count: Int) -> [[Line]] {
        var states: [[Line]] = Array(repeating: [], count: count)
        for line in lines where states.indices.contains(line.step) { states[line.step].append(line) }
        return states
    }
}

import QuorateExplorer
import QuorateProver
import QuorateQuorums

/// Arguments of `quorate bounds`.
struct BoundsRequest {
    var family: String?
    var given: [String] = []
    var safe: [String] = []
    var live: [String] = []
    var chosen: [String] = []
    var replicas: String?
    var seconds = 10.0

    /// Everything that is asked, derived and proved.
    func results() throws -> BoundsResults {
        // A slip is told of before anything is proved.
        _ = try range
        let prover = Prover(timeLimit: try limit)
        guard let name = family else {
            if safe.isEmpty, live.isEmpty { return try list(prover) }
            return BoundsResults(shown: [try shown(try rule, nil, prover)], isList: false)
        }
        guard let family = QuorumFamily.all.first(where: { $0.name == name }) else {
            throw CommandError.unknownFamily(name, known: QuorumFamily.all.map(\.name))
        }
        if let option = [("--safe", safe), ("--live", live), ("--choose", chosen)].first(where: {
            !$1.isEmpty
        }) {
            throw CommandError.familyAndRule(option: option.0, family: name)
        }
        let rule = family.rule.assuming(try statements(given, "--given"))
        return BoundsResults(shown: [try shown(rule, family, prover)], isList: false)
    }

    /// The time for one question.
    var limit: Duration {
        get throws {
            guard seconds > 0, seconds <= 1_000_000 else {
                throw CommandError.tooSmall(
                    option: "--time-limit", value: Numerals.asGiven(seconds),
                    least: "a number of seconds above 0, at most 1000000")
            }
            return .seconds(seconds)
        }
    }

    private func list(_ prover: Prover) throws -> BoundsResults {
        let options = [
            ("--given", !given.isEmpty), ("--choose", !chosen.isEmpty), ("--replicas", replicas != nil),
        ]
        if let option = options.first(where: \.1) { throw CommandError.needsRule(option: option.0) }
        let shown = try QuorumFamily.all.map {
            ShownBound(bound: try prover.bound(of: $0.rule), findings: [], table: nil)
        }
        return BoundsResults(shown: shown, isList: true)
    }

    private func shown(_ rule: QuorumSizeRule, _ family: QuorumFamily?, _ prover: Prover) throws -> ShownBound
    {
        let bound: QuorumBound
        do throws(BoundError) { bound = try prover.bound(of: rule) } catch {
            throw CommandError.unsuitableRule(error)
        }
        return ShownBound(
            bound: bound, findings: try family?.meaning.map { try prover.decide($0) } ?? [],
            table: try table(of: bound, prover))
    }

    /// The sizes to choose, each once.
    private var sizes: [String] {
        chosen.isEmpty
            ? ["q"] : chosen.indices.filter { chosen.firstIndex(of: chosen[$0]) == $0 }.map { chosen[$0] }
    }

    /// The rule that the inequalities make.
    private var rule: QuorumSizeRule {
        get throws {
            QuorumSizeRule(
                "", chosen: sizes, assuming: try statements(given, "--given"),
                safety: try statements(safe, "--safe"),
                liveness: try statements(live, "--live"))
        }
    }

    private func statements(_ texts: [String], _ option: String) throws -> [Proposition] {
        try texts.map { text in
            do throws(ExpressionError) { return try ExpressionParser.statement(text) } catch {
                throw CommandError.malformedExpression(option: option, text: text, error)
            }
        }
    }

    private func table(of bound: QuorumBound, _ prover: Prover) throws -> [QuorumBound.Row]? {
        guard let range = try range else { return nil }
        guard bound.rule.parameters.first == "n" else { throw CommandError.noReplicas }
        if case .contradiction = bound.answer { return nil }
        guard bound.condition != nil else { return try prover.cases(of: bound.rule, range) }
        guard let table = bound.table(range) else {
            throw CommandError.tableTooLarge("\(range.lowerBound)...\(range.upperBound)")
        }
        return table
    }

    private var range: ClosedRange<Int>? {
        get throws {
            guard let replicas else { return nil }
            guard let range = ReplicaRange(replicas, upTo: Self.largestGroup) else {
                throw CommandError.unsuitable(
                    option: "--replicas", value: replicas,
                    write:
                        "a number from 1 to \(Self.largestGroup), or a range of them, as in --replicas 4...20"
                )
            }
            return range.numbers
        }
    }

    /// The largest number of replicas in a table.
    private static let largestGroup = 999
}

/// Verdict on a statement about all rounds of a randomised consensus, for all values of its parameters.
///
/// Facts about one round are decided; how the statement follows from them, and on which assumptions, is an argument that
/// stands in the finding and in no solver.
public struct RoundsFinding: Sendable {
    /// The consensus.
    public let consensus: RandomizedConsensus
    /// The statement.
    public let goal: RandomizedConsensus.Goal
    /// Verdicts on the facts.
    public let facts: [AutomatonFinding]
    /// Reason for which the statement is not proved, or nil where it is.
    public let obstacle: String?
    /// Time for all of it.
    public let duration: Duration

    /// True where every fact was proved.
    public var isProved: Bool { obstacle == nil }

    /// Ground of the verdict, in a few words.
    public var remark: String {
        let supposed = ([Self.brief[goal]!] + consensus.briefSuppositions).joined(separator: ", ")
        return obstacle ?? "\(facts.count) facts about one round, and an argument that supposes \(supposed)"
    }

    /// Number of the facts whose proof has a certificate that was re-checked.
    public var certifiedCount: Int { facts.count { $0.proof?.isCertified == true } }

    private static let brief: [RandomizedConsensus.Goal: String] = [
        .agreement: "closed rounds", .validity: "closed rounds", .termination: "round-rigid runs",
    ]
}

extension RandomizedConsensus {
    /// Decides a statement about all rounds.
    ///
    /// - Parameters:
    ///   - timeLimit: How long each fact may take: a statement of eight takes as long as eight others.
    ///   - certifies: Whether certificates of the facts are looked for.
    public func decide(
        _ goal: Goal, timeLimit: Duration = .seconds(10), certifies: Bool = false
    ) -> RoundsFinding {
        let start = ContinuousClock.now
        var facts: [AutomatonFinding] = []
        var obstacle = mistakes.first.map { "the argument does not apply: \($0)" }
        do throws(AutomatonError) {
            let decision = try AutomatonDecision(round)
            for name in self.facts(for: goal) where obstacle == nil {
                guard let position = decision.properties.firstIndex(of: name) else {
                    obstacle = "there is no fact \(name)"
                    continue
                }
                let finding =
                    certifies
                    ? decision.decideWithCertificate(position, timeLimit: timeLimit)
                    : decision.decide(position, timeLimit: timeLimit)
                facts.append(finding)
                if !finding.isAsExpected {
                    obstacle = "\(name) of one round is \(finding.verdict.word): \(finding.remark)"
                }
            }
        } catch {
            obstacle = error.description
        }
        return RoundsFinding(
            consensus: self, goal: goal, facts: facts, obstacle: obstacle,
            duration: ContinuousClock.now - start)
    }

    /// Questions that decide the statement's facts, with the answers from which it follows.
    public func obligations(_ goal: Goal) -> [Obligation] {
        guard let decision = try? AutomatonDecision(round) else { return [] }
        return decision.properties.indices.filter { facts(for: goal).contains(decision.properties[$0]) }
            .flatMap(decision.obligations)
    }
}

/// Verdict on a statement about all rounds of a randomised consensus, for all values of its parameters.
///
/// Facts about one round are decided; how the statement follows from them, and on which assumptions, is an argument that
/// stands in the finding and in no solver.
public struct RoundsFinding: Sendable {
    /// Fact about one round, or claim of a broadcast in it.
    public struct Fact: Sendable {
        /// Name of the fact; a claim's begins with the broadcast's.
        public let name: String
        /// Verdict.
        public let finding: AutomatonFinding
    }

    /// The consensus.
    public let consensus: ConsensusInRounds
    /// The statement.
    public let goal: ConsensusInRounds.Goal
    /// Verdicts on the facts.
    public let facts: [Fact]
    /// Reason for which the statement is not proved, or nil where it is.
    public let obstacle: String?
    /// Time for all of it.
    public let duration: Duration

    /// True where every fact was proved.
    public var isProved: Bool { obstacle == nil }

    /// Ground of the verdict, in a few words.
    public var remark: String {
        let supposed = ([consensus.brief(goal)] + consensus.briefSuppositions).joined(separator: ", ")
        let subject = consensus.broadcast == nil ? "one round" : "one round and its broadcast"
        return obstacle ?? "\(facts.count) facts about \(subject), and an argument that supposes \(supposed)"
    }

    /// Number of the facts whose proof has a certificate that was re-checked.
    public var certifiedCount: Int { facts.count { $0.finding.proof?.isCertified == true } }
}

extension ConsensusInRounds {
    /// Decides a statement about all rounds.
    ///
    /// - Parameters:
    ///   - timeLimit: How long each fact may take: a statement of eight takes as long as eight others.
    ///   - certifies: Whether certificates of the facts are looked for.
    public func decide(
        _ goal: Goal, timeLimit: Duration = .seconds(10), certifies: Bool = false
    ) -> RoundsFinding {
        let start = ContinuousClock.now
        var facts: [RoundsFinding.Fact] = []
        var obstacle = mistakes.first.map { "the argument does not apply: \($0)" }
        do throws(AutomatonError) {
            let parts = try parts(for: goal)
            for name in self.facts(for: goal) where obstacle == nil {
                guard let part = parts.first(where: { $0.position(of: name) != nil }) else {
                    obstacle = "there is no fact \(name)"
                    continue
                }
                let finding = part.decide(name, timeLimit: timeLimit, certifies: certifies)
                facts.append(.init(name: name, finding: finding))
                if !finding.isAsExpected {
                    obstacle = "\(name)\(part.words) is \(finding.verdict.word): \(finding.remark)"
                }
            }
            // A statement of which there is nothing to prove would look like a success.
            if facts.isEmpty, obstacle == nil { obstacle = "no facts are known from which it follows" }
        } catch {
            obstacle = error.description
        }
        return RoundsFinding(
            consensus: self, goal: goal, facts: facts, obstacle: obstacle,
            duration: ContinuousClock.now - start)
    }

    /// Questions that decide the statement's facts, with the answers from which it follows.
    public func obligations(_ goal: Goal) -> [Obligation] {
        guard let parts = try? parts(for: goal) else { return [] }
        return facts(for: goal).flatMap { name -> [Obligation] in
            for part in parts {
                if let position = part.position(of: name) { return part.decision.obligations(position) }
            }
            return []
        }
    }

    /// The automata whose properties the statement rests on, with the properties' names, and suppositions in lines beside
    /// an automaton's own.
    public func automata(
        for goal: Goal
    ) -> [(automaton: ThresholdAutomaton, properties: [String], suppositions: [String])] {
        guard let parts = try? parts(for: goal) else { return [] }
        return parts.map { part in
            let own = facts(for: goal).filter { part.position(of: $0) != nil }
            return (
                part.decision.automaton, own.map { String($0.dropFirst(part.prefix.count)) },
                part.prefix.isEmpty ? suppositionsOfRound : []
            )
        }
    }

    /// Suppositions of the facts about one round, in lines.
    private var suppositionsOfRound: [String] {
        let claims = broadcast.map { ["the claims of \($0.name), each with a bound of its own"] } ?? []
        return claims + suppositions
    }

    private func parts(for goal: Goal) throws(AutomatonError) -> [Part] {
        var parts = [
            Part(prefix: "", words: " of one round", decision: try AutomatonDecision(round(for: goal)))
        ]
        if let broadcast {
            parts.append(
                Part(prefix: "\(broadcast.name).", words: "", decision: try AutomatonDecision(broadcast)))
        }
        return parts
    }
}

/// An automaton of which facts are proved, under names that begin with a prefix.
private struct Part {
    let prefix: String
    /// Place of a fact, for a sentence about it.
    let words: String
    let decision: AutomatonDecision

    func position(of name: String) -> Int? {
        guard name.hasPrefix(prefix) else { return nil }
        return decision.properties.firstIndex(of: String(name.dropFirst(prefix.count)))
    }

    func decide(_ name: String, timeLimit: Duration, certifies: Bool) -> AutomatonFinding {
        let position = position(of: name)!
        return certifies
            ? decision.decideWithCertificate(position, timeLimit: timeLimit)
            : decision.decide(position, timeLimit: timeLimit)
    }
}

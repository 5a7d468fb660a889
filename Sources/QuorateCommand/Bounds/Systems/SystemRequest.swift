import QuorateExplorer
import QuorateProver
import QuorateQuorums

/// Arguments of `quorate bounds` that ask about sets of replicas.
struct SystemRequest {
    var quorums: [String] = []
    var faulty: String?
    var given: [String] = []
    var conclusions: [String] = []
    var prover: Prover

    /// The answer: a claim where something is concluded, otherwise what any two quorums share.
    func results() throws -> any WholeResult {
        guard conclusions.isEmpty else { return try claim() }
        guard (1...2).contains(quorums.count) else {
            throw quorums.isEmpty
                ? CommandError.needsOption(option: "--faulty", needed: "--quorums")
                : CommandError.unsuitable(
                    option: "--quorums", value: quorums[2],
                    write: "one rule, or two whose quorums are to meet; join the parts of a rule by and, or")
        }
        let rules = try quorums.map { try parsed($0, "--quorums") { try ExpressionParser.quorum($0) } }
        let faults = try faulty.map { try parsed($0, "--faulty") { try ExpressionParser.quorum($0) } }
        guard rules.contains(where: { $0.listed != nil }) else { return try named(rules, faults) }
        for (text, rule) in zip(quorums, rules) {
            try parsed(text, "--quorums") { _ in
                if let column = rule.named { throw Self.mixture(column) }
            }
        }
        guard given.isEmpty else {
            throw CommandError.optionsExclude(
                "--given", "--quorums with lists of replicas", because: "a list is what it is")
        }
        return try listed(rules, faults)
    }

    private static func mixture(_ column: Int) -> ExpressionError {
        ExpressionError(
            message: "lists of replicas and sets by name do not mix; list the members here", column: column)
    }

    private func parsed<Value>(
        _ text: String, _ option: String, _ read: (String) throws -> Value
    ) throws -> Value {
        do { return try read(text) } catch let error as ExpressionError {
            throw CommandError.malformedExpression(option: option, text: text, error)
        }
    }

    private func statements(_ texts: [String], _ option: String) throws -> [Proposition] {
        try texts.map { text in
            try parsed(text, option) { try ExpressionParser.statement($0, hasSets: true) }
        }
    }

    // MARK: - Replica by replica

    private func listed(
        _ rules: [QuorumExpression], _ faulty: QuorumExpression?
    ) throws -> ListedResults {
        var names = ReplicaNames()
        for (text, rule) in zip(quorums, rules) {
            try parsed(text, "--quorums") { _ in try rule.mention(in: &names) }
        }
        names.isComplete = true
        var faults: FaultSets?
        if let faulty, let text = self.faulty {
            try parsed(text, "--faulty") { _ in
                try faulty.mention(in: &names)
                faults = try FaultSets(faulty, &names)
            }
        }
        // Which of two rules is wrong is known to its own text only.
        for (text, rule) in zip(quorums, rules) {
            try parsed(text, "--quorums") { _ in _ = try rule.rule(&names) }
        }
        return ListedResults(
            texts: quorums, faulty: self.faulty,
            quorums: try ListedQuorums(rules, names: names, faults: faults))
    }

    // MARK: - For all sets

    private func named(
        _ rules: [QuorumExpression], _ faults: QuorumExpression?
    ) throws -> ClaimResults {
        let given = try statements(self.given, "--given")
        var taken = given.flatMap(\.setNames)
        for (text, rule) in zip(quorums, rules) {
            taken += try parsed(text, "--quorums") { _ in try rule.statement(for: .everyone).setNames }
        }
        if let faults, let text = faulty {
            taken += try parsed(text, "--faulty") { _ in try faults.faults(of: .everyone).setNames }
        }
        let names = SetNames(besides: taken)
        let first = try parsed(quorums[0], "--quorums") { _ in try rules[0].statement(for: names.first) }
        let second = try parsed(quorums[quorums.count - 1], "--quorums") { _ in
            try rules[rules.count - 1].statement(for: names.second)
        }
        var supposed = given
        if let faults, let text = faulty {
            supposed.append(
                try parsed(text, "--faulty") { _ in try faults.faults(of: names.faulty) })
        }
        var claims = [intersection(names, supposed + [first, second])]
        if faults != nil {
            for (index, rule) in rules.enumerated() {
                let left = try rule.statement(for: .everyone - names.faulty)
                claims.append(availability(index, supposed + left.inhabited(besides: names.faulty), left))
            }
        }
        return try ClaimResults(claims, prover)
    }

    private func intersection(_ names: SetNames, _ given: [Proposition]) -> Claim {
        let shared = names.first & names.second
        let sentence =
            faulty == nil
            ? "Any two quorums share a replica." : "Any two quorums share a replica that is not faulty."
        return Claim("intersection", sentence) {
            given
        } then: {
            (faulty == nil ? shared : shared - names.faulty).count >= 1
        }
    }

    private func availability(_ index: Int, _ given: [Proposition], _ left: Proposition) -> Claim {
        let which =
            quorums.count == 1 ? "A quorum" : "A quorum of the \(index == 0 ? "first" : "second") kind"
        return Claim("availability", "\(which) is left when the faulty do not answer.") {
            given
        } then: {
            left
        }
    }

    private func claim() throws -> ClaimResults {
        let (given, then) = (try statements(given, "--given"), try statements(conclusions, "--then"))
        return try ClaimResults(
            [
                Claim("claim", "What is supposed implies the conclusion.") {
                    given
                } then: {
                    then
                }
            ], prover)
    }
}

/// Names for two quorums and for the faulty that no set has yet.
struct SetNames {
    let first: SetExpression
    let second: SetExpression
    let faulty: SetExpression

    init(besides names: [String]) {
        func fresh(_ name: String) -> SetExpression {
            .named(
                names.contains(name)
                    ? (1...).lazy.map { "\(name)\($0)" }.first { !names.contains($0) }! : name)
        }
        (first, second, faulty) = (fresh("A"), fresh("B"), fresh("F"))
    }
}

extension Proposition {
    /// The names of the sets in it.
    fileprivate var setNames: [String] {
        Claim("names", "") {
            self
        } then: {
            []
        }.sets
    }

    /// That the groups in it, and all replicas, have members, of some weight where weights count: an empty group
    /// has no quorum.
    fileprivate func inhabited(besides faulty: SetExpression) -> [Proposition] {
        let claim = Claim("names", "") {
            self
        } then: {
            []
        }
        let named = claim.sets.map { SetExpression.named($0) }.filter { $0.description != faulty.description }
        let groups = [SetExpression.everyone] + named
        return groups.map { (group: SetExpression) in
            let size: Quantity = group.description == "all" ? .replicaCount : group.count
            return claim.hasWeights ? group.weight >= 1 : size >= 1
        }
    }
}

import QuorateQuorums

extension AutomatonReader {
    /// `0: loc1 -> locSE when (true) do { nsnt' == nsnt + 1; };`
    mutating func readRule() throws(Problem) {
        let position = rules.count
        places[.rule(position)] = scanner.offset
        guard case .number(let label) = scanner.token else { throw scanner.expected("the number of a rule") }
        try scanner.advance()
        try expect(":")
        let from = try location()
        try expect("->")
        let to = try location()
        try expectWord("when")
        let condition = try statement()
        try expectWord("do")
        let effects = try readEffects()
        _ = try accept(";")
        rules.append(
            .init("\(label)", from: from, to: to, when: .known(condition), effects: effects, isOwed: false))
    }

    private mutating func expectWord(_ word: String) throws(Problem) {
        guard scanner.token == .name(word) else { throw scanner.expected("\"\(word)\"") }
        try scanner.advance()
    }

    private mutating func location() throws(Problem) -> String {
        guard case .name(let name) = scanner.token, kinds[name] == .location else {
            throw scanner.expected("a location")
        }
        try scanner.advance()
        return name
    }

    /// The counters that grow. Every counter has to be mentioned: nothing says that one that is not stays as it is.
    private mutating func readEffects() throws(Problem) -> [ThresholdAutomaton.Rule.Effect] {
        try expect("{")
        var effects: [ThresholdAutomaton.Rule.Effect] = []
        var mentioned: Set<String> = []
        while scanner.token != .sign("}") {
            if scanner.token == .name("unchanged") {
                try readUnchanged(&mentioned)
            } else if let effect = try readEffect(&mentioned) {
                effects.append(effect)
            }
            guard try accept(";") else { break }
        }
        if let missing = counters.first(where: { !mentioned.contains($0) }) {
            throw scanner.problem("the rule does not mention \(missing); write \(missing)' == \(missing)")
        }
        try expect("}")
        return effects
    }

    private mutating func readUnchanged(_ mentioned: inout Set<String>) throws(Problem) {
        try scanner.advance()
        try expect("(")
        repeat { _ = try counter(&mentioned) } while try accept(",")
        try expect(")")
    }

    private mutating func counter(_ mentioned: inout Set<String>) throws(Problem) -> String {
        guard case .name(let name) = scanner.token, kinds[name] == .counter else {
            throw scanner.expected("a shared counter or \"unchanged\"")
        }
        guard mentioned.insert(name).inserted else {
            throw scanner.problem("\(name) is mentioned a second time in this rule")
        }
        try scanner.advance()
        return name
    }

    /// `nsnt' == nsnt + 1`, or nil where nothing is added.
    private mutating func readEffect(
        _ mentioned: inout Set<String>
    ) throws(Problem) -> ThresholdAutomaton.Rule.Effect? {
        let name = try counter(&mentioned)
        try expect("'")
        try expect("==")
        let start = scanner
        var change = try sum()
        guard change.add(LinearTerms(name: name), times: -1), let increase = change.number, increase >= 0
        else {
            throw start.problem("a counter only grows; write \(name)' == \(name) + 1, or another number")
        }
        return increase == 0 ? nil : .init(name, by: increase)
    }
}

/// Model over sorts of a few members each, ready to be run: where it begins, and where its steps lead.
struct ModelWorld: Sendable {
    /// Sentence that a state must have, or a reason for which it is none.
    typealias Named = (name: String, code: SentenceCode)

    let model: ProtocolModel
    let space: ModelSpace
    let actions: [ActionCode]
    /// Meaning of claims and assumptions for the fixed relations.
    let facts: [Named]
    /// Content of the relations at the start.
    let start: [Named]
    let goals: [Named]
    private let contents: [(table: ModelSpace.Table, places: [Int], code: SentenceCode)]
    /// Place of each variable and constant.
    let places: [TermNode: Int]
    /// Members at the start of a look: the constants are what they are.
    private let members: [Int]
    private let constants: [TermNode: Int]

    /// - Parameter facts: what is known of quorums.
    init(
        _ model: ProtocolModel, sizes: [SortSymbol: Int], constants: [TermNode: Int],
        knowing facts: [NamedSentence]
    ) {
        let known = facts + model.assumptions
        let own = model.relations
        let others = Set(known.flatMap(\.node.relations)).subtracting(own).sorted { $0.name < $1.name }
        space = ModelSpace(own + others, sizes: sizes)
        var coder = SentenceCoder(space)
        let named = { (sentence: NamedSentence, coder: inout SentenceCoder) in
            (name: sentence.name, code: coder.code(sentence.node))
        }
        actions = model.actions.map { ActionCode($0, &coder) }
        self.facts = known.map { named($0, &coder) }
        start = model.start.map { named($0, &coder) }
        goals = model.goals.map { named($0, &coder) }
        contents = model.initialContents.map { content in
            let places = content.variables.map { coder.place(of: .variable($0)) }
            return (coder.space.table(content.symbol), places, coder.code(content.body))
        }
        places = coder.places
        var members = Array(repeating: 0, count: max(1, places.count))
        for (term, place) in places { members[place] = constants[term, default: 0] }
        (self.model, self.members, self.constants) = (model, members, constants)
    }

    /// Calls `body` with room for the members of variables, in which the constants are what they are.
    func withMembers<Result>(_ body: (UnsafeMutablePointer<Int>) -> Result) -> Result {
        withUnsafeTemporaryAllocation(of: Int.self, capacity: members.count) { room in
            _ = room.initialize(from: members)
            return body(room.baseAddress!)
        }
    }

    func holds(_ sentence: SentenceCode, in bits: [UInt64]) -> Bool {
        withMembers { holds(sentence, in: bits, $0) }
    }

    func holds(_ sentence: SentenceCode, in bits: [UInt64], _ members: UnsafeMutablePointer<Int>) -> Bool {
        bits.withUnsafeBufferPointer { sentence.holds($0.baseAddress!, members) }
    }

    /// Code for a sentence without free variables, constants apart, which is asked of whole states.
    func code(_ node: SentenceNode) -> WholeSentence { WholeSentence(node, in: space, constants: constants) }

    /// The state at the start that has the fixed relations of `bits`.
    func start(fixedAs bits: [UInt64]) -> [UInt64] {
        let start = bits.intersection(space.mask(of: space.relations.filter { $0.kind == .fixed }))
        var filled = start
        withMembers { members in
            for content in contents {
                for position in 0..<content.table.rowCount {
                    for (place, member) in zip(content.places, content.table.row(at: position)) {
                        members[place] = member
                    }
                    if content.code.holds(start, members) { filled.insert(content.table.start + position) }
                }
            }
        }
        return filled
    }

    /// Calls `visit` with each state to which an action leads, until that returns true.
    func visitSuccessors(of bits: [UInt64], _ visit: (_ action: ModelAction, _ next: [UInt64]) -> Bool) {
        withMembers { members in
            for code in actions {
                let isEnough = code.visit(bits, members) { visit(code.action, code.after(bits, $0)) }
                if isEnough { return }
            }
        }
    }
}

/// Sentence that is asked of states.
struct WholeSentence: Sendable {
    private let code: SentenceCode
    private let coder: SentenceCoder
    private let constants: [TermNode: Int]

    init(_ node: SentenceNode, in space: ModelSpace, constants: [TermNode: Int]) {
        var coder = SentenceCoder(space)
        code = coder.code(node)
        (self.coder, self.constants) = (coder, constants)
    }

    func holds(_ bits: [UInt64]) -> Bool {
        coder.withMembers(constants) { members in
            bits.withUnsafeBufferPointer { code.holds($0.baseAddress!, members) }
        }
    }
}

extension ProtocolModel {
    /// Contents of relations that are not empty at the start: each holds where its body does.
    fileprivate var initialContents: [(symbol: RelationSymbol, variables: [Variable], body: SentenceNode)] {
        parts.compactMap { part in
            guard case .initially(let sentence, let symbol) = part,
                case .same(_, let body) = sentence.node.universal.body
            else { return nil }
            return (symbol, sentence.node.universal.variables, body)
        }
    }
}

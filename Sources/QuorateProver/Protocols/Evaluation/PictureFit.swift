/// Fit of a picture with a model: the names that it uses are the model's, and nothing is left out.
struct PictureFit {
    private(set) var sizes: [SortSymbol: Int] = [:]
    private(set) var constants: [TermNode: Int] = [:]
    private(set) var relations: [RelationSymbol] = []
    /// Reason for which the two do not fit together, or nil.
    private(set) var problem: String?

    /// The most members of a sort: a fact has a byte for each.
    private static let largest = 250

    init(
        _ model: ProtocolModel, _ facts: [NamedSentence], sizes: [String: Int], constants: [String: Int],
        relations: [String], notes: [String]
    ) {
        let known = (facts + model.assumptions).flatMap(\.node.relations)
        let all = model.relations + known.filter { !model.relations.contains($0) }
        for sort in Set(all.flatMap(\.sorts)).sorted(by: { $0.name < $1.name }) {
            guard let size = sizes[sort.name], (1...Self.largest).contains(size) else {
                refuse("\(sort.name) needs a size of 1 to \(Self.largest), and has \(sizes[sort.name] ?? 0)")
                continue
            }
            self.sizes[sort] = size
        }
        limit(all, of: model)
        for name in relations {
            guard let symbol = all.first(where: { $0.name == name }) else {
                refuse("the picture speaks of \(name), which the model does not have")
                continue
            }
            self.relations.append(symbol)
        }
        findConstants(of: model, constants)
        check(notes, of: model)
        let noted = model.actions.filter { notes.contains($0.name) }.flatMap(\.changes).map(\.symbol)
        for symbol in all
        where symbol.name != "before" && !noted.contains(symbol) && !relations.contains(symbol.name) {
            refuse("the picture says nothing of \(symbol.name)")
        }
    }

    private mutating func refuse(_ reason: String) { problem = problem ?? reason }

    /// The most rows that a relation may have, and the most ways in which an action may be taken: every step is held against all
    /// of them.
    static let most = 1_000_000

    /// Refuses sizes that are small one by one and not together.
    private mutating func limit(_ relations: [RelationSymbol], of model: ProtocolModel) {
        for symbol in relations { limit(symbol.sorts, "the relation \(symbol.name)", "rows") }
        for action in model.actions {
            limit(action.parameters.map(\.sort), "the action \(action.name)", "ways to be taken")
        }
    }

    private mutating func limit(_ sorts: [SortSymbol], _ subject: String, _ unit: String) {
        // At most 250 each, and no more than the limit before the last: it fits.
        var product = 1
        for sort in sorts where product <= Self.most { product *= sizes[sort, default: 1] }
        guard product > Self.most else { return }
        let factors = sorts.map { "\(sizes[$0, default: 1]) (\($0.name))" }.joined(separator: " × ")
        refuse("\(subject) has \(factors) \(unit), more than \(Self.most); make modelSizes smaller")
    }

    private mutating func findConstants(of model: ProtocolModel, _ given: [String: Int]) {
        let nodes = model.assumptions.map(\.node) + model.start.map(\.node) + model.actions.flatMap(\.guards)
        for node in nodes {
            node.visitTerms { term in
                guard case .constant(let name, let sort) = term else { return }
                if let member = given[name], (0..<(sizes[sort] ?? 0)).contains(member) {
                    constants[term] = member
                } else {
                    refuse("the picture does not say which \(sort.name) \"\(name)\" is")
                }
            }
        }
    }

    /// A note only adds: what it says stays so.
    private mutating func check(_ notes: [String], of model: ProtocolModel) {
        for name in notes {
            guard let action = model.actions.first(where: { $0.name == name }) else {
                refuse("the model has no action \(name)")
                continue
            }
            for change in action.changes {
                guard case .insert = change else {
                    refuse("\(name) is no note: it does not only add to a relation")
                    continue
                }
            }
        }
    }
}

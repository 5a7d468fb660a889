extension ModelSteps {
    /// The state with all notes that can be taken, one behind the other.
    func closure(_ bits: [UInt64]) -> [UInt64] {
        var (state, previous) = (bits, [UInt64]())
        while state != previous {
            previous = state
            for note in notes {
                world.withMembers { members in
                    _ = note.visit(previous, members) { members in
                        for case .insert(let row) in note.changes { state.insert(row.bit(members)) }
                        return false
                    }
                }
            }
        }
        return state
    }

    /// Bits of a picture.
    ///
    /// - Throws: ``ModelError`` for a fact that no state of the model has, at these sizes.
    func bits(of picture: [UInt64]) throws(ModelError) -> [UInt64] {
        var bits = world.space.empty
        for symbol in world.space.relations where symbol.name == "before" {
            let table = world.space.table(symbol)
            for later in 0..<table.sizes[0] {
                for earlier in 0..<later { bits.insert(table.bit(of: [earlier, later])) }
            }
        }
        for facts in [fixed, picture] {
            var rest = facts[...]
            while let fact = PictureFact(next: &rest) { bits.insert(try bit(of: fact)) }
        }
        return bits
    }

    private func bit(of fact: PictureFact) throws(ModelError) -> Int {
        guard relations.indices.contains(fact.relation) else {
            throw misfit("the picture speaks of relation \(fact.relation), and has named \(relations.count)")
        }
        let symbol = relations[fact.relation]
        let table = world.space.table(symbol)
        let said = "the picture says \(text(of: fact.members, symbol))"
        guard fact.members.count == table.sizes.count else {
            throw misfit("\(said), and \(symbol.name) holds of \(count(table.sizes.count, "member"))")
        }
        for (place, member) in fact.members.enumerated() where !(0..<table.sizes[place]).contains(member) {
            let size = table.sizes[place]
            throw misfit(
                "\(said), and there \(size == 1 ? "is" : "are") \(count(size, symbol.sorts[place].name))")
        }
        return table.bit(of: fact.members)
    }

    private func misfit(_ reason: String) -> ModelError { .misfit(model: world.model.name, reason: reason) }

    private func count(_ number: Int, _ noun: String) -> String {
        "\(number) \(noun)\(number == 1 ? "" : "s")"
    }

    /// The fact in words; where it has too many members, the last ones are numbers.
    private func text(of members: [Int], _ symbol: RelationSymbol) -> String {
        let names = members.enumerated().map { place, member in
            (symbol.sorts.indices.contains(place) ? symbol.sorts[place].letter : "") + "\(member)"
        }
        return names.isEmpty ? symbol.name : "\(symbol.name)(\(names.joined(separator: ", ")))"
    }
}

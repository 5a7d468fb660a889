/// Places of states in the parts of a ranking, by the numbers of the states in the arena; and then in the order in which
/// they are written.
final class StatePlaces {
    /// Position of the property in the spec.
    let property: Int
    let parts: [RankingParts.Part]
    private var places: [UInt32]
    /// Places written, each with the number of times that it comes in a row.
    private(set) var runs: [(place: UInt32, count: Int)] = []

    init(property: Int, parts: [RankingParts.Part], places: [UInt32]) {
        (self.property, self.parts, self.places) = (property, parts, places)
    }

    /// Moves the states of a block: `order` has the position in it that each comes from.
    func move(_ block: Range<Int>, _ order: [Int]) {
        let former = Array(places[block])
        for (position, state) in order.enumerated() { places[block.lowerBound + position] = former[state] }
    }

    /// Notes that a state is written next.
    func write(_ state: Int) {
        if let last = runs.last, last.place == places[state] {
            runs[runs.count - 1].count += 1
        } else {
            runs.append((places[state], 1))
        }
    }
}

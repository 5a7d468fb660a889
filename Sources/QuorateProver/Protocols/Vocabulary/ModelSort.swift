/// Sort of a protocol model: a set of any size, of which nothing is known but what a model says.
///
/// Sorts are types, so that the compiler refuses a vote for a replica where a value belongs.
protocol ModelSort {
    static var symbol: SortSymbol { get }
}

/// Sort whose members stand in a row: ballots, terms, views, rounds.
protocol OrderedSort: ModelSort {}

/// Sort as data: its name, and the letter that its members have in a counterexample.
struct SortSymbol: Hashable, Sendable {
    let name: String
    let letter: String
    /// True where `before` orders the members, totally.
    var isOrdered = false
    /// Turn in which the sort is made small in a counterexample: replicas first.
    let turn: Int
}

enum Replicas: ModelSort {
    static let symbol = SortSymbol(name: "replica", letter: "r", turn: 0)
}

/// Sets of replicas that are large enough, whatever that is: claims say how they meet.
enum Quorums: ModelSort {
    static let symbol = SortSymbol(name: "quorum", letter: "Q", turn: 1)
}

/// Sets of f + 1 replicas or more.
enum Amplifiers: ModelSort {
    static let symbol = SortSymbol(name: "amplifier", letter: "A", turn: 1)
}

/// Sets of 2f + 1 replicas or more.
enum Deliverers: ModelSort {
    static let symbol = SortSymbol(name: "deliverer", letter: "D", turn: 1)
}

enum Rounds: OrderedSort {
    static let symbol = SortSymbol(name: "round", letter: "t", isOrdered: true, turn: 2)
}

/// Places in a log.
enum Slots: OrderedSort {
    static let symbol = SortSymbol(name: "slot", letter: "i", isOrdered: true, turn: 3)
}

enum Values: ModelSort {
    static let symbol = SortSymbol(name: "value", letter: "v", turn: 3)
}

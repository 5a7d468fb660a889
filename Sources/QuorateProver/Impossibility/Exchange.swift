/// One round of exchange among generals, at most one of whom is a traitor.
///
/// General 0, the commander, sends an order to each lieutenant; each lieutenant tells every other what it heard; then each
/// decides. A traitor sends what it likes to whom it likes. Lamport, Shostak and Pease, "The Byzantine Generals Problem"
/// (1982), section 2 and OM(1) of section 3.
struct Exchange: Hashable, Sendable {
    /// At least 3.
    let generals: Int
    /// The number of different orders, at least 2.
    let orders: Int

    /// View of a lieutenant: the commander's order, then what each other lieutenant says it heard, in their
    /// order.
    typealias View = [Int]

    var lieutenants: Range<Int> { 1..<generals }

    func others(than lieutenant: Int) -> [Int] { lieutenants.filter { $0 != lieutenant } }

    /// All that a lieutenant might see.
    var views: [View] { sequences(of: generals - 1) }

    /// All executions: each general as the traitor, with everything that it can say; a traitor may also
    /// behave.
    var executions: [Execution] {
        let ofCommander = sequences(of: generals - 1).map { Execution(traitor: 0, heard: $0, lies: []) }
        let ofLieutenants = lieutenants.flatMap { traitor in
            (0..<orders).flatMap { order in
                sequences(of: generals - 2).map { lies in
                    let heard = Array(repeating: order, count: generals - 1)
                    return Execution(traitor: traitor, heard: heard, lies: lies)
                }
            }
        }
        return ofCommander + ofLieutenants
    }

    /// All sequences of `length` orders.
    private func sequences(of length: Int) -> [[Int]] {
        (0..<length).reduce([[]]) { shorter, _ in
            shorter.flatMap { sequence in (0..<orders).map { sequence + [$0] } }
        }
    }

    /// Messages of one round.
    struct Execution: Hashable, Sendable {
        let traitor: Int
        /// The order that each lieutenant gets.
        let heard: [Int]
        /// Reports of a traitor among the lieutenants to the others, in their order.
        let lies: [Int]

        /// Order that `speaker` reports to `listener`, two lieutenants.
        func relay(from speaker: Int, to listener: Int) -> Int {
            guard speaker == traitor else { return heard[speaker - 1] }
            return lies[listener < speaker ? listener - 1 : listener - 2]
        }
    }
}

// MARK: - What lieutenants see

extension Exchange {
    func view(of lieutenant: Int, in execution: Execution) -> View {
        [execution.heard[lieutenant - 1]]
            + others(than: lieutenant).map { execution.relay(from: $0, to: lieutenant) }
    }

    /// The views that `lieutenant` gets in some execution in which it is loyal: what it decides elsewhere is of no account.
    func viewsWhenLoyal(_ lieutenant: Int) -> Set<View> {
        Set(executions.filter { $0.traitor != lieutenant }.map { view(of: lieutenant, in: $0) })
    }
}

// MARK: - What is wanted of decisions

extension Exchange {
    /// The executions in which two loyal lieutenants decide differently although the commander is a traitor, and those in which
    /// one does not obey a loyal commander.
    ///
    /// Together these are all that go wrong: lieutenants who obey the same order agree.
    func violations(of decide: (_ lieutenant: Int, _ view: View) -> Int?) -> (agreement: Int, validity: Int) {
        var count = (agreement: 0, validity: 0)
        for execution in executions {
            let loyal = lieutenants.filter { $0 != execution.traitor }
            let decisions = Set(loyal.map { decide($0, view(of: $0, in: execution)) })
            if execution.traitor == 0 {
                count.agreement += decisions.count == 1 ? 0 : 1
            } else {
                count.validity += decisions == [execution.heard[0]] ? 0 : 1
            }
        }
        return count
    }

    /// The order that more than half of a view names, if there is one.
    static func majority(of view: View) -> Int? {
        view.first { order in 2 * view.count { $0 == order } > view.count }
    }
}

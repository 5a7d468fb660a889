/// Decision tables for the lieutenants of an exchange, a table for each, with unknown entries.
///
/// The table of a lieutenant is a function of what it sees; orders are different elements. Unless
/// ``admitOnlyOrders()`` says otherwise a decision may be anything, also what is no order.
struct DecisionTables {
    let exchange: Exchange
    private(set) var problem = Problem()
    private var orders: [Formula.Element] = []
    private var tables: [Int] = []

    /// The tables that meet agreement and validity in all executions.
    ///
    /// The problem has an assertion for each suspect, at the positions `suspects`.
    init(_ exchange: Exchange) {
        self.exchange = exchange
        orders = (0..<exchange.orders).map { .variable(problem.declare("order_\($0)", .element)) }
        tables = exchange.lieutenants.map { lieutenant in
            problem.declareFunction(
                "decision_\(Self.name(lieutenant))", arity: exchange.generals - 1, result: .element)
        }
        problem.assert("orders are different", .allDifferent(orders))
        for traitor in 0..<exchange.generals { assertRequirements(traitor) }
    }

    /// The positions of the assertions that say what holds when this general or that is the traitor.
    var suspects: [Int] { Array(1...exchange.generals) }

    /// A, the commander, B, C, and so on.
    static func name(_ general: Int) -> String { String(Character(Unicode.Scalar(UInt8(65 + general)))) }

    /// Decision of `lieutenant` when it sees `view`.
    func decision(of lieutenant: Int, seeing view: Exchange.View) -> Formula.Element {
        .apply(tables[lieutenant - 1], view.map { orders[$0] })
    }

    func decides(_ lieutenant: Int, _ order: Int, seeing view: Exchange.View) -> Formula {
        .equal(decision(of: lieutenant, seeing: view), orders[order])
    }

    private mutating func assertRequirements(_ traitor: Int) {
        let requirements = exchange.executions.filter { $0.traitor == traitor }.flatMap(requirements)
        var known: Set<Formula> = []
        let distinct = requirements.filter { known.insert($0).inserted }
        let loyal = exchange.lieutenants.filter { $0 != traitor }.map(Self.name).joined(separator: ", ")
        let duty = traitor == 0 ? "decide the same" : loyal.count > 1 ? "obey" : "obeys"
        problem.assert("\(Self.name(traitor)) is the traitor: \(loyal) \(duty)", .all(distinct))
    }

    /// Agreement, and validity where the commander is loyal; the latter implies the former.
    private func requirements(_ execution: Exchange.Execution) -> [Formula] {
        let loyal = exchange.lieutenants.filter { $0 != execution.traitor }
        if execution.traitor > 0 {
            return loyal.map { decides($0, execution.heard[0], seeing: exchange.view(of: $0, in: execution)) }
        }
        let decisions = loyal.map { decision(of: $0, seeing: exchange.view(of: $0, in: execution)) }
        return zip(decisions, decisions.dropFirst()).map { .equal($0, $1) }
    }

    /// Adds that each decision is one of the orders.
    mutating func admitOnlyOrders() {
        let choices = exchange.lieutenants.flatMap { lieutenant in
            exchange.views.map { view in
                Formula.any((0..<exchange.orders).map { decides(lieutenant, $0, seeing: view) })
            }
        }
        problem.assert("decisions are orders", .all(choices))
    }

    /// Adds that some lieutenant decides otherwise than `rule` in a view for which there is a rule.
    mutating func deviate(from label: String, _ rule: (Exchange.View) -> Int?) {
        let deviations = exchange.lieutenants.flatMap { lieutenant in
            exchange.views.compactMap { view in
                rule(view).map { Formula.not(decides(lieutenant, $0, seeing: view)) }
            }
        }
        problem.assert("some decision is not \(label)", .any(deviations))
    }

    /// The tables in the solver's model: for each lieutenant the decision in each view, where it is an order.
    func tables(in solver: Z3Solver) -> [[Exchange.View: Int]] {
        exchange.lieutenants.map { lieutenant in
            var table: [Exchange.View: Int] = [:]
            for view in exchange.views {
                table[view] = (0..<exchange.orders).first {
                    solver.truth(of: decides(lieutenant, $0, seeing: view)) == true
                }
            }
            return table
        }
    }
}

extension Formula {
    /// No two of `elements` are the same.
    static func allDifferent(_ elements: [Element]) -> Formula {
        .all(
            elements.indices.flatMap { left in
                elements.indices.dropFirst(left + 1).map { .not(.equal(elements[left], elements[$0])) }
            })
    }
}

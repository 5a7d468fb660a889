extension Impossibility {
    private static let alphabets = [2, 3, 4, 8]

    /// Three generals, one of whom may be a traitor, and one round: no decision tables.
    static let threeGenerals = Impossibility(
        name: "three-generals",
        sentence:
            "No decision tables, one for each lieutenant, let three generals of whom one may be a traitor "
            + "agree after one round of exchange.",
        source: "Lamport, Shostak and Pease, The Byzantine Generals Problem (1982), section 2",
        lemmas: alphabets.map(noTables) + [.twoCases])

    /// Four generals, one of whom may be a traitor, and one round: majority, and little else.
    static let fourGenerals = Impossibility(
        name: "four-generals",
        sentence:
            "Four generals of whom one may be a traitor agree after one round of exchange, by majority; where a "
            + "majority exists, there is no other way.",
        source: "Lamport, Shostak and Pease, The Byzantine Generals Problem (1982), section 3, OM(1)",
        lemmas: alphabets.flatMap { [someTables($0), majorityWorks($0), majorityIsForced($0)] })

    /// Without tables: the tables are different functions, and decisions may be anything.
    private static func noTables(_ orders: Int) -> Lemma {
        .contradiction(
            "three-generals.orders-\(orders)",
            "With \(orders) orders no two tables meet agreement and validity."
        ) {
            let tables = DecisionTables(Exchange(generals: 3, orders: orders))
            return (tables.problem, tables.suspects)
        }
    }

    private static func someTables(_ orders: Int) -> Lemma {
        let exchange = Exchange(generals: 4, orders: orders)
        return .questions("With \(orders) orders there are tables, and those found meet all executions.") {
            var tables = DecisionTables(exchange)
            tables.admitOnlyOrders()
            let title = "There are tables that meet agreement and validity in all executions."
            return [Question("four-generals.orders-\(orders)", title, tables.problem, expected: .satisfiable)]
        } check: {
            let found = DecisionTables(exchange).tables(in: $0)
            return violation(in: exchange) { found[$0 - 1][$1] }
        }
    }

    private static func majorityWorks(_ orders: Int) -> Lemma {
        .computation(
            "With \(orders) orders majority, or the first order where there is none, meets all executions."
        ) {
            let exchange = Exchange(generals: 4, orders: orders)
            let seen = exchange.lieutenants.map { exchange.viewsWhenLoyal($0).count }
            let note =
                "\(exchange.executions.count) executions; each lieutenant, while it is loyal, sees "
                + "\(seen.min() ?? 0) of \(exchange.views.count) views"
            return (violation(in: exchange) { _, view in Exchange.majority(of: view) ?? 0 }, [note])
        }
    }

    private static func violation(in exchange: Exchange, of decide: (Int, Exchange.View) -> Int?) -> String? {
        let (agreement, validity) = exchange.violations(of: decide)
        if agreement + validity == 0 { return nil }
        return "agreement is violated in \(agreement) executions and validity in \(validity)"
    }

    /// Forced where there is a majority, and nowhere else.
    private static func majorityIsForced(_ orders: Int) -> Lemma {
        let exchange = Exchange(generals: 4, orders: orders)
        let views = exchange.views.count
        let open = exchange.views.count { Exchange.majority(of: $0) == nil }
        let sentence =
            "With \(orders) orders all tables that do are majority, in the \(views - open) views that have one."
        let note =
            open == 0
            ? "every view has one: the tables are unique"
            : "in the \(open) other views they may decide otherwise"
        return .questions(sentence, notes: [note]) {
            let name = "four-generals.orders-\(orders)"
            var (other, free) = (DecisionTables(exchange), DecisionTables(exchange))
            other.deviate(from: "the majority", Exchange.majority)
            let forced = Question(
                name + "-majority", "No tables decide against a majority.", other.problem,
                expected: .unsatisfiable)
            if open == 0 { return [forced] }
            free.admitOnlyOrders()
            free.deviate(from: "the first order where no majority is") {
                Exchange.majority(of: $0) == nil ? 0 : nil
            }
            let title = "Some tables do not decide for the first order where there is no majority."
            return [forced, Question(name + "-no-majority", title, free.problem, expected: .satisfiable)]
        }
    }
}

import SeededRandom
import Testing

@testable import QuorateProver

/// The solver's tables against those that are given: the encoding admits exactly the tables that meet all executions.
@Suite struct DecisionTablesTests {
    @Test func tablesOfTheSolverAreThoseThatWork() throws {
        var random = SplitMix(seed: Seed.announced(20_261_121))
        var outcomes = [true: 0, false: 0]
        for _ in 0..<200 {
            let exchange = random.pick([Exchange(generals: 4, orders: 2), Exchange(generals: 4, orders: 3)])
            let tables = Self.almostMajority(exchange, &random)
            let works = exchange.violations { tables[$0 - 1][$1] } == (0, 0)
            #expect(try Self.solverAdmits(tables, exchange) == works, "\(tables)")
            outcomes[works, default: 0] += 1
        }
        print(outcomes)
        #expect(outcomes.values.allSatisfy { $0 > 10 })
    }

    /// For three generals any two tables are refused, even majority.
    @Test func refusesTablesForThree() throws {
        var random = SplitMix(seed: Seed.announced(20_261_123))
        for _ in 0..<50 {
            let exchange = Exchange(generals: 3, orders: 2)
            #expect(try !Self.solverAdmits(Self.almostMajority(exchange, &random), exchange))
        }
    }

    /// The suspicion against each general is needed for the contradiction.
    @Test func allSuspectsAreInTheCore() throws {
        let tables = DecisionTables(Exchange(generals: 3, orders: 2))
        let solver = try Z3Solver(tables.problem)
        guard case .unsatisfiable(let core) = solver.check(until: .now + .seconds(100)) else {
            Issue.record("not contradictory")
            return
        }
        #expect(Set(core).isSuperset(of: tables.suspects))
    }

    /// Majority with a default for all lieutenants where there is none, and sometimes one entry changed.
    static func almostMajority(_ exchange: Exchange, _ random: inout SplitMix) -> [[Exchange.View: Int]] {
        // What matters without a majority is who got which order; that is the same for all only if it is a function of
        // the sorted view.
        var defaults: [[Int]: Int] = [:]
        for view in exchange.views { defaults[view.sorted()] = random.number(0..<exchange.orders) }
        let table = Dictionary(
            uniqueKeysWithValues: exchange.views.map {
                ($0, Exchange.majority(of: $0) ?? defaults[$0.sorted()]!)
            })
        var tables = exchange.lieutenants.map { _ in table }
        if Bool.random(using: &random) {
            let lieutenant = random.number(0..<tables.count)
            tables[lieutenant][random.pick(exchange.views)] = random.number(0..<exchange.orders)
        }
        return tables
    }

    static func solverAdmits(_ tables: [[Exchange.View: Int]], _ exchange: Exchange) throws -> Bool {
        let unknown = DecisionTables(exchange)
        let solver = try Z3Solver(unknown.problem)
        for lieutenant in exchange.lieutenants {
            for (view, order) in tables[lieutenant - 1] {
                try solver.assert(unknown.decides(lieutenant, order, seeing: view))
            }
        }
        switch solver.check(until: .now + .seconds(100)) {
        case .satisfiable: return true
        case .unsatisfiable: return false
        case .unknown(let reason): throw Z3Solver.SolverFailure(reason: reason)
        }
    }
}

import Testing

@testable import QuorateProver

/// One round of exchange, and all decision tables for two orders, counted one by one.
@Suite struct ExchangeTests {
    typealias Table = [Exchange.View: Int]

    /// 12 executions for three generals and 32 for four; OM(1) with three fails twice.
    @Test func countsOfOralMessages() {
        let (three, four) = (Exchange(generals: 3, orders: 2), Exchange(generals: 4, orders: 2))
        #expect(three.executions.count == 12 && four.executions.count == 32)
        // A tie is a retreat, which is order 0.
        let majority = { (_: Int, view: Exchange.View) in Exchange.majority(of: view) ?? 0 }
        #expect(three.violations(of: majority) == (0, 2))
        #expect(four.violations(of: majority) == (0, 0))
    }

    @Test(arguments: [2, 3, 4, 8]) func majorityMeetsAllExecutionsOfFour(orders: Int) {
        let exchange = Exchange(generals: 4, orders: orders)
        #expect(exchange.executions.count == orders * orders * orders * 4)
        #expect(exchange.violations { _, view in Exchange.majority(of: view) ?? orders - 1 } == (0, 0))
        #expect(exchange.violations { _, view in view[0] } != (0, 0))
    }

    @Test func viewsAreWhatTheGeneralsSay() {
        let exchange = Exchange(generals: 4, orders: 3)
        let honest = Exchange.Execution(traitor: 0, heard: [0, 1, 2], lies: [])
        #expect((1...3).map { exchange.view(of: $0, in: honest) } == [[0, 1, 2], [1, 0, 2], [2, 0, 1]])
        let liar = Exchange.Execution(traitor: 2, heard: [0, 0, 0], lies: [1, 2])
        #expect(exchange.view(of: 1, in: liar) == [0, 1, 0])
        #expect(exchange.view(of: 3, in: liar) == [0, 0, 2])
    }

    /// All 16 · 16 pairs of tables for three generals and two orders.
    @Test func noPairOfTablesWorksForThree() {
        let exchange = Exchange(generals: 3, orders: 2)
        let tables = Self.allTables(exchange)
        #expect(tables.count == 16)
        for first in tables {
            for second in tables {
                let violations = exchange.violations { $0 == 1 ? first[$1] : second[$1] }
                #expect(violations != (0, 0))
            }
        }
    }

    /// All 256³ triples for four generals and two orders, of which one works, and that is majority.
    ///
    /// Whether one table meets validity does not depend on the others, so that is asked first.
    @Test func oneTripleOfTablesWorksForFour() {
        let exchange = Exchange(generals: 4, orders: 2)
        let candidates = exchange.lieutenants.map { lieutenant in
            Self.allTables(exchange).filter { table in
                exchange.executions.allSatisfy { execution in
                    execution.traitor == 0 || execution.traitor == lieutenant
                        || table[exchange.view(of: lieutenant, in: execution)] == execution.heard[0]
                }
            }
        }
        var working: [[Table]] = []
        for first in candidates[0] {
            for second in candidates[1] {
                for third in candidates[2] {
                    let tables = [first, second, third]
                    if exchange.violations(of: { tables[$0 - 1][$1] }) == (0, 0) { working.append(tables) }
                }
            }
        }
        print("four generals, two orders: \(candidates.map(\.count)) candidates, \(working.count) solutions")
        let majority = Dictionary(
            uniqueKeysWithValues: exchange.views.map { ($0, Exchange.majority(of: $0)!) })
        #expect(working == [[majority, majority, majority]])
    }

    /// All functions from views to orders.
    static func allTables(_ exchange: Exchange) -> [Table] {
        exchange.views.reduce([[:]]) { tables, view in
            tables.flatMap { table in
                (0..<exchange.orders).map { order in table.merging([view: order]) { $1 } }
            }
        }
    }
}

import QuorateExplorer
import QuorateFaults
import QuorateLanguage
import QuorateQuorums
import Testing

@testable import Toys

/// What each network can make of three parcels, against sequences that are written down without any network.
@Suite struct NetworkTests {
    /// Every sequence over 0, 1, 2 of at most four elements.
    private var sequences: [[Int]] {
        var all: [[Int]] = [[]]
        for length in 1...4 {
            all += all.filter { $0.count == length - 1 }.flatMap { start in (0..<3).map { start + [$0] } }
        }
        return all
    }

    private func withoutRepeats(_ log: [Int]) -> Bool { Set(log).count == log.count }
    private func isAscending(_ log: [Int]) -> Bool { log == log.sorted() }

    @Test func aReliableNetworkReordersAndNeverRepeats() {
        #expect(logs(.asynchronous) == Set(sequences.filter(withoutRepeats)))
        // Nothing is lost: in the end everything has arrived.
        #expect(finalLogs(.asynchronous) == Set(sequences.filter { withoutRepeats($0) && $0.count == 3 }))
    }

    @Test func aLossyNetworkMayEndAnywhere() {
        #expect(finalLogs(.lossy) == Set(sequences.filter(withoutRepeats)))
    }

    @Test func aDuplicatingNetworkRepeats() {
        #expect(logs(.duplicating) == Set(sequences))
    }

    @Test func aFIFONetworkKeepsTheOrder() {
        #expect(finalLogs(.fifo) == [[0, 1, 2]])
        #expect(
            finalLogs([.fifo, .lossy]) == Set(sequences.filter { withoutRepeats($0) && isAscending($0) }))
    }

    @Test func aPartitionStopsMessagesAndHeals() {
        let spec = Courier(model: [.partitions])
        let states = reachable(spec)
        // Whole, or without r1, r2, or both; the lowest replica is never on the far side.
        #expect(Set(states.map(\.partition.farSide)) == [[], [1], [2], [1, 2]])
        for state in states {
            let takes = spec.takes(in: state).filter { $0.successor != nil }
            #expect(takes.contains { $0.action.caseName == "part" })
            if !state.partition.connects(0, 1) {
                #expect(!takes.contains { $0.action.caseName == "receive" })
            }
        }
        #expect(logs([.partitions]) == logs(.asynchronous))
    }

    @Test func theSearchAgrees() async throws {
        for model: NetworkModel in [.asynchronous, [.lossy, .duplicating], [.fifo, .lossy], .partitions] {
            let report = try await Explorer(Courier(model: model)).run()
            #expect(report.distinctStates == reachable(Courier(model: model)).count)
        }
    }

    private func logs(_ model: NetworkModel) -> Set<[Int]> {
        Set(reachable(Courier(model: model)).map(\.arrivals))
    }

    /// The logs of states in which nothing can happen any more.
    private func finalLogs(_ model: NetworkModel) -> Set<[Int]> {
        let spec = Courier(model: model)
        let ends = reachable(spec).filter { state in spec.takes(in: state).allSatisfy { $0.successor == nil }
        }
        return Set(ends.map(\.arrivals))
    }

    private func reachable(_ spec: Courier) -> Set<Courier.State> { spec.reachableStates() }
}

extension Courier.State {
    var arrivals: [Int] { (0..<log.count).map { log[$0].index } }
}

import Synchronization
import Testing

@testable import QuorateCommand
@testable import QuorateExplorer

/// Progress: the figures, and where they go.
@Suite struct ProgressTests {
    private let first = SearchProgress(
        seconds: 10, depth: 6, distinctStates: 1_234_567, generatedStates: 8_000_000, frontier: 200_000,
        previousFrontier: 100_000, residentBytes: 512 << 20)
    private let second = SearchProgress(
        seconds: 75, depth: 7, distinctStates: 2_234_567, generatedStates: 21_000_000, frontier: 150_000,
        previousFrontier: 200_000, residentBytes: 600 << 20)

    @Test func rateIsThatOfTheLastInterval() {
        #expect(
            second.line(since: first, label: nil, isShort: false)
                == "1:15, depth 7, 2,234,567 distinct, 21,000,000 generated, 200,000/s, 600.0 MiB,"
                + " frontier 150,000 shrinking")
        #expect(
            first.line(since: nil, label: "Paxos", isShort: true)
                == "Paxos: 10.0 s, depth 6, 1.23M distinct, 8.00M generated, 800k/s, 512.0 MiB,"
                + " frontier 200k growing")
        var reduced = first
        reduced.isUpToSymmetry = true
        #expect(reduced.line(since: nil, label: nil, isShort: true).contains("1.23M stored, 8.00M generated"))
        reduced.look = .init(done: 1_000, all: 200_000)
        #expect(
            reduced.line(since: nil, label: nil, isShort: true)
                .contains("8.00M generated, symmetry of 1.00k of 200k, 512.0 MiB"))
    }

    @Test(arguments: [true, false])
    func lineIsRewrittenOnATerminalOnly(isTerminal: Bool) {
        let written = Written()
        let display = ProgressDisplay(
            console: Console(
                output: { _ in }, error: { line in written.text.withLock { $0 += line } },
                isErrorTerminal: isTerminal))
        display.show(first, of: nil)
        display.show(second, of: nil)
        display.clear()
        let all = written.text.withLock { $0 }
        #expect(all.filter { $0 == "\r" }.count == (isTerminal ? 3 : 0))
        #expect(all.filter { $0 == "\n" }.count == (isTerminal ? 0 : 2))
        #expect(display.interval == (isTerminal ? 0.25 : 10))
    }
}

private final class Written: Sendable {
    let text = Mutex("")
}

import Foundation
import QuorateExplorer
import QuorateTraces
import Synchronization

/// Display of how far a search has come: on a terminal one line that is rewritten, elsewhere a line now and
/// then.
final class ProgressDisplay: Sendable {
    private let console: Console
    private let previous = Mutex<SearchProgress?>(nil)
    /// Number of searches that have begun.
    private let begun = Mutex(0)
    /// Number of all searches, where there is more than one.
    private let total: Int?
    private let start = ContinuousClock.now

    /// Display of `total` searches, one after the other.
    init(console: Console, of total: Int = 1) {
        self.console = console
        self.total = total > 1 ? total : nil
    }

    /// Counts a search that begins.
    func begin() { begun.withLock { $0 += 1 } }

    /// Number of the search among all, and the time since the first, as in `12/646 1:05 `.
    private var position: String {
        guard let total else { return "" }
        let elapsed = (ContinuousClock.now - start) / .seconds(1)
        return "\(begun.withLock { $0 })/\(total) \(Numerals.seconds(elapsed)) "
    }

    /// Seconds between two lines.
    var interval: Double { console.isErrorTerminal ? 0.25 : 10 }

    /// Prints a line about the run called `label`, where there is more than one.
    func show(_ progress: SearchProgress, of label: String?) {
        previous.withLock { previous in
            let line =
                position
                + progress.line(since: previous, label: label, isShort: console.isErrorTerminal)
            previous = progress
            if console.isErrorTerminal {
                // Beside the colours of marks the one place with an escape sequence of our own.
                let shown = ForeignText.shown(line).prefix(Self.terminalWidth - 1)
                console.error("\r" + shown + Self.eraseToEnd)
            } else {
                console.note(line)
            }
        }
    }

    /// Takes the line away, because a result follows.
    func clear() {
        previous.withLock { previous in
            if previous != nil, console.isErrorTerminal { console.error("\r" + Self.eraseToEnd) }
            previous = nil
        }
    }

    private static let eraseToEnd = "\u{1B}[K"

    /// A line that is wider than the terminal cannot be rewritten in place.
    private static var terminalWidth: Int {
        var size = winsize()
        let isKnown = ioctl(FileHandle.standardError.fileDescriptor, UInt(TIOCGWINSZ), &size) == 0
        return isKnown && size.ws_col > 0 ? Int(size.ws_col) : 80
    }
}

extension SearchProgress {
    /// Elapsed time, depth, counts, the rate since `previous`, memory, and the frontier. At the end of a level, where a
    /// search up to symmetry generates nothing, the states that it has looked at stand in the place of the rate.
    ///
    /// - Parameter isShort: whether to round the counts, so that the line fits a terminal.
    func line(since previous: SearchProgress?, label: String?, isShort: Bool) -> String {
        func shown(_ count: Int) -> String { isShort ? Numerals.rounded(count) : Numerals.count(count) }
        let generated = generatedStates - (previous?.generatedStates ?? 0)
        let interval = seconds - (previous?.seconds ?? 0)
        let rate = interval > 0 ? shown(Int(Double(generated) / interval)) : "-"
        let pace = look.map { "symmetry of \(shown($0.done)) of \(shown($0.all))" } ?? "\(rate)/s"
        let facts =
            [
                Numerals.seconds(seconds), "depth \(depth)",
                "\(shown(distinctStates)) \(isUpToSymmetry ? "stored" : "distinct")",
                "\(shown(generatedStates)) generated", pace, Numerals.bytes(residentBytes),
                "frontier \(shown(frontier)) \(Numerals.trend(frontier, after: previousFrontier))",
            ] + (disk.map { [$0.line] } ?? [])
        return (label.map { "\($0): " } ?? "") + facts.joined(separator: ", ")
    }
}

extension SearchProgress.Disk {
    /// Bytes on disk, what the next level is expected to take, and what is free.
    fileprivate var line: String {
        "disk \(Numerals.bytes(bytes)) + \(Numerals.bytes(expectedBytes)) of \(Numerals.bytes(freeBytes)) free"
    }
}

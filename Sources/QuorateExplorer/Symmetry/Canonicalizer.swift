import QuorateLanguage
import QuorateQuorums

/// Canonical forms of states, of one thread: the same for all states that differ by a permutation only.
///
/// The replicas of a group are put in the order of their marks. Those with equal marks that may trade names without any
/// change are done; of all orders of the others the one that gives the least words is taken. Whatever the marks are, the
/// form is one of the states that the permutations make of a state; that it is the same for all of them follows from the
/// marks going with the replicas.
final class Canonicalizer {
    private let symmetry: StateSymmetry
    private let wordCount: Int
    private let marks: UnsafeMutablePointer<UInt64>
    private let current: UnsafeMutablePointer<UInt64>
    private let other: UnsafeMutablePointer<UInt64>
    private let best: UnsafeMutablePointer<UInt64>
    /// Runs of replicas with equal marks that are not all alike: group, first position and length.
    private var open = TiedRuns()
    private var bestCount = 0
    /// Orders of the values; nil where only replicas trade names.
    private let valueOrders: ValueOrders?

    init(_ symmetry: StateSymmetry, wordCount: Int) {
        self.symmetry = symmetry
        self.wordCount = wordCount
        marks = .allocate(capacity: ReplicaID.capacity)
        current = .allocate(capacity: wordCount)
        other = .allocate(capacity: wordCount)
        best = .allocate(capacity: wordCount)
        valueOrders = symmetry.valueMarks.map { ValueOrders(symmetry, $0, wordCount: wordCount) }
    }

    deinit { for memory in [marks, current, other, best] { memory.deallocate() } }

    /// Replaces a state by its canonical form.
    ///
    /// - Returns: the number of permutations that leave the form as it is; the order divided by it is the number of states
    ///   that have this form.
    @discardableResult
    func canonicalize(_ state: UnsafeMutablePointer<UInt64>) -> Int {
        guard let valueOrders else { return canonicalizeReplicas(state) }
        return valueOrders.canonicalize(state) { canonicalizeReplicas($0) }
    }

    /// Replaces a state by its canonical form up to the names of replicas, and returns the number of their permutations
    /// that leave it as it is.
    private func canonicalizeReplicas(_ state: UnsafeMutablePointer<UInt64>) -> Int {
        symmetry.marks.write(state, to: marks)
        current.update(from: state, count: wordCount)
        open.removeAll()
        var alike = 1
        for group in symmetry.groups.indices {
            sort(group)
            alike *= runs(group)
        }
        if open.isEmpty {
            state.update(from: current, count: wordCount)
            return alike
        }
        best.update(from: current, count: wordCount)
        bestCount = 0
        open.permute(exchange: exchange, visit: compare)
        state.update(from: best, count: wordCount)
        return alike * bestCount
    }

    private func mark(_ group: Int, _ position: Int) -> UInt64 {
        marks[symmetry.groups[group][position].number]
    }

    /// Puts the replicas of a group in the order of their marks.
    private func sort(_ group: Int) {
        let members = symmetry.groups[group]
        for place in 0..<members.count - 1 {
            var least = place
            for k in place + 1..<members.count where mark(group, k) < mark(group, least) { least = k }
            if mark(group, least) == mark(group, place) { continue }
            exchange(group, place, least)
            let (here, there) = (members[place].number, members[least].number)
            (marks[here], marks[there]) = (marks[there], marks[here])
        }
    }

    private func exchange(_ group: Int, _ first: Int, _ second: Int) {
        symmetry.exchange(group, first, second).apply(current, other)
        current.update(from: other, count: wordCount)
    }

    /// Looks at the runs of equal marks, and opens those that are not all alike.
    ///
    /// - Returns: the number of orders of those that are.
    private func runs(_ group: Int) -> Int {
        var (alike, first) = (1, 0)
        let count = symmetry.groups[group].count
        while first < count {
            var end = first + 1
            while end < count, mark(group, end) == mark(group, first) { end += 1 }
            if end - first > 1 {
                if (first + 1..<end).allSatisfy({ isAlike(group, $0 - 1, $0) }) {
                    alike *= StateSymmetry.factorial(end - first)
                } else {
                    open.append((group, first, end - first))
                }
            }
            first = end
        }
        return alike
    }

    private func isAlike(_ group: Int, _ first: Int, _ second: Int) -> Bool {
        symmetry.exchange(group, first, second).apply(current, other)
        for word in 0..<wordCount where current[word] != other[word] { return false }
        return true
    }

    private func compare() {
        for word in 0..<wordCount where current[word] != best[word] {
            if current[word] > best[word] { return }
            best.update(from: current, count: wordCount)
            bestCount = 1
            return
        }
        bestCount += 1
    }
}

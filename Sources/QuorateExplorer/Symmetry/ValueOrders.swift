import QuorateLanguage

/// Orders of the values in a state, of one thread.
///
/// Permutations of replicas and of values do not mind each other. So a canonical form up to both is the least of the
/// canonical forms up to the replicas, over all orders of the values. Values are put in the order of their marks, which no
/// renaming of replicas changes; those with equal marks that may trade places without any change are done, and only orders
/// of the others are gone through.
final class ValueOrders {
    private let symmetry: StateSymmetry
    private let valueMarks: NameMarks
    private let wordCount: Int
    private let marks: UnsafeMutablePointer<UInt64>
    private let current: UnsafeMutablePointer<UInt64>
    private let other: UnsafeMutablePointer<UInt64>
    private let best: UnsafeMutablePointer<UInt64>
    /// Runs of values with equal marks that are not all alike: group, first position and length.
    private var open = TiedRuns()
    /// Orders that lead to the least form, and the renamings of replicas that leave it as it is.
    private var found = (orders: 0, fixing: 0)

    init(_ symmetry: StateSymmetry, _ marks: NameMarks, wordCount: Int) {
        self.symmetry = symmetry
        valueMarks = marks
        self.wordCount = wordCount
        self.marks = .allocate(capacity: NameMarks.capacity)
        current = .allocate(capacity: wordCount)
        other = .allocate(capacity: wordCount)
        best = .allocate(capacity: wordCount)
    }

    deinit { for memory in [marks, current, other, best] { memory.deallocate() } }

    /// Replaces a state by its canonical form.
    ///
    /// - Parameter replicas: what replaces a state by its form up to the names of replicas, and returns the number of their
    ///   permutations that leave it as it is.
    /// - Returns: the number of permutations, of both, that leave the form as it is.
    func canonicalize(
        _ state: UnsafeMutablePointer<UInt64>, upTo replicas: (UnsafeMutablePointer<UInt64>) -> Int
    ) -> Int {
        valueMarks.write(state, to: marks)
        current.update(from: state, count: wordCount)
        open.removeAll()
        var (alike, place) = (1, 0)
        for group in symmetry.groups.count..<symmetry.sizes.count {
            sort(group, from: place)
            alike *= runs(group, from: place)
            place += symmetry.sizes[group]
        }
        found = (0, 0)
        open.permute(exchange: exchange) { compare(replicas) }
        state.update(from: best, count: wordCount)
        return alike * found.orders * found.fixing
    }

    /// Puts the values of a group in the order of their marks.
    private func sort(_ group: Int, from place: Int) {
        let marks = marks + place
        for position in 0..<symmetry.sizes[group] - 1 {
            var least = position
            for k in position + 1..<symmetry.sizes[group] where marks[k] < marks[least] { least = k }
            if marks[least] == marks[position] { continue }
            exchange(group, position, least)
            (marks[position], marks[least]) = (marks[least], marks[position])
        }
    }

    private func exchange(_ group: Int, _ first: Int, _ second: Int) {
        symmetry.exchange(group, first, second).apply(current, other)
        current.update(from: other, count: wordCount)
    }

    /// Looks at the runs of equal marks, and opens those that are not all alike.
    ///
    /// - Returns: the number of orders of those that are.
    private func runs(_ group: Int, from place: Int) -> Int {
        let marks = marks + place
        var (alike, first) = (1, 0)
        while first < symmetry.sizes[group] {
            var end = first + 1
            while end < symmetry.sizes[group], marks[end] == marks[first] { end += 1 }
            if (first + 1..<end).allSatisfy({ isAlike(group, $0 - 1, $0) }) {
                alike *= StateSymmetry.factorial(end - first)
            } else {
                open.append((group, first, end - first))
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

    private func compare(_ replicas: (UnsafeMutablePointer<UInt64>) -> Int) {
        other.update(from: current, count: wordCount)
        let fixing = replicas(other)
        if found.orders > 0 {
            for word in 0..<wordCount where other[word] != best[word] {
                if other[word] > best[word] { return }
                return keep(fixing)
            }
            found.orders += 1
        } else {
            keep(fixing)
        }
    }

    private func keep(_ fixing: Int) {
        best.update(from: other, count: wordCount)
        found = (1, fixing)
    }
}

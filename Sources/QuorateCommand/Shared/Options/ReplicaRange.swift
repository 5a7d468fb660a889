/// One number of replicas or several that follow each other, as a person writes them: `4` or `3...9`.
struct ReplicaRange {
    let numbers: ClosedRange<Int>

    /// nil for anything but a number or an ascending range between 1 and `limit`.
    init?(_ text: String, upTo limit: Int) {
        let ends = text.split(separator: "...", omittingEmptySubsequences: false).map { Int($0) }
        guard (1...2).contains(ends.count), let first = ends.first ?? nil, let last = ends.last ?? nil,
            1 <= first, first <= last, last <= limit
        else { return nil }
        numbers = first...last
    }
}

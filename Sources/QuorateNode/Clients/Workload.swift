/// Operations that the clients of a run ask for, by the seed.
struct Workload {
    let run: Int
    let requests: Int
    let clients: Int
    private var random: SeededNumbers
    /// Number of operations that were handed out.
    private(set) var count = 0
    private var lastValue = 0

    init(seed: UInt64, run: Int, requests: Int, clients: Int) {
        (self.run, self.requests, self.clients) = (run, requests, clients)
        random = SeededNumbers(seed, 4, run)
    }

    /// The next operation, or nil when all were asked for.
    mutating func next() -> RegisterOperation.Kind? {
        guard count < requests else { return nil }
        count += 1
        switch Int.random(in: 0..<10, using: &random) {
        case 0..<4: return .read
        case 4..<8:
            lastValue = count
            return .write(count)
        default: return .compareAndSet(lastValue, count)
        }
    }

    /// Pause of a client before an operation, in milliseconds.
    mutating func pause(isShort: Bool) -> Int { isShort ? 0 : Int.random(in: 0...60, using: &random) }

    mutating func node(among nodes: Int) -> Int { Int.random(in: 0..<nodes, using: &random) }
}

/// Replica of some protocol with its log, clock and application, as a node runs it.
protocol HostedReplica: AnyObject {
    /// Takes a message of another replica.
    func receive(_ bytes: [UInt8], from sender: Int, clock: StepClock, now: Int) throws
    /// Takes a request of a client.
    func request(_ bytes: [UInt8], now: Int) throws
    /// Looks at the timers; times are in milliseconds.
    func tick(now: Int) throws
    /// Ends the run: whatever it has logged is all that it logs.
    func end() throws
    /// Takes what has to leave.
    func takePackets() -> [Packet]
}

/// Numbers that follow from a seed alone (SplitMix64).
public struct SeededNumbers: RandomNumberGenerator, Sendable {
    private var state: UInt64

    /// The sequence of a seed and of what it is for.
    public init(_ seed: UInt64, _ purpose: Int...) {
        state = seed
        for number in purpose { state = next() ^ UInt64(truncatingIfNeeded: number) }
    }

    /// The next number.
    public mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}

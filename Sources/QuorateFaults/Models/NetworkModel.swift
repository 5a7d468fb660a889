/// Model of what may happen to a message on its way.
///
/// Without any of these a network is reliable and asynchronous: what is sent arrives, in any order and at any time, once.
public struct NetworkModel: OptionSet, Hashable, Sendable {
    /// One bit for each thing that may happen.
    public let rawValue: Int

    /// The network with the given bits.
    public init(rawValue: Int) { self.rawValue = rawValue }

    /// Reliable and asynchronous.
    public static let asynchronous: NetworkModel = []
    /// A message may be lost.
    public static let lossy = NetworkModel(rawValue: 1)
    /// A message may arrive again.
    public static let duplicating = NetworkModel(rawValue: 2)
    /// Messages from one replica to another arrive in the order in which they were sent.
    public static let fifo = NetworkModel(rawValue: 4)
    /// The network may fall apart into two sides, and heals.
    public static let partitions = NetworkModel(rawValue: 8)
    /// Everything that is sent in a round arrives before the next round, and nothing else.
    public static let synchronousRounds = NetworkModel(rawValue: 16)
    /// There is no network: replicas share memory, or act one after the other.
    public static let absent = NetworkModel(rawValue: 32)
}

extension NetworkModel: CustomStringConvertible {
    /// Words of a report for the network, as in `lossy, duplicating network`.
    public var description: String {
        if contains(.absent) { return "no network" }
        var words = contains(.synchronousRounds) ? [] : ["asynchronous"]
        if contains(.lossy) { words.append("lossy") }
        if contains(.duplicating) { words.append("duplicating") }
        if contains(.fifo) { words.append("FIFO") }
        let network = contains(.synchronousRounds) ? "synchronous rounds" : "network"
        let partitions = contains(.partitions) ? " with partitions that heal" : ""
        return words.joined(separator: ", ") + (words.isEmpty ? "" : " ") + network + partitions
    }
}

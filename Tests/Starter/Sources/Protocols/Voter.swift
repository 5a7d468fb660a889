/// The code that ships: a voter without clock or network, which is told what happens and says what to send.
struct Voter: Hashable {
    let number: Int
    let clusterSize: Int
    var forgetsVotes = false  // what the change under review does

    private(set) var choice: Int?
    private(set) var supporters: Set<Int> = []

    var leads: Bool { supporters.count > clusterSize / 2 }

    /// A candidate asks for this voter's vote. Returns whether it gets it.
    mutating func receiveRequest(from candidate: Int) -> Bool {
        guard choice == nil || forgetsVotes else { return false }
        choice = candidate
        return true
    }

    /// A vote for this voter arrives; one that comes twice counts once.
    mutating func receiveVote(from voter: Int) { supporters.insert(voter) }
}

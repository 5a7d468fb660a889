import QuorateFaults

extension Raft: DrawnSpec {
    /// Term, role and log of each server; an arrow is a vote in the voter's current term.
    public func drawing(of s: State) -> StateDrawing {
        var drawing = StateDrawing(.list)
        for i in servers {
            let role: StateDrawing.Badge? =
                switch s.role[i] {
                case .leader: .init("leader", .leading)
                case .candidate: .init("candidate", .waiting)
                case .follower: nil
                }
            let log = (0..<s.log[i].count).map { "\(s.log[i][$0 + 1])" }.joined(separator: " ")
            drawing.box(i, "term \(s.term[i].value), log [\(log)]", role)
        }
        for i in servers {
            if let candidate = s.vote[i].candidate, candidate != i {
                drawing.arrow(from: i, to: candidate, "vote", .waiting)
            }
        }
        return drawing
    }
}

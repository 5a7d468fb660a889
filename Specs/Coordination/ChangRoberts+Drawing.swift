import QuorateFaults

extension ChangRoberts: DrawnSpec {
    /// The ring with the ids that travel on it.
    func drawing(of s: State) -> StateDrawing {
        var drawing = StateDrawing(.ring)
        for node in nodes {
            let standing: StateDrawing.Badge? =
                switch s.standing[node] {
                case .won: .init("won", .leading)
                case .lost: .init("lost")
                case .candidate: .init("candidate", .waiting)
                }
            drawing.box(
                node, "id \(id(of: node).number)", standing, s.started.contains(node) ? nil : .init("asleep"))
        }
        for node in nodes {
            let ids = nodes.filter { s.messages.contains(Message(id: $0, receiver: successor(of: node))) }
            if ids.isEmpty || successor(of: node) == node { continue }
            let label = "id " + ids.map { "\($0.number)" }.joined(separator: ", ")
            drawing.arrow(from: node, to: successor(of: node), label, .waiting)
        }
        return drawing
    }
}

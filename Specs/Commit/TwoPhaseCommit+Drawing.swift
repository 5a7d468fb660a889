import QuorateFaults

extension TwoPhaseCommit: DrawnSpec {
    /// Phase of each manager, whether its Prepared was sent and has come, and what the coordinator says.
    func drawing(of s: State) -> StateDrawing {
        var drawing = StateDrawing(.list)
        for r in managers {
            let phase: StateDrawing.Badge =
                switch s.manager[r] {
                case .working: .init("working")
                case .prepared: .init("prepared", .waiting)
                case .committed: .init("committed", .done)
                case .aborted: .init("aborted")
                }
            let message =
                s.acknowledged.contains(r)
                ? "Prepared received" : s.prepared.contains(r) ? "Prepared on its way" : ""
            drawing.box(r, message, phase)
        }
        drawing.note("coordinator: \(s.decision)")
        return drawing
    }
}

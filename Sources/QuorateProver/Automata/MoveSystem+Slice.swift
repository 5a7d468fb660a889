import BigInt

extension MoveSystem {
    /// The system without moves that no run needs which is to fulfil a statement with these atoms `form ≥ 0`.
    ///
    /// A move is idle if the run without it is at least as good: nobody is missed where it comes from or welcome where it goes,
    /// and what it sends helps no atom and no guard. A process that would have gone on from there must not be needed either, so
    /// all moves that leave its target are idle as well.
    func slice(
        for atoms: [LinearForm], until deadline: Deadline
    ) throws(WitnessFormula.Obstacle) -> MoveSystem {
        var kept = moves
        while true {
            try deadline.check()
            let forms = Set(atoms + kept.flatMap(\.rules).flatMap(\.thresholds).map(\.form))
            // Locations that a needed move leaves; a fixed point from below, since control flow goes forward only.
            var needed: Set<Int> = []
            for move in kept.reversed() where needed.contains(move.to) || !move.isIdle(for: forms) {
                needed.insert(move.from)
            }
            let rest = kept.filter { needed.contains($0.to) || !$0.isIdle(for: forms) }
            if rest.count == kept.count { return MoveSystem(self, moves: rest) }
            kept = rest
        }
    }
}

extension MoveSystem.Move {
    /// True where one firing makes no form larger; the location that is left counts for itself, and so does the one entered.
    fileprivate func isIdle(for forms: Set<LinearForm>) -> Bool {
        forms.allSatisfy { form in change.allSatisfy { $0.value * form[$0.key] <= 0 } }
    }
}

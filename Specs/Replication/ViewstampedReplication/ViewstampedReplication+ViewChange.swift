import QuorateFaults

/// View changes: section 4.2.
extension ViewstampedReplication {
    /// A replica's state, for the primary of a new view.
    struct DoViewChange: FiniteValue {
        typealias SetStorage = Bits128

        let view: View
        let sender: BoundedInt<0, 2>
        let lastNormal: View
        let log: Operation
    }

    @inline(__always)
    func changeView(_ i: ReplicaID, _ s: State, _ next: inout Next<Self>) {
        let (status, view) = (s.status[i], s.view[i])
        let takesPart = status != .recovering || mutant == .unrecoveredVote
        var later = view.value + 1
        while later <= views {
            next.take(.startViewChange(i, view: later), if: takesPart) {
                $0.status[i] = .viewChange
                $0.view[i] = View(later)
                $0.startViewChange[View(later)].insert(i)
            }
            later += 1
        }
        if status == .viewChange { begin(view, i, s, &next) }
        guard status != .recovering else { return }
        var number = status == .viewChange ? view.value : view.value + 1
        while number <= views {
            let new = View(number)
            let start = s.startView[new]
            next.take(.enterView(i, view: number), if: start != nil && primary(of: new) != i) {
                $0.beNormal(i, in: new, start ?? 0)
                if start != .some(0) { $0.prepareOK[new].insert(i) }
            }
            number += 1
        }
    }

    @inline(__always)
    private func begin(_ view: View, _ i: ReplicaID, _ s: State, _ next: inout Next<Self>) {
        let own = DoViewChange(
            view: view, sender: BoundedInt(i.number), lastNormal: s.lastNormal[i], log: s.log[i])
        let isSent = s.doViewChange.contains(own)
        let others = s.startViewChange[view] - [i]
        next.take(.doViewChange(i), if: !isSent && (!others.isEmpty || mutant == .noStartViewChange)) {
            $0.doViewChange.insert(own)
        }
        guard isSent, i == primary(of: view), s.startView[view] == nil else { return }
        for other in s.doViewChange where other.view == view && other.sender != own.sender {
            next.take(.startView(i, with: other)) {
                let log = other.isBetter(than: own) ? other.log : own.log
                $0.beNormal(i, in: view, log)
                $0.startView[view] = log
                $0.prepared[view] = log
            }
        }
    }
}

extension ViewstampedReplication.DoViewChange {
    /// Order of the logs: that of the latest normal view, and of those the longest.
    func isBetter(than own: Self) -> Bool {
        (lastNormal.value, min(log.value, 1)) > (own.lastNormal.value, min(own.log.value, 1))
    }
}

extension ViewstampedReplication.State {
    mutating func beNormal(
        _ i: ReplicaID, in view: ViewstampedReplication.View, _ log: ViewstampedReplication.Operation
    ) {
        status[i] = .normal
        self.view[i] = view
        lastNormal[i] = view
        self.log[i] = log
    }
}

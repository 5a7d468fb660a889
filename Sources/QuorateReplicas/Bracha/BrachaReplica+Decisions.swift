/// Decisions of a replica by the rules of the paper, each rule once: only here is anything asked of
/// ``BrachaConfiguration/Rules``.
extension BrachaReplica {
    private var rules: BrachaConfiguration.Rules { configuration.rules }
}

// How many replicas and messages are enough.
extension BrachaConfiguration {
    /// Sufficiency of the replicas: more than three times as many as may be Byzantine.
    var hasEnoughReplicas: Bool { replicaCount > 3 * faultCount || rules.allowsTooFewReplicas }

    /// So many ECHOs of a value make a replica echo it, and ready: more than (n + f)/2.
    public var enoughEchoes: Int {
        switch rules.echoThreshold {
        case .moreThanHalfOfAllAndFaulty: (replicaCount + faultCount) / 2 + 1
        case .twoF: 2 * faultCount
        case .all: replicaCount
        }
    }

    /// So many READYs of a value make a replica echo it: f + 1, one of which is a correct replica's.
    public var enoughReadiesToEcho: Int { faultCount + 1 }

    /// So many READYs of a value make a replica ready for it, without enough ECHOs: f + 1.
    public var enoughReadiesToBeReady: Int {
        switch rules.amplificationThreshold {
        case .fPlusOne: faultCount + 1
        case .f: faultCount
        }
    }

    /// So many READYs of a value make a replica deliver it: 2f + 1.
    public var enoughReadiesToDeliver: Int {
        switch rules.deliveryThreshold {
        case .twoFPlusOne: 2 * faultCount + 1
        case .fPlusOne: faultCount + 1
        }
    }
}

// What counts.
extension BrachaReplica {
    /// Reason why nothing that comes from `sender` counts; nil where it does.
    func objection(to sender: Int) -> Drop? {
        guard rules.checksSender else { return nil }
        guard 0..<configuration.replicaCount ~= sender else { return .unknownReplica(sender) }
        return sender == configuration.replica ? .ownMessage : nil
    }

    /// Returns true if the broadcast is one of `replica`, so that its INITIAL counts.
    func mayBroadcast(_ replica: Int) -> Bool {
        replica == configuration.sender || rules.takesAnybodysInitial
    }

    /// Counting of repetitions: the same message of the same replica counts as often as it comes.
    var countsRepetitions: Bool { rules.countsMessagesNotSenders }
}

// The steps of section 3.
extension BrachaReplica {
    /// Step 1: the sender's INITIAL, enough ECHOs or enough READYs make a replica echo the value, if it has echoed none.
    func mayEcho(_ value: [UInt8]) -> Bool {
        if isDone(state.echoed, value) || rules.skipsEchoPhase { return false }
        return count(.initial, value) >= 1 || count(.echo, value) >= configuration.enoughEchoes
            || hasReadies(value, configuration.enoughReadiesToEcho)
    }

    /// Step 2: enough ECHOs or enough READYs make a replica that has echoed ready for the value, if it is for none.
    func mayBeReady(_ value: [UInt8]) -> Bool {
        if isDone(state.ready, value) || state.echoed.isEmpty && !rules.skipsEchoPhase { return false }
        return isAgreed(value) || hasReadies(value, configuration.enoughReadiesToBeReady)
    }

    /// Step 3: enough READYs make a replica that is ready deliver the value, if it has delivered none.
    func mayDeliver(_ value: [UInt8]) -> Bool {
        state.delivered == nil && !state.ready.isEmpty
            && count(.ready, value) >= configuration.enoughReadiesToDeliver
    }

    /// Value to deliver when there are enough READYs of `value`: that value.
    func outcome(of value: [UInt8]) -> [UInt8] {
        rules.deliversEchoedValue ? firstValue(of: state.echoed) ?? value : value
    }

    /// Returns true if a replica that has said it of `values` does not say it of `value`, because it says it
    /// of one value only.
    private func isDone(_ values: Set<[UInt8]>, _ value: [UInt8]) -> Bool {
        rules.echoesEveryValue ? values.contains(value) : !values.isEmpty
    }

    /// Returns true if enough replicas have echoed the value.
    private func isAgreed(_ value: [UInt8]) -> Bool {
        if rules.skipsEchoPhase { return count(.initial, value) >= 1 }
        return count(.echo, value) >= configuration.enoughEchoes
    }

    /// Returns true if at least `enough` replicas are ready for the value, so that a replica joins them.
    private func hasReadies(_ value: [UInt8], _ enough: Int) -> Bool {
        rules.joinsReadies && count(.ready, value) >= enough
    }
}

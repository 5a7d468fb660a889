import QuorateFaults

extension SynchronousMirroring {
    enum Mutant: String, SpecMutant {
        case acknowledgesFirst = "acknowledges-first"
        case goesOnAlone = "goes-on-alone"
        case deadLink = "dead-link"

        var expectation: MutantExpectation {
            switch self {
            case .acknowledgesFirst:
                .breaks(
                    "no acknowledged write is lost",
                    "a write is acknowledged once the first copy has it: mirroring is asynchronous")
            case .goesOnAlone:
                .breaks(
                    "no acknowledged write is lost",
                    "a copy that cannot be reached is not waited for, as if it had failed, and is read later")
            case .deadLink:
                .breaks(
                    "every write is acknowledged",
                    "a copy may be out of reach for ever, and writes wait for it")
            }
        }
    }

    static let instances = expected(
        by: "an independent re-model in Python",
        [
            .holds(Self(), distinct: 54, generated: 113, depth: 9),
            .holds(Self(copies: 3, failures: 2), distinct: 352, generated: 1160, depth: 12),
            .caught(Self(mutant: .acknowledgesFirst), distinct: 69, generated: 164, depth: 9, steps: 4),
            .caught(Self(mutant: .goesOnAlone), distinct: 69, generated: 161, depth: 9, steps: 5),
            // The states and steps of the sound spec.
            .caught(Self(mutant: .deadLink), distinct: 54, generated: 113, depth: 9, steps: 3),
        ])
}

extension SynchronousMirroring: CostedSpec {
    /// A write goes to every copy, and each confirms it.
    func cost(of action: Action, from state: State, to successor: State) -> StepCost {
        switch action {
        case .issue: StepCost(messages: copies.count, round: 1)
        case .write: StepCost(messages: 1, round: 2)
        case .acknowledge, .cutOff, .reconnect, .fail: StepCost()
        }
    }

    /// The cost of a run without failures.
    var costOfWrites: RunCost? {
        costOfOneRun(reaching: "every write is acknowledged once") { action in
            switch action {
            case .issue, .write, .acknowledge: true
            case .cutOff, .reconnect, .fail: false
            }
        }
    }
}

/// Processor time that a kernel spends on writes to several devices, in microseconds.
///
/// The parts are those that texts on mirroring in the kernel name; their sizes are examples, nothing is measured.
/// What is done once for a batch of writes gets cheaper with the batch, and what is done for each write and device
/// does not.
struct MirroringTime {
    /// Entry into the kernel, once for each batch.
    let systemCall = 4
    /// Bookkeeping and checksum, once for each write.
    let write = 3
    /// Command into the queue of a device and the interrupt when it is done, once for each write and device.
    let command = 2

    private var formula: String { "\(systemCall)w/b + \(write)w + \(command)dw" }

    /// The figure for `writes` writes to `devices` devices in batches of `batch`, with commands counted on runs of
    /// the spec.
    func figure(devices: Int, batch: Int, writes: Int = 64) -> CostFigure {
        let fixed = systemCall * writes / batch + write * writes
        let spec = SynchronousMirroring(copies: devices, writes: 1, failures: 0)
        return CostFigure(
            "MirroringTime", "d = \(devices), b = \(batch), w = \(writes)", .microseconds,
            formula: formula, gives: fixed + command * devices * writes,
            // Half of the messages are commands, the others say that they are done.
            counted: { spec.costOfWrites.map { fixed + command * writes * $0.messages / 2 } })
    }
}
